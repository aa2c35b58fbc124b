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
        var (outer, _) = await StartWithHelperAsync();
        using var tree = new SandboxTree(outer, status);

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
        var (outer, helper) = await StartWithHelperAsync();
        using var tree = new SandboxTree(outer, status);
        RandomAccess.Write(status, Encoding.UTF8.GetBytes($"{{\"child-pid\": {helper.ToString(CultureInfo.InvariantCulture)}}}\n"), 0);
        Assert.Equal(helper, tree.FindInit());

        var exited = tree.WaitForExitAsync();
        Assert.False(await NetworkSysctls.SetAsync(tree, exited, nsenter: null));

        tree.Kill();
        await exited;
    }

    private static SafeFileHandle NewStatus() => Pipe.MoveUp(SystemCalls.CreateMemoryFile("status"));

    /// <summary>A process in place of bubblewrap, which has a child on the host.</summary>
    private static async Task<(ChildProcess Outer, int Helper)> StartWithHelperAsync()
    {
        var outer = await Spawner.Shared.SpawnAsync(
            new SpawnRequest("/bin/sh", ["sh", "-c", "sleep 1000 & wait"], ["PATH=/usr/bin:/bin"], []));
        await Eventually.IsTrueAsync(() => ProcessTable.ChildrenOf(outer.Id).Count == 1);
        return (outer, ProcessTable.ChildrenOf(outer.Id).Single());
    }
}
