using UltimateMcp.Sandbox;
using UltimateMcp.Sandbox.Cgroups;

namespace UltimateMcp.Tests.Sandbox.Cgroups;

/// <summary>Against a folder of plain files that looks like the kernel's: which of them are read and written.</summary>
public sealed class CgroupSubtreeTests : IDisposable
{
    private const int Server = 4711;

    private readonly string _root = Directory.CreateTempSubdirectory("um-cgroup-").FullName;

    public CgroupSubtreeTests()
    {
        Directory.CreateDirectory(Path.Combine(_root, "app"));
        Put("cgroup.controllers", "cpu memory pids\n");
        Put("app/cgroup.controllers", "memory pids\n");
        Put("app/cgroup.procs", $"{Server}\n");
    }

    [Fact]
    public void A_server_alone_in_its_cgroup_divides_it()
    {
        var subtree = Find();

        Assert.NotNull(subtree);
        Assert.Equal("+memory +pids", Get("app/cgroup.subtree_control"));
        Assert.Equal($"{Server}", Get("app/ultimate-mcp-server/cgroup.procs"));
    }

    [Theory]
    [InlineData("app/cgroup.procs", "4711\n4712\n")]
    [InlineData("app/cgroup.controllers", "memory\n")]
    [InlineData("app/cgroup.controllers", "cpu pids\n")]
    public void A_cgroup_that_is_shared_or_lacks_a_controller_is_left_alone(string file, string content)
    {
        Put(file, content);

        Assert.Null(Find());
        Assert.False(Directory.Exists(Path.Combine(_root, "app/ultimate-mcp-server")));
    }

    [Fact]
    public void Without_version_2_there_is_none()
    {
        Assert.Null(CgroupSubtree.Find(_root, "11:memory:/app\n", Server));
        Assert.Null(CgroupSubtree.Find(Path.Combine(_root, "app/none"), "0::/app\n", Server));
    }

    [Fact]
    public void A_run_is_bounded_and_accounted()
    {
        using var run = Find()!.Open(new ByteSize(4096), 7)!;
        Put("app/ultimate-mcp-run-1/memory.events", "low 0\noom 1\noom_kill 2\n");
        Put("app/ultimate-mcp-run-1/pids.events", "max 0\n");
        Put("app/ultimate-mcp-run-1/cpu.stat", "usage_usec 1500\nuser_usec 1000\n");
        Put("app/ultimate-mcp-run-1/memory.peak", "12345\n");

        var adopted = run.Adopt([17]);

        Assert.True(adopted);
        Assert.Equal(
            ("4096", "0", "1", "7", "17"),
            (Get("app/ultimate-mcp-run-1/memory.max"), Get("app/ultimate-mcp-run-1/memory.swap.max"), Get("app/ultimate-mcp-run-1/memory.oom.group"),
                Get("app/ultimate-mcp-run-1/pids.max"), Get("app/ultimate-mcp-run-1/cgroup.procs")));
        Assert.Equal(new CgroupAccount(true, false, TimeSpan.FromMilliseconds(1.5), new ByteSize(12345)), run.Account());
    }

    [Fact]
    public void What_this_kernel_does_not_count_is_nothing()
    {
        using var run = Find()!.Open(new ByteSize(4096), 7)!;

        Assert.Equal(CgroupAccount.None, run.Account());
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private CgroupSubtree? Find() => CgroupSubtree.Find(_root, "0::/app\n", Server);

    private void Put(string file, string content) => File.WriteAllText(Path.Combine(_root, file), content);

    private string Get(string file) => File.ReadAllText(Path.Combine(_root, file));
}
