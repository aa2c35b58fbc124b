using System.Collections.Immutable;
using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Limits;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Running;

/// <summary>Says what explains a failure and what to change: limits by the name of their setting, and what a sandbox never has.</summary>
internal static class RunHints
{
    private const int LongestPath = 80;

    /// <summary>Of <c>ResourceLimits</c>: what the kernel lets a process have, whatever the settings say.</summary>
    private const string ThreadHint = "A program may have 64 threads at once, each with a stack of 2 MB that counts as its memory (MAX_MEMORY_MB): start fewer.";

    private const string MachineHint =
        "It was ended because this machine had hardly any memory left, and of all runs it held the most: run it again when there is more, or hold less at once.";

    /// <param name="errorText">The readable stderr.</param>
    public static string? For(Run run, SandboxResult result, RunEnd end, RunOptions options, string errorText)
    {
        List<string> hints = [];
        if (LimitHint(run, result, end, options) is { } limit)
        {
            hints.Add(limit);
        }

        var programEnd = new ProgramEnd(run.Code, errorText, end.ExitCode, end.Signal);
        hints.AddRange(run.Language.Hints.Where(rule => rule.IsFor(programEnd)).Select(static rule => rule.Hint));
        if (run.WasFenced)
        {
            hints.Add("The code stood between ``` fences; it was run without them.");
        }

        if (programEnd.IsSuccess && LeftNothing(result) && run.Language.LastValue is { } last && last.IsUnused(run.Code))
        {
            hints.Add(last.Hint);
        }

        if (Lost(run, result) is { } lost)
        {
            hints.Add(lost);
        }

        if (result.LeftOut.Count > 0)
        {
            hints.Add(NotKept(result.LeftOut));
        }

        return hints.Count == 0 ? null : string.Join(' ', hints);
    }

    private static bool LeftNothing(SandboxResult result) =>
        result.StandardOutput.Bytes.IsEmpty && result.StandardError.Bytes.IsEmpty && result.Artifacts.IsEmpty && result.LeftOut.Count == 0;

    /// <summary>Files that the code names, and that stand where nothing is kept.</summary>
    private static string? Lost(Run run, SandboxResult result)
    {
        var named = result.TemporaryFiles.Where(name => run.Code.Contains(name, StringComparison.Ordinal)).ToList();
        return named.Count == 0
            ? null
            : $"Files in /tmp, which is the home too, are gone ({string.Join(", ", named)}): write to the working directory to get them as artifacts.";
    }

    private static string NotKept(LeftOut leftOut)
    {
        var named = string.Join(", ", leftOut.Named.Select(static entry => $"{Truncation.Of(entry.Path, LongestPath)} ({WhyNot(entry)})"));
        var more = leftOut.Count - leftOut.Named.Length;
        return $"Not kept of the working directory: {named}{(more > 0 ? $"{(named.Length > 0 ? " and " : "")}{more} more" : "")}.";
    }

    private static string WhyNot(LeftOutEntry entry) => entry.Reason switch
    {
        LeftOutReason.NoPlainFile => "link or special file",
        LeftOutReason.ToolFolder => $"{entry.Entries} entries of a tool",
        LeftOutReason.TooLarge => "too large",
        LeftOutReason.TooMany => "more than 64 files",
        LeftOutReason.TooDeep => "more than 8 folders deep",
        LeftOutReason.Unreadable => "could not be copied",
        _ => throw new ArgumentOutOfRangeException(nameof(entry), entry.Reason, "Every reason has a text."),
    };

    private static string? LimitHint(Run run, SandboxResult result, RunEnd end, RunOptions options) => end.Outcome switch
    {
        RunOutcome.TimedOut when run.Timeout < options.MaxExecutionTime =>
            $"It was ended after {run.Timeout.TotalSeconds:0.###} s; timeout_seconds may be up to {options.MaxExecutionTime.TotalSeconds:0.###}.",
        RunOutcome.TimedOut =>
            $"It was ended after {run.Timeout.TotalSeconds:0.###} s, the most that MAX_EXECUTION_TIME allows: do less in one run.",
        RunOutcome.OutputLimit =>
            $"It was ended because it wrote more than {options.MaxOutputKibibytes} KB to one stream (MAX_OUTPUT_KB): print less, or write a file.",
        RunOutcome.MemoryLimit when end.Reached.HasFlag(ReachedLimits.Machine) => MachineHint,
        RunOutcome.MemoryLimit => MemoryHint(options),
        RunOutcome.FileLimit => FileHint(options),
        RunOutcome.ProcessLimit when end.Reached.HasFlag(ReachedLimits.Threads) => ThreadHint,
        RunOutcome.ProcessLimit => ProcessHint(run.Language, options),
        _ when end.Reached.HasFlag(ReachedLimits.Threads) => ThreadHint,
        _ when end.Reached.HasFlag(ReachedLimits.Processes) => ProcessHint(run.Language, options),
        _ when end.Reached.HasFlag(ReachedLimits.Memory) => MemoryHint(options),
        _ when end.Reached.HasFlag(ReachedLimits.File) => FileHint(options),
        _ when result.Report?.Touched is { Length: > 0 } touched => TouchedHint(run, options, touched),
        _ => null,
    };

    /// <summary>What was refused, and the program went on.</summary>
    private static string TouchedHint(Run run, RunOptions options, ImmutableArray<RefusedResource> touched) =>
        touched.Contains(RefusedResource.Process) ? ProcessHint(run.Language, options) : "The program tried to reach the network, and there is none.";

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
