using UltimateMcp.Code.Languages;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Running;

/// <summary>Says what explains a failure and what to change: limits by the name of their setting, and what a sandbox never has.</summary>
internal static class RunHints
{
    private static readonly string[] NoNetwork =
    [
        "Network is unreachable", "ENETUNREACH", "EAI_AGAIN", "Temporary failure in name resolution", "Name or service not known", "Could not resolve host",
        "ConnectionRefusedError", "ECONNREFUSED", "Connection refused",
    ];

    /// <summary>Of <c>ResourceLimits</c>: what the kernel lets a process have, whatever the settings say.</summary>
    private const string ThreadHint = "A program may have 64 threads at once, each with a stack of 2 MB that counts as its memory (MAX_MEMORY_MB): start fewer.";

    private const string MachineHint =
        "It was ended because this machine had hardly any memory left, and of all runs it held the most: run it again when there is more, or hold less at once.";

    /// <summary>Last words of node, dotnet and java where even the room for two WebAssembly memories is too small.</summary>
    private static readonly string[] NoAddressSpace =
    [
        "Cannot allocate Wasm memory", "WebAssembly.Memory(): could not allocate memory", "GC heap initialization failed", "Could not reserve enough space",
    ];

    private static readonly string[] NoModule = ["ModuleNotFoundError", "ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND"];

    /// <param name="errorText">The readable stderr.</param>
    public static string? For(Run run, SandboxResult result, RunOptions options, string errorText)
    {
        List<string> hints = [];
        if (LimitHint(run, result, options) is { } limit)
        {
            hints.Add(limit);
        }

        var failed = result.Outcome != SandboxOutcome.Exited || result.ExitCode != 0;
        if (FailedWith(NoNetwork))
        {
            hints.Add("The sandbox has no network, not even to this machine.");
        }

        if (FailedWith(NoAddressSpace))
        {
            hints.Add("A process may map 24 GiB: two WebAssembly memories of node at a time; dotnet needs DOTNET_GCHeapHardLimit set, java -Xmx.");
        }

        if (FailedWith(NoModule))
        {
            hints.Add("Only what is installed with the interpreter is there, and nothing can be installed: pass modules of your own in files.");
        }

        if (result.ArtifactsLeftOut > 0)
        {
            hints.Add($"{result.ArtifactsLeftOut} new or changed entries of the scratch folder were not kept (links, special files, or over a limit).");
        }

        return hints.Count == 0 ? null : string.Join(' ', hints);

        bool FailedWith(string[] signs) => failed && Array.Exists(signs, sign => errorText.Contains(sign, StringComparison.Ordinal));
    }

    private static string? LimitHint(Run run, SandboxResult result, RunOptions options) => result.Outcome switch
    {
        SandboxOutcome.TimedOut when run.Timeout < options.MaxExecutionTime =>
            $"It was ended after {run.Timeout.TotalSeconds:0.###} s; timeout_seconds may be up to {options.MaxExecutionTime.TotalSeconds:0.###}.",
        SandboxOutcome.TimedOut =>
            $"It was ended after {run.Timeout.TotalSeconds:0.###} s, the most that MAX_EXECUTION_TIME allows: do less in one run.",
        SandboxOutcome.OutputLimit =>
            $"It was ended because it wrote more than {options.MaxOutputKibibytes} KB to one stream (MAX_OUTPUT_KB): print less, or write a file.",
        SandboxOutcome.MemoryLimit when result.Reached.HasFlag(ReachedLimits.Machine) => MachineHint,
        SandboxOutcome.MemoryLimit => MemoryHint(options),
        SandboxOutcome.FileLimit => FileHint(options),
        SandboxOutcome.ProcessLimit when result.Reached.HasFlag(ReachedLimits.Threads) => ThreadHint,
        SandboxOutcome.ProcessLimit => ProcessHint(run.Language, options),
        SandboxOutcome.Signaled when run.Language.HintOf(result.Signal!) is { } crash => crash,
        _ when result.Reached.HasFlag(ReachedLimits.Threads) => ThreadHint,
        _ when result.Reached.HasFlag(ReachedLimits.Processes) => ProcessHint(run.Language, options),
        _ when result.Reached.HasFlag(ReachedLimits.Memory) => MemoryHint(options),
        _ when result.Reached.HasFlag(ReachedLimits.File) => FileHint(options),
        _ => null,
    };

    private static string MemoryHint(RunOptions options) => $"The program may use {options.MaxMemoryMebibytes} MB (MAX_MEMORY_MB): hold less at once.";

    private static string FileHint(RunOptions options) =>
        $"A file may hold {options.MaxFileSizeMebibytes} MB (MAX_FILE_SIZE_MB), the scratch folder {Math.Max(64, 4 * options.MaxFileSizeMebibytes)} MB and 16,384 entries.";

    private static string ProcessHint(Language language, RunOptions options) => language.Processes(options) switch
    {
        1 => "The program may not start other processes (MAX_PROCESSES is 1): use threads, or run commands with language bash.",
        var most when most == options.MaxProcesses => $"At most {most} processes may run at once (MAX_PROCESSES).",
        var most => $"At most {most} processes may run at once (MAX_PROCESSES is {options.MaxProcesses}, and {language.Name} gets {most}): wait for some before others start.",
    };
}
