using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using UltimateMcp.Code.Languages;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Running;

/// <summary>How a run ended.</summary>
/// <param name="ExitCode">Null of a run that did not exit.</param>
/// <param name="Signal">Name such as <c>SIGSEGV</c> of a run that a signal ended; inferred from 128 + n.</param>
/// <param name="Reached">What was touched, whether or not the run ended by it.</param>
internal sealed record RunTermination(RunOutcome Outcome, int? ExitCode, string? Signal, ReachedLimits Reached);

/// <summary>
/// Judges how a run ended from what the sandbox knows and the program's last words: a pure function. A limit is the
/// outcome only when the run ended by it.
/// </summary>
internal static class OutcomeRules
{
    /// <summary>Node ends with a native stack, below what it died of.</summary>
    private const int ErrorTailBytes = 8192;

    // errno(3)
    private const int ENOMEM = 12;
    private const int EFBIG = 27;
    private const int ENOSPC = 28;

    // signal(7)
    private const int SIGKILL = 9;
    private const int SIGXCPU = 24;
    private const int SIGXFSZ = 25;

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

    /// <param name="patterns">Of the program's language.</param>
    internal static RunTermination Classify(SandboxResult result, LimitPatterns patterns)
    {
        var errors = result.StandardError.Bytes.Span;
        var errorTail = Encoding.UTF8.GetString(errors[Truncation.CharacterStart(errors, Math.Max(0, errors.Length - ErrorTailBytes))..]).TrimEnd();
        var ending = CausesOf(result, patterns, errorTail);
        var touched = ending | SuggestedBy(result, patterns, errorTail);
        if (result.KilledFor is { } reason)
        {
            var (outcome, reached) = OutcomeOf(reason);
            return new RunTermination(outcome, null, null, touched | reached);
        }

        var code = result.ExitCode ?? SignalBase + SIGKILL;
        if (DiedBySignal(result, code, SIGXCPU) && result.CpuTime + CpuSlack >= result.CpuLimit)
        {
            return new RunTermination(RunOutcome.TimedOut, null, null, touched | ReachedLimits.Time);
        }

        if (code > 0 && OutcomeOf(ending) is { } limit)
        {
            var exited = result.Report is not null || code is <= SignalBase or > SignalBase + LastSignal;
            return new RunTermination(limit, exited ? code : null, null, touched);
        }

        return DiedBySignal(result, code)
            ? new RunTermination(RunOutcome.Signaled, null, NameOf(code - SignalBase), touched)
            : new RunTermination(RunOutcome.Exited, code, null, touched);
    }

    /// <summary>
    /// The limits that a failure would be owed to. An error that the worker reports speaks for itself; without one the
    /// last words do.
    /// </summary>
    private static ReachedLimits CausesOf(SandboxResult result, LimitPatterns patterns, string errorTail)
    {
        var reached = result.Report is { Type: not null } report ? ReachedBy(report) : MatchAny(patterns.FinalErrors, errorTail);
        if (result.WasOutOfMemory)
        {
            reached |= ReachedLimits.Memory;
        }

        if (result is { DiskIsFull: true, ExitCode: not 0 })
        {
            reached |= ReachedLimits.File;
        }

        if (result.WasRefusedProcess)
        {
            reached |= ReachedLimits.Processes;
        }

        return reached;
    }

    private static ReachedLimits ReachedBy(WorkerReport report) => (report.Refused, report.Errno) switch
    {
        (RefusedResource.Memory, _) or (_, ENOMEM) => ReachedLimits.Memory,
        (_, EFBIG or ENOSPC) => ReachedLimits.File,
        (RefusedResource.Process, _) => ReachedLimits.Processes,
        (RefusedResource.Thread, _) => ReachedLimits.Threads,
        _ => ReachedLimits.None,
    };

    /// <summary>
    /// What may explain the end, and does not decide it. Of a program that an error ended, what it wrote of others
    /// before says nothing.
    /// </summary>
    private static ReachedLimits SuggestedBy(SandboxResult result, LimitPatterns patterns, string errorTail)
    {
        var suggested = result.Report?.Type is null ? MatchAny(patterns.AnyErrors, errorTail) : ReachedLimits.None;
        return result.ExitCode is { } code && DiedBySignal(result, code, SIGXFSZ) ? suggested | ReachedLimits.File : suggested;
    }

    private static ReachedLimits MatchAny(ImmutableArray<LimitPattern> patterns, string errorTail) =>
        patterns.Where(pattern => pattern.IsIn(errorTail)).Aggregate(ReachedLimits.None, static (found, pattern) => found | pattern.Limit);

    /// <summary>The first that holds, where several were touched.</summary>
    private static RunOutcome? OutcomeOf(ReachedLimits touched) => touched switch
    {
        _ when touched.HasFlag(ReachedLimits.Memory) => RunOutcome.MemoryLimit,
        _ when touched.HasFlag(ReachedLimits.File) => RunOutcome.FileLimit,
        _ when touched.HasFlag(ReachedLimits.Processes) || touched.HasFlag(ReachedLimits.Threads) => RunOutcome.ProcessLimit,
        _ => null,
    };

    private static (RunOutcome Outcome, ReachedLimits Limit) OutcomeOf(KillReason reason) => reason switch
    {
        KillReason.Time => (RunOutcome.TimedOut, ReachedLimits.Time),
        KillReason.Memory => (RunOutcome.MemoryLimit, ReachedLimits.Memory),
        KillReason.MachineMemory => (RunOutcome.MemoryLimit, ReachedLimits.Memory | ReachedLimits.Machine),
        KillReason.Output => (RunOutcome.OutputLimit, ReachedLimits.Output),
        KillReason.Files => (RunOutcome.FileLimit, ReachedLimits.File),
        KillReason.Processes => (RunOutcome.ProcessLimit, ReachedLimits.Processes),
        KillReason.Cancelled => (RunOutcome.Cancelled, ReachedLimits.None),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Every reason has an outcome."),
    };

    private static bool DiedBySignal(SandboxResult result, int code, int? signal = null) =>
        result.Report is null && code is > SignalBase and <= SignalBase + LastSignal && (signal is null || code == SignalBase + signal);

    private static string NameOf(int signal) =>
        signal <= SignalNames.Length ? SignalNames[signal - 1] : "SIG" + signal.ToString(CultureInfo.InvariantCulture);
}
