using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using UltimateMcp.Code.Languages;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Running;

/// <summary>How a run ended.</summary>
/// <param name="ExitCode">Null if it did not exit.</param>
/// <param name="Signal">
/// Name of the signal that ended the run, such as <c>SIGSEGV</c>, inferred from exit code 128 + n. With
/// <see cref="RunOutcome.MemoryLimit"/>, the program crashed because it was most likely refused memory.
/// </param>
/// <param name="Reached">All limits that were reached, whether or not one ended the run.</param>
internal sealed record RunTermination(RunOutcome Outcome, int? ExitCode, string? Signal, ReachedLimits Reached);

/// <summary>
/// Classifies how a run ended, from the sandbox's evidence and the end of stderr. A limit is the outcome only if it
/// ended the run.
/// </summary>
internal static class OutcomeRules
{
    /// <summary>Enough for node's native stack trace, which follows the error.</summary>
    private const int ErrorTailBytes = 8192;

    // errno(3)
    private const int ENOMEM = 12;
    private const int EFBIG = 27;
    private const int ENOSPC = 28;

    // signal(7)
    private const int SIGILL = 4;
    private const int SIGTRAP = 5;
    private const int SIGABRT = 6;
    private const int SIGBUS = 7;
    private const int SIGKILL = 9;
    private const int SIGSEGV = 11;
    private const int SIGXCPU = 24;
    private const int SIGXFSZ = 25;

    private const int SignalBase = 128;
    private const int LastSignal = 64;

    /// <summary>The kernel enforces RLIMIT_CPU in ticks, but accounts exact times.</summary>
    private static readonly TimeSpan CpuSlack = TimeSpan.FromSeconds(0.5);

    private static readonly ImmutableArray<string> SignalNames =
    [
        "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGKILL", "SIGUSR1", "SIGSEGV", "SIGUSR2",
        "SIGPIPE", "SIGALRM", "SIGTERM", "SIGSTKFLT", "SIGCHLD", "SIGCONT", "SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG",
        "SIGXCPU", "SIGXFSZ", "SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGIO", "SIGPWR", "SIGSYS",
    ];

    /// <param name="patterns">Patterns of the program's language.</param>
    internal static RunTermination Classify(SandboxResult result, LimitPatterns patterns)
    {
        var errors = result.StandardError.Bytes.Span;
        var start = Truncation.CharacterStart(errors, Math.Max(0, errors.Length - ErrorTailBytes));
        var errorTail = Encoding.UTF8.GetString(errors[start..]).TrimEnd();
        var causes = CausesOf(result, patterns, errorTail);
        var reached = causes | SuggestedBy(result, patterns, errorTail);
        if (result.KilledFor is { } reason)
        {
            var (outcome, killedFor) = OutcomeOf(reason);
            return new RunTermination(outcome, null, null, reached | killedFor);
        }

        var code = result.ExitCode ?? SignalBase + SIGKILL;
        if (DiedBySignal(result, code, SIGXCPU) && result.CpuTime + CpuSlack >= result.CpuLimit)
        {
            return new RunTermination(RunOutcome.TimedOut, null, null, reached | ReachedLimits.Time);
        }

        if (code > 0 && OutcomeOf(causes) is { } limit)
        {
            var exited = result.Report is not null || code is <= SignalBase or > SignalBase + LastSignal;
            return new RunTermination(limit, exited ? code : null, null, reached);
        }

        // A runtime whose own allocation is refused may crash without a word.
        if (result.WasNearDataLimit && IsCrash(result, code))
        {
            return new RunTermination(RunOutcome.MemoryLimit, null, NameOf(code - SignalBase), reached | ReachedLimits.Memory);
        }

        return DiedBySignal(result, code)
            ? new RunTermination(RunOutcome.Signaled, null, NameOf(code - SignalBase), reached)
            : new RunTermination(RunOutcome.Exited, code, null, reached);
    }

    /// <summary>
    /// The limits that would explain a failure: by the error that the worker reports, or else by the end of stderr.
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

    /// <summary>Limits for the hint only. If the worker reports an error, other errors in stderr do not matter.</summary>
    private static ReachedLimits SuggestedBy(SandboxResult result, LimitPatterns patterns, string errorTail)
    {
        var suggested = result.Report?.Type is null ? MatchAny(patterns.AnyErrors, errorTail) : ReachedLimits.None;
        return result.ExitCode is { } code && DiedBySignal(result, code, SIGXFSZ) ? suggested | ReachedLimits.File : suggested;
    }

    private static ReachedLimits MatchAny(ImmutableArray<LimitPattern> patterns, string errorTail) =>
        patterns
            .Where(pattern => pattern.IsMatch(errorTail))
            .Aggregate(ReachedLimits.None, static (reached, pattern) => reached | pattern.Limit);

    /// <summary>The first that applies if several were reached.</summary>
    private static RunOutcome? OutcomeOf(ReachedLimits reached) => reached switch
    {
        _ when reached.HasFlag(ReachedLimits.Memory) => RunOutcome.MemoryLimit,
        _ when reached.HasFlag(ReachedLimits.File) => RunOutcome.FileLimit,
        _ when reached.HasFlag(ReachedLimits.Processes) || reached.HasFlag(ReachedLimits.Threads) => RunOutcome.ProcessLimit,
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
        KillReason.Finished => (RunOutcome.Exited, ReachedLimits.None),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Every reason has an outcome."),
    };

    private static bool DiedBySignal(SandboxResult result, int code, int? signal = null) =>
        result.Report is null && code is > SignalBase and <= SignalBase + LastSignal && (signal is null || code == SignalBase + signal);

    private static bool IsCrash(SandboxResult result, int code) =>
        DiedBySignal(result, code) && code - SignalBase is SIGILL or SIGTRAP or SIGABRT or SIGBUS or SIGSEGV;

    private static string NameOf(int signal) =>
        signal <= SignalNames.Length ? SignalNames[signal - 1] : "SIG" + signal.ToString(CultureInfo.InvariantCulture);
}
