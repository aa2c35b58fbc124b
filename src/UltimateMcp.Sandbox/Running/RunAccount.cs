using System.Text;
using UltimateMcp.Sandbox.Cgroups;
using UltimateMcp.Sandbox.Isolation;
using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Sandbox.Scratch;

namespace UltimateMcp.Sandbox.Running;

/// <summary>All that a run left behind when its last process had ended.</summary>
/// <param name="Duration">From the moment the command was sent.</param>
/// <param name="Account">The kernel's, where the run had a cgroup.</param>
internal sealed record RunAccount(
    TreeEnd End,
    TimeSpan Duration,
    CapturedOutput Output,
    CapturedOutput Error,
    WorkerReport? Report,
    ArtifactHarvest Harvest,
    bool DiskIsFull,
    CgroupAccount? Account)
{
    /// <summary>Node ends with a native stack, below what it died of.</summary>
    private const int TailSize = 8192;

    /// <exception cref="SandboxException">Nobody of us ended it, and yet bubblewrap did not end by itself.</exception>
    internal SandboxResult Judge(SandboxPolicy policy, SandboxOutcome? reason, bool isMachineShort, TreeUsage seen, IsolationReceipt proven)
    {
        if (End.ExitCode is null && reason is null)
        {
            Output.Dispose();
            Error.Dispose();
            throw new SandboxException(SandboxError.Failed, "The sandbox was killed from outside; the result is lost.");
        }

        var account = Account ?? CgroupAccount.None;
        var cpuTime = ((TimeSpan[])[End.CpuTime, seen.CpuTime, account.CpuTime]).Max();
        var wasCut = Output.WasCut || Error.WasCut;
        var verdict = OutcomeRules.Judge(new RunEnd
        {
            // A kill that came when all had ended was none, but what was cut is cut.
            KilledFor = End.ExitCode is null || wasCut ? reason : null,
            ExitCode = End.ExitCode,
            Report = Report,
            ErrorTail = Encoding.UTF8.GetString(Error.Bytes.Span[Math.Max(0, Error.Bytes.Length - TailSize)..]),
            Signs = policy.Program.Signs,
            CpuTime = cpuTime,
            CpuLimit = ResourceLimits.Cpu(policy.Limits),
            DiskIsFull = DiskIsFull,
            WasOutOfMemory = account.WasOutOfMemory,
            WasRefusedProcess = account.WasRefusedProcess,
            MachineWasShort = isMachineShort,
        });
        return new SandboxResult
        {
            Outcome = verdict.Outcome,
            ExitCode = verdict.ExitCode,
            Signal = verdict.Signal,
            Reached = verdict.Reached,
            StandardOutput = Output,
            StandardError = Error,
            Report = Report,
            Duration = Duration,
            CpuTime = cpuTime,
            PeakMemory = ((ByteSize[])[End.PeakMemory, seen.PeakMemory, account.PeakMemory]).Max(),
            Artifacts = Harvest.Kept,
            ArtifactsLeftOut = Harvest.LeftOut,
            Isolation = proven with { Limits = EnforcedLimits.Of(policy.Limits, hasCgroup: Account is not null) },
        };
    }
}
