using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;
using UltimateMcp.Linux;
using UltimateMcp.Sandbox.Running;
using UltimateMcp.Sandbox.Spawning;

namespace UltimateMcp.Tests.Sandbox.Running;

/// <summary>
/// What is done to the namespaces of a sandbox never reaches the machine's: its buffers for connections were once
/// lowered because a start was killed while root mounted for it.
/// </summary>
[Collection(TakesTurns.Name)]
public sealed class SandboxTreeTests
{
    [Fact]
    public async Task A_helper_that_was_killed_during_the_start_is_not_taken_for_pid_1()
    {
        using var status = NewStatus();
        var outer = await SpawnAsync("sleep 1000 & wait");
        using var tree = new SandboxTree(outer, status);
        await Eventually.IsTrueAsync(() => ProcessTable.ChildrenOf(outer.Id).Count == 1);

        tree.Kill();

        Assert.Null(tree.FindInit());
        Assert.False(tree.HasUidMap);
        Assert.Null(tree.OpenNetworkNamespace());
        await tree.WaitForExitAsync();
        Assert.Empty(ProcessTable.ChildrenOf(outer.Id));
    }

    [Fact]
    public async Task Sysctls_are_not_set_in_the_network_of_the_server()
    {
        using var status = NewStatus();
        var outer = await SpawnAsync("sleep 1000 & wait");
        using var tree = new SandboxTree(outer, status);
        await Eventually.IsTrueAsync(() => ProcessTable.ChildrenOf(outer.Id).Count == 1);
        var onHost = ProcessTable.ChildrenOf(outer.Id).Single();
        RandomAccess.Write(status, Encoding.UTF8.GetBytes($"{{\"child-pid\": {onHost.ToString(CultureInfo.InvariantCulture)}}}\n"), 0);
        Assert.Equal(onHost, tree.FindInit());

        var exited = tree.WaitForExitAsync();
        Assert.False(await NetworkSysctls.SetAsync(tree, exited, nsenter: null));

        tree.Kill();
        await exited;
    }

    private static SafeFileHandle NewStatus() => Pipe.MoveUp(SystemCalls.CreateMemoryFile("status"));

    private static Task<ChildProcess> SpawnAsync(string script) =>
        Spawner.Shared.SpawnAsync(new SpawnRequest("/bin/sh", ["sh", "-c", script], ["PATH=/usr/bin:/bin"], []));
}
