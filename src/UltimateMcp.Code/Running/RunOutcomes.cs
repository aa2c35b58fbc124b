using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Running;

/// <summary>The outcomes' names in results.</summary>
internal static class RunOutcomes
{
    public static string NameOf(SandboxOutcome outcome) => outcome switch
    {
        SandboxOutcome.Exited => "exited",
        SandboxOutcome.Signaled => "signaled",
        SandboxOutcome.TimedOut => "timed_out",
        SandboxOutcome.MemoryLimit => "memory_limit",
        SandboxOutcome.OutputLimit => "output_limit",
        SandboxOutcome.FileLimit => "file_limit",
        SandboxOutcome.ProcessLimit => "process_limit",
        SandboxOutcome.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Every outcome has a name."),
    };
}
