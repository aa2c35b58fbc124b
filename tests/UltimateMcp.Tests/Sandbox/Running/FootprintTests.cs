using UltimateMcp.Sandbox;

namespace UltimateMcp.Tests.Sandbox.Running;

/// <summary>What a run costs the process that made it.</summary>
[Collection(RunsAlone.Name)]
public sealed class FootprintTests(SandboxFixture fixture)
{
    [Fact]
    public async Task A_flood_of_output_is_held_once_outside_the_heap_and_until_it_is_disposed()
    {
        var cap = ByteSize.FromMebibytes(8);
        var policy = SandboxFixture.Bash(SandboxFixture.Limits with { Processes = 8, Output = cap });
        await fixture.RunAsync(policy, SandboxFixture.Request("yes | head -c 1000000"));
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var result = await fixture.RunAsync(policy, SandboxFixture.Request("yes >&2 & exec yes"));

        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        var held = Math.Max(result.StandardOutput.Bytes.Length, result.StandardError.Bytes.Length);
        result.Dispose();

        Assert.Equal(KillReason.Output, result.KilledFor);
        Assert.Equal(cap.Bytes, held);
        Assert.InRange(grown, long.MinValue, cap.Bytes);
        Assert.Throws<ObjectDisposedException>(() => result.StandardOutput.Bytes.Span.Length);
    }

    [Fact]
    public async Task Many_runs_leave_no_descriptor_open()
    {
        await fixture.RunAsync(SandboxFixture.Bash(), SandboxFixture.Request("echo"));
        var before = OpenDescriptors();

        for (var i = 0; i < 20; i++)
        {
            await fixture.RunAsync(SandboxFixture.Bash(), SandboxFixture.Request("echo"));
        }

        Assert.InRange(OpenDescriptors(), 0, before);
    }

    private static int OpenDescriptors() =>
        Directory.GetFileSystemEntries("/proc/self/fd").Count(static entry => new FileInfo(entry).LinkTarget is { } target
            && (target.StartsWith("pipe:", StringComparison.Ordinal) || target.Contains("pidfd", StringComparison.Ordinal)
                || target.StartsWith("/memfd:f", StringComparison.Ordinal)));
}
