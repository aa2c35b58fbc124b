using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace UltimateMcp.Code.Languages;

/// <summary>
/// A hint for a failed program, given when its stderr, code, signal or exit code match. All conditions that are set
/// must hold.
/// </summary>
public sealed record HintRule(string Hint)
{
    public const RegexOptions CodeOptions = RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    public const int MatchTimeoutMilliseconds = 1000;

    /// <summary>Only this much of the code is searched.</summary>
    private const int MaximumCodeLength = 256 * 1024;

    /// <summary>The end of stderr contains one of these. Empty: anything.</summary>
    public ImmutableArray<string> Errors { get; init; } = [];

    /// <summary>Matches the code.</summary>
    public Regex? Code { get; init; }

    public string? Signal { get; init; }

    public int? ExitCode { get; init; }

    public bool AppliesTo(ProgramTermination end) =>
        !end.IsSuccess
        && (Signal is null || Signal == end.Signal)
        && (ExitCode is null || ExitCode == end.ExitCode)
        && (Errors.IsEmpty || Errors.Any(text => end.StandardError.Contains(text, StringComparison.Ordinal)))
        && (Code is null || IsIn(Code, end.Code));

    private static bool IsIn(Regex pattern, string code)
    {
        try
        {
            return pattern.IsMatch(code.Length > MaximumCodeLength ? code[..MaximumCodeLength] : code);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}

/// <summary>Hints for programs in any language.</summary>
internal static partial class SharedHints
{
    internal static readonly HintRule NoNetwork = new(
        "The sandbox has no network: only its own loopback, where programs of the same run reach each other.")
    {
        Errors =
        [
            "Network is unreachable", "ENETUNREACH", "EAI_AGAIN", "ENOTFOUND", "Temporary failure in name resolution",
            "Name or service not known", "Could not resolve host",
        ],
    };

    private static readonly HintRule NoUnixSocket = new(
        "Unix sockets cannot be used in the sandbox: use 127.0.0.1 and a port, or a pipe; for multiprocessing the start method fork.")
    {
        Errors = ["socket.AF_UNIX", "listen EPERM", "connect EPERM"],
    };

    /// <summary>The final errors of node, dotnet and java when the address space limit is too small for them.</summary>
    private static readonly HintRule NoAddressSpace = new(
        "A process may map 24 GiB: two WebAssembly memories of node at a time; dotnet needs DOTNET_GCHeapHardLimit set, java -Xmx.")
    {
        Errors =
        [
            "Cannot allocate Wasm memory", "WebAssembly.Memory(): could not allocate memory", "GC heap initialization failed",
            "Could not reserve enough space",
        ],
    };

    private static readonly HintRule NoInstall = new(
        "Packages cannot be installed: the sandbox has no network. Use what is there, or pass modules of your own in files.")
    {
        Code = Install(),
    };

    private static readonly HintRule NoData = new(
        "There is no /mnt/data: pass files in files, and write to the working directory, whose new files come back as artifacts.")
    {
        Code = MountedData(),
    };

    internal static readonly ImmutableArray<HintRule> Rules = [NoNetwork, NoUnixSocket, NoAddressSpace, NoInstall, NoData];

    [GeneratedRegex(
        @"^[ \t!%]*(sudo[ \t]+)?(python3? -m[ \t]+)?(pip3?|npm|yarn|pnpm|conda|uv|apt|apt-get)[ \t]+(pip[ \t]+)?(install|add|i|ci)\b"
        + @"|['""]pip3?['""],[ \t]*['""]install['""]|\bpip3? install\b",
        HintRule.CodeOptions,
        HintRule.MatchTimeoutMilliseconds)]
    private static partial Regex Install();

    [GeneratedRegex("/mnt/data", HintRule.CodeOptions, HintRule.MatchTimeoutMilliseconds)]
    private static partial Regex MountedData();
}
