namespace UltimateMcp.Code.Running;

/// <summary>How a run ended.</summary>
public enum RunOutcome
{
    Exited,
    Signaled,
    TimedOut,
    MemoryLimit,
    OutputLimit,
    FileLimit,
    ProcessLimit,
    Cancelled,
}

internal static class RunOutcomes
{
    internal const string Exited = "exited";

    /// <summary>The outcome's name in results.</summary>
    internal static string NameOf(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Exited => Exited,
        RunOutcome.Signaled => "signaled",
        RunOutcome.TimedOut => "timed_out",
        RunOutcome.MemoryLimit => "memory_limit",
        RunOutcome.OutputLimit => "output_limit",
        RunOutcome.FileLimit => "file_limit",
        RunOutcome.ProcessLimit => "process_limit",
        RunOutcome.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Every outcome has a name."),
    };
}
