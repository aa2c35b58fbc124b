using System.Collections.Immutable;
using System.Globalization;
using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Limits;
using UltimateMcp.Sandbox;
using UltimateMcp.Sandbox.Policy;

namespace UltimateMcp.Code.Running;

/// <summary>Hints that name the setting of the limit that was reached, and what to do.</summary>
internal static class LimitHints
{
    private const string MachineHint =
        "It was ended because this machine had hardly any memory left, and of all runs it held the most: run it again when there is more, "
        + "or hold less at once.";

    private static readonly string ThreadHint =
        $"A program may have {SandboxLimits.MaximumThreads} threads at once, each with a stack (2 MB, in C# 1.5) that counts as its memory "
        + $"({RunSettings.MaxMemory.Name}): start fewer.";

    public static string? For(Run run, SandboxResult result, RunTermination end, RunOptions options) => end.Outcome switch
    {
        RunOutcome.TimedOut => TimeHint(run.Timeout, options),
        RunOutcome.OutputLimit =>
            $"It was ended because it wrote more than {options.MaxOutputKibibytes} KB to one stream ({RunSettings.MaxOutput.Name}): "
            + "print less, or write a file.",
        RunOutcome.MemoryLimit when end.Reached.HasFlag(ReachedLimits.Machine) => MachineHint,
        RunOutcome.MemoryLimit when end.Signal is { } signal => CrashHint(signal, options),
        RunOutcome.MemoryLimit => MemoryHint(options),
        RunOutcome.FileLimit => FileHint(run, options),
        RunOutcome.ProcessLimit when end.Reached.HasFlag(ReachedLimits.Threads) => ThreadHint,
        RunOutcome.ProcessLimit => ProcessHint(run.Language, options),
        _ when end.Reached.HasFlag(ReachedLimits.Threads) => ThreadHint,
        _ when end.Reached.HasFlag(ReachedLimits.Processes) => ProcessHint(run.Language, options),
        _ when end.Reached.HasFlag(ReachedLimits.Memory) => MemoryHint(options),
        _ when end.Reached.HasFlag(ReachedLimits.File) => FileHint(run, options),
        _ when result.Report?.Attempted is { Length: > 0 } attempted => AttemptHint(run, options, attempted),
        _ => null,
    };

    /// <summary>For a refused resource after which the program continued.</summary>
    private static string AttemptHint(Run run, RunOptions options, ImmutableArray<RefusedResource> attempted) =>
        attempted.Contains(RefusedResource.Process)
            ? ProcessHint(run.Language, options)
            : SharedHints.NoNetwork.Hint;

    private static string TimeHint(TimeSpan timeout, RunOptions options)
    {
        var (given, most) = (Seconds(timeout), Seconds(options.MaxExecutionTime));
        return timeout < options.MaxExecutionTime
            ? $"It was ended after {given} s; timeout_seconds may be up to {most}."
            : $"It was ended after {given} s, the most that {RunSettings.MaxExecutionTime.Name} allows: do less in one run.";
    }

    private static string MemoryHint(RunOptions options) =>
        $"The program may use {options.MaxMemoryMebibytes} MB ({RunSettings.MaxMemory.Name}): hold less at once.";

    private static string CrashHint(string signal, RunOptions options) =>
        $"It crashed with {signal} when it held nearly all the memory that it may, most likely because it was refused more. "
        + MemoryHint(options);

    private static string FileHint(Run run, RunOptions options)
    {
        var scratch = run.Policy(options).Limits.ScratchSize;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"A file may hold {options.MaxFileSizeMebibytes} MB ({RunSettings.MaxFileSize.Name}), "
            + $"the scratch folder {scratch.Bytes >> 20} MB and {SandboxLimits.MaximumEntries:N0} entries.");
    }

    private static string ProcessHint(Language language, RunOptions options)
    {
        var setting = RunSettings.MaxProcesses.Name;
        return language.Processes(options) switch
        {
            1 => $"The program may not start other processes ({setting} is 1): use threads, or run commands with language bash.",
            var most when most == options.MaxProcesses => $"At most {most} processes may run at once ({setting}).",
            var most => $"At most {most} processes may run at once ({setting} is {options.MaxProcesses}, and {language.Name} gets {most}): "
                + "wait for some before others start.",
        };
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
