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

    /// <summary>The last 4 KiB of stderr.</summary>
    internal required string ErrorTail { get; init; }

    internal required FailureMarkers Markers { get; init; }

    /// <summary>A writable folder is full, or a file is exactly as large as one may be: what explains a failure, and nothing where there was none.</summary>
    internal required bool DiskIsFull { get; init; }

    /// <summary>The kernel ended a process of the run's cgroup for its memory.</summary>
    internal bool WasOutOfMemory { get; init; }

    /// <summary>The kernel refused the run's cgroup a process.</summary>
    internal bool WasRefusedProcess { get; init; }
}

/// <param name="Reached">What was touched, whether or not the run ended by it.</param>
internal sealed record Verdict(SandboxOutcome Outcome, int? ExitCode, string? Signal, ReachedLimits Reached);

/// <summary>How a run ended, judged from what is known: a pure function. A limit is the outcome only when the run ended by it.</summary>
internal static class OutcomeRules
{
    private const int SignalBase = 128;
    private const int LastSignal = 64;

    private static readonly ImmutableArray<string> SignalNames =
    [
        "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGKILL", "SIGUSR1", "SIGSEGV", "SIGUSR2",
        "SIGPIPE", "SIGALRM", "SIGTERM", "SIGSTKFLT", "SIGCHLD", "SIGCONT", "SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG",
        "SIGXCPU", "SIGXFSZ", "SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGIO", "SIGPWR", "SIGSYS",
    ];

    internal static Verdict Judge(RunEnd end)
    {
        var touched = TouchedBy(end);
        if (end.KilledFor is { } reason)
        {
            return new Verdict(reason, null, null, touched | LimitOf(reason));
        }

        var code = end.ExitCode ?? SignalBase + Constants.SignalKill;
        if (DiedBySignal(end, code, Constants.SignalCpuLimit))
        {
            return new Verdict(SandboxOutcome.TimedOut, null, null, touched | ReachedLimits.Time);
        }

        if (code > 0 && OutcomeOf(touched) is { } limit)
        {
            var exited = end.Report is not null || code is <= SignalBase or > SignalBase + LastSignal;
            return new Verdict(limit, exited ? code : null, null, touched);
        }

        return DiedBySignal(end, code)
            ? new Verdict(SandboxOutcome.Signaled, null, NameOf(code - SignalBase), touched)
            : new Verdict(SandboxOutcome.Exited, code, null, touched);
    }

    private static ReachedLimits TouchedBy(RunEnd end)
    {
        var errno = end.Report?.Errno;
        var touched = ReachedLimits.None;
        if (end.WasOutOfMemory || errno == Constants.ErrorNoMemory || Says(end, end.Markers.Memory))
        {
            touched |= ReachedLimits.Memory;
        }

        if (errno is Constants.ErrorFileTooBig or Constants.ErrorNoSpace
            || end is { DiskIsFull: true, ExitCode: not 0 }
            || end.ExitCode is { } code && DiedBySignal(end, code, Constants.SignalFileLimit)
            || Says(end, end.Markers.File))
        {
            touched |= ReachedLimits.File;
        }

        if (end.WasRefusedProcess || errno == Constants.ErrorAgain || Says(end, end.Markers.Processes))
        {
            touched |= ReachedLimits.Processes;
        }

        return touched;
    }

    private static bool Says(RunEnd end, ImmutableArray<string> markers) =>
        markers.Any(marker =>
            end.ErrorTail.Contains(marker, StringComparison.Ordinal)
            || end.Report?.Type?.Contains(marker, StringComparison.Ordinal) is true
            || end.Report?.Message?.Contains(marker, StringComparison.Ordinal) is true);

    /// <summary>The first that holds, where several were touched.</summary>
    private static SandboxOutcome? OutcomeOf(ReachedLimits touched) => touched switch
    {
        _ when touched.HasFlag(ReachedLimits.Memory) => SandboxOutcome.MemoryLimit,
        _ when touched.HasFlag(ReachedLimits.File) => SandboxOutcome.FileLimit,
        _ when touched.HasFlag(ReachedLimits.Processes) => SandboxOutcome.ProcessLimit,
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
