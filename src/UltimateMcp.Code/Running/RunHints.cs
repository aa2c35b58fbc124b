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

    private static readonly string[] NoModule = ["ModuleNotFoundError", "ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND"];

    /// <param name="errorText">The readable stderr.</param>
    public static string? For(SandboxResult result, RunOptions options, TimeSpan timeout, string errorText)
    {
        List<string> hints = [];
        if (LimitHint(result, options, timeout) is { } limit)
        {
            hints.Add(limit);
        }

        var failed = result.Outcome != SandboxOutcome.Exited || result.ExitCode != 0;
        if (failed && NoNetwork.Any(sign => errorText.Contains(sign, StringComparison.Ordinal)))
        {
            hints.Add("The sandbox has no network, not even to this machine.");
        }

        if (failed && NoModule.Any(sign => errorText.Contains(sign, StringComparison.Ordinal)))
        {
            hints.Add("Only what is installed with the interpreter is there, and nothing can be installed: pass modules of your own in files.");
        }

        if (result.ArtifactsLeftOut > 0)
        {
            hints.Add($"{result.ArtifactsLeftOut} new or changed entries of the scratch folder were not kept (links, special files, or over a limit).");
        }

        return hints.Count == 0 ? null : string.Join(' ', hints);
    }

    private static string? LimitHint(SandboxResult result, RunOptions options, TimeSpan timeout) => result.Outcome switch
    {
        SandboxOutcome.TimedOut when timeout < options.MaxExecutionTime =>
            $"It was ended after {timeout.TotalSeconds:0.###} s; timeout_seconds may be up to {options.MaxExecutionTime.TotalSeconds:0.###}.",
        SandboxOutcome.TimedOut =>
            $"It was ended after {timeout.TotalSeconds:0.###} s, the most that MAX_EXECUTION_TIME allows: do less in one run.",
        SandboxOutcome.OutputLimit =>
            $"It was ended because it wrote more than {options.MaxOutputKibibytes} KB to one stream (MAX_OUTPUT_KB): print less, or write a file.",
        SandboxOutcome.MemoryLimit => MemoryHint(options),
        SandboxOutcome.FileLimit => FileHint(options),
        SandboxOutcome.ProcessLimit => ProcessHint(options),
        _ when result.Reached.HasFlag(ReachedLimits.Processes) => ProcessHint(options),
        _ when result.Reached.HasFlag(ReachedLimits.Memory) => MemoryHint(options),
        _ when result.Reached.HasFlag(ReachedLimits.File) => FileHint(options),
        _ => null,
    };

    private static string MemoryHint(RunOptions options) => $"The program may use {options.MaxMemoryMebibytes} MB (MAX_MEMORY_MB): hold less at once.";

    private static string FileHint(RunOptions options) =>
        $"A file may hold {options.MaxFileSizeMebibytes} MB (MAX_FILE_SIZE_MB), the scratch folder {Math.Max(64, 4 * options.MaxFileSizeMebibytes)} MB and 16,384 entries.";

    private static string ProcessHint(RunOptions options) => options.MaxProcesses == 1
        ? "The program may not start other processes (MAX_PROCESSES is 1): use threads, or run commands with language bash."
        : $"At most {options.MaxProcesses} processes may run at once (MAX_PROCESSES).";
}
