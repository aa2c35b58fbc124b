using System.Collections.Immutable;
using System.Globalization;
using UltimateMcp.Sandbox.Native;
using UltimateMcp.Sandbox.Policy;

namespace UltimateMcp.Sandbox.Running;

/// <summary>All that is known of a run when its last process has ended.</summary>
internal sealed record RunEnd
{
    /// <summary>Why we ended it; null when it ended by itself.</summary>
    internal required SandboxOutcome? KilledFor { get; init; }

    /// <summary>Exit code, 128 + n after signal n; null when the sandbox was killed from outside.</summary>
    internal required int? ExitCode { get; init; }

    internal required WorkerReport? Report { get; init; }

    /// <summary>The end of stderr.</summary>
    internal required string ErrorTail { get; init; }

    internal required LimitSigns Signs { get; init; }

    internal required TimeSpan CpuTime { get; init; }

    /// <summary>Where the kernel sends SIGXCPU, which a program may send to itself as well.</summary>
    internal required TimeSpan CpuLimit { get; init; }

    /// <summary>A writable folder is full, or a file is exactly as large as one may be: what explains a failure, and nothing where there was none.</summary>
    internal required bool DiskIsFull { get; init; }

    /// <summary>The kernel ended a process of the run's cgroup for its memory.</summary>
    internal bool WasOutOfMemory { get; init; }

    /// <summary>The kernel refused the run's cgroup a process.</summary>
    internal bool WasRefusedProcess { get; init; }

    /// <summary>We ended it because the machine had hardly any memory left.</summary>
    internal bool MachineWasShort { get; init; }
}

/// <param name="Reached">What was touched, whether or not the run ended by it.</param>
internal sealed record Verdict(SandboxOutcome Outcome, int? ExitCode, string? Signal, ReachedLimits Reached);

/// <summary>How a run ended, judged from what is known: a pure function. A limit is the outcome only when the run ended by it.</summary>
internal static class OutcomeRules
{
    private const int SignalBase = 128;
    private const int LastSignal = 64;

    /// <summary>The kernel counts ticks for its limit, and the exact time for its account.</summary>
    private static readonly TimeSpan CpuSlack = TimeSpan.FromSeconds(0.5);

    private static readonly ImmutableArray<string> SignalNames =
    [
        "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGKILL", "SIGUSR1", "SIGSEGV", "SIGUSR2",
        "SIGPIPE", "SIGALRM", "SIGTERM", "SIGSTKFLT", "SIGCHLD", "SIGCONT", "SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG",
        "SIGXCPU", "SIGXFSZ", "SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGIO", "SIGPWR", "SIGSYS",
    ];

    internal static Verdict Judge(RunEnd end)
    {
        var ending = EndingOf(end);
        var touched = ending | SuggestedBy(end);
        if (end.KilledFor is { } reason)
        {
            return new Verdict(reason, null, null, touched | LimitOf(reason) | (end.MachineWasShort ? ReachedLimits.Machine : ReachedLimits.None));
        }

        var code = end.ExitCode ?? SignalBase + Constants.SignalKill;
        if (DiedBySignal(end, code, Constants.SignalCpuLimit) && end.CpuTime + CpuSlack >= end.CpuLimit)
        {
            return new Verdict(SandboxOutcome.TimedOut, null, null, touched | ReachedLimits.Time);
        }

        if (code > 0 && OutcomeOf(ending) is { } limit)
        {
            var exited = end.Report is not null || code is <= SignalBase or > SignalBase + LastSignal;
            return new Verdict(limit, exited ? code : null, null, touched);
        }

        return DiedBySignal(end, code)
            ? new Verdict(SandboxOutcome.Signaled, null, NameOf(code - SignalBase), touched)
            : new Verdict(SandboxOutcome.Exited, code, null, touched);
    }

    /// <summary>The limits that a failure would be owed to. An error that the worker reports speaks for itself; without one the last words do.</summary>
    private static ReachedLimits EndingOf(RunEnd end)
    {
        var reached = end.Report is { Type: not null } report ? ReachedBy(report) : Found(end.Signs.LastWords, end.ErrorTail);
        if (end.WasOutOfMemory)
        {
            reached |= ReachedLimits.Memory;
        }

        if (end is { DiskIsFull: true, ExitCode: not 0 })
        {
            reached |= ReachedLimits.File;
        }

        if (end.WasRefusedProcess)
        {
            reached |= ReachedLimits.Processes;
        }

        return reached;
    }

    private static ReachedLimits ReachedBy(WorkerReport report) => (report.Refused, report.Errno) switch
    {
        (RefusedResource.Memory, _) or (_, Constants.ErrorNoMemory) => ReachedLimits.Memory,
        (_, Constants.ErrorFileTooBig or Constants.ErrorNoSpace) => ReachedLimits.File,
        (RefusedResource.Process, _) => ReachedLimits.Processes,
        (RefusedResource.Thread, _) => ReachedLimits.Threads,
        _ => ReachedLimits.None,
    };

    /// <summary>What may explain the end, and does not decide it. Of a program that an error ended, what it wrote of others before says nothing.</summary>
    private static ReachedLimits SuggestedBy(RunEnd end)
    {
        var suggested = end.Report?.Type is null ? Found(end.Signs.Mentions, end.ErrorTail) : ReachedLimits.None;
        return end.ExitCode is { } code && DiedBySignal(end, code, Constants.SignalFileLimit) ? suggested | ReachedLimits.File : suggested;
    }

    private static ReachedLimits Found(ImmutableArray<LimitSign> signs, string errorTail)
    {
        var said = errorTail.TrimEnd();
        return signs.Where(sign => sign.IsIn(said)).Aggregate(ReachedLimits.None, static (found, sign) => found | sign.Limit);
    }

    /// <summary>The first that holds, where several were touched.</summary>
    private static SandboxOutcome? OutcomeOf(ReachedLimits touched) => touched switch
    {
        _ when touched.HasFlag(ReachedLimits.Memory) => SandboxOutcome.MemoryLimit,
        _ when touched.HasFlag(ReachedLimits.File) => SandboxOutcome.FileLimit,
        _ when touched.HasFlag(ReachedLimits.Processes) || touched.HasFlag(ReachedLimits.Threads) => SandboxOutcome.ProcessLimit,
        _ => null,
    };

    private static ReachedLimits LimitOf(SandboxOutcome reason) => reason switch
    {
        SandboxOutcome.TimedOut => ReachedLimits.Time,
        SandboxOutcome.MemoryLimit => ReachedLimits.Memory,
        SandboxOutcome.OutputLimit => ReachedLimits.Output,
        SandboxOutcome.FileLimit => ReachedLimits.File,
        SandboxOutcome.ProcessLimit => ReachedLimits.Processes,
        _ => ReachedLimits.None,
    };

    private static bool DiedBySignal(RunEnd end, int code, int? signal = null) =>
        end.Report is null && code is > SignalBase and <= SignalBase + LastSignal && (signal is null || code == SignalBase + signal);

    private static string NameOf(int signal) =>
        signal <= SignalNames.Length ? SignalNames[signal - 1] : "SIG" + signal.ToString(CultureInfo.InvariantCulture);
}
