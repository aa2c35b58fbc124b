using System.Globalization;
using UltimateMcp.Linux;
using UltimateMcp.Sandbox.Running;

namespace UltimateMcp.Tests.Sandbox.Running;

[Collection(TakesTurns.Name)]
public sealed class KernelMemoryBoundTests(SandboxFixture fixture)
{
    private static readonly ByteSize Enough = ByteSize.FromMebibytes(64);

    /// <summary>
    /// Its namespaces are gone before its first process, and what cannot be seen counts as too much: it was killed in
    /// place of another, for memory that the other took.
    /// </summary>
    [Fact]
    public async Task A_run_that_is_ending_holds_nothing()
    {
        await using var sandbox = await fixture.StartReadyAsync(SandboxFixture.Bash());
        var processes = sandbox.Started.Tree.Processes;
        var init = sandbox.Started.Tree.FindInit()!.Value;
        var outer = ParentOf(init);
        var running = Estimate(processes);

        Assert.Equal(0, Libc.kill(outer, Libc.SIGSTOP));
        Assert.Equal(0, Libc.kill(init, Libc.SIGKILL));
        await Eventually.IsTrueAsync(() => processes.ReadNetwork("sockstat", new byte[1024]).IsEmpty);

        Assert.InRange(running.Bytes, 1, Enough.Bytes);
        Assert.Equal(ByteSize.Zero, Estimate(processes));
    }

    private static ByteSize Estimate(ProcFolder folder)
    {
        List<int> processes = [];
        folder.List(processes);
        return KernelMemoryBound.Estimate(
            folder, processes, [.. processes.Select(folder.StatusOf)], NetworkSysctls.UnboundedConnection, Enough);
    }

    private static int ParentOf(int process)
    {
        const string Name = "PPid:";
        var line = File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith(Name, StringComparison.Ordinal));
        return int.Parse(line[Name.Length..], CultureInfo.InvariantCulture);
    }
}
