using System.Collections.Immutable;

namespace UltimateMcp.Code.Languages;

/// <summary>What to do here about a failure that a program's last words, or its signal, tell.</summary>
/// <param name="Texts">Any of them stands in the end of stderr, or is the signal's name.</param>
public sealed record FailureHint(ImmutableArray<string> Texts, string Hint)
{
    /// <summary>Whatever program says so.</summary>
    public static readonly FailureHint NoNetwork = new(
        [
            "Network is unreachable", "ENETUNREACH", "EAI_AGAIN", "Temporary failure in name resolution", "Name or service not known", "Could not resolve host", "ENOTFOUND",
        ],
        "The sandbox has no network: only its own loopback, where programs of the same run reach each other.");

    /// <summary>Last words of node, dotnet and java where even the room for two WebAssembly memories is too small.</summary>
    public static readonly FailureHint NoAddressSpace = new(
        ["Cannot allocate Wasm memory", "WebAssembly.Memory(): could not allocate memory", "GC heap initialization failed", "Could not reserve enough space"],
        "A process may map 24 GiB: two WebAssembly memories of node at a time; dotnet needs DOTNET_GCHeapHardLimit set, java -Xmx.");

    /// <summary>Of Python and node.</summary>
    public static readonly FailureHint NoUnixSocket = new(
        ["socket.AF_UNIX", "listen EPERM", "connect EPERM"],
        "Unix sockets cannot be used in the sandbox: use 127.0.0.1 and a port, or a pipe; for multiprocessing the start method fork.");

    private const string OnlyInstalled = "Only what is installed with the interpreter is there, and nothing can be installed: pass modules of your own in files.";

    /// <summary>A module is not there.</summary>
    public static FailureHint NoModule(params ImmutableArray<string> texts) => new(texts, OnlyInstalled);

    /// <param name="signal">Name of the signal that ended the program; null when none did.</param>
    public bool IsFor(string errorText, string? signal) =>
        Texts.Any(text => text == signal || errorText.Contains(text, StringComparison.Ordinal));
}
