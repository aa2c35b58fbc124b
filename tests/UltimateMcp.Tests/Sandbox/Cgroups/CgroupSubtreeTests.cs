using System.Globalization;
using UltimateMcp.Sandbox.Cgroups;
using UltimateMcp.Linux;

namespace UltimateMcp.Tests.Sandbox.Cgroups;

/// <summary>Against a folder of plain files that looks like the kernel's: which of them are read and written.</summary>
public sealed class CgroupSubtreeTests : IDisposable
{
    private const int Server = 4711;

    /// <summary>Above <c>kernel.pid_max</c> of any system: no process has it.</summary>
    private const int Ended = 999_999_999;

    private static readonly uint User = Libc.geteuid() is var user and not 0 ? user : 54321;

    private readonly string _root = Directory.CreateTempSubdirectory("um-cgroup-").FullName;

    public CgroupSubtreeTests()
    {
        Directory.CreateDirectory(Path.Combine(_root, "app"));
        Put("cgroup.controllers", "cpu memory pids\n");
        Put("cgroup.subtree_control", "memory pids\n");
        Put("cgroup.procs", "1\n");
        Put("app/cgroup.controllers", "memory pids\n");
        Put("app/cgroup.subtree_control", "\n");
        Put("app/cgroup.procs", $"{Server}\n");
    }

    [Fact]
    public void A_server_alone_in_its_cgroup_divides_it()
    {
        var subtree = Find();

        Assert.Equal(Path.Combine(_root, "app"), subtree?.Folder);
        Assert.Equal("+memory +pids", Get("app/cgroup.subtree_control"));
        Assert.Equal($"{Server}", Get($"app/ultimate-mcp-{Server}/cgroup.procs"));
    }

    [Theory]
    [InlineData("app/cgroup.procs", "4711\n4712\n")]
    [InlineData("app/cgroup.controllers", "memory\n")]
    [InlineData("app/cgroup.controllers", "cpu pids\n")]
    public void A_cgroup_that_is_shared_or_lacks_a_controller_is_left_alone(string file, string content)
    {
        Put(file, content);

        Assert.Null(Find());
        Assert.False(Directory.Exists(Path.Combine(_root, $"app/ultimate-mcp-{Server}")));
    }

    [Fact]
    public void A_server_among_others_uses_what_is_delegated_to_its_user_above()
    {
        Put("app/cgroup.procs", "4711\n4712\n");
        Delegate("");

        using var subtree = Find();
        using var run = subtree?.Open(new ByteSize(4096), 7);

        Assert.Equal(Path.Combine(_root, $"ultimate-mcp-{Server}"), subtree?.Folder);
        Assert.Equal("+memory +pids", Get($"ultimate-mcp-{Server}/cgroup.subtree_control"));
        Assert.Equal("4096", Get($"ultimate-mcp-{Server}/run-1/memory.max"));
        Assert.Equal("4711\n4712\n", Get("app/cgroup.procs"));
    }

    [Fact]
    public void What_bounds_no_children_yet_is_others_to_divide()
    {
        Put("app/cgroup.procs", "4711\n4712\n");
        Put("cgroup.subtree_control", "memory\n");
        Delegate("");

        Assert.Null(Find());
        Assert.Equal("memory\n", Get("cgroup.subtree_control"));
    }

    [Fact]
    public void What_is_root_s_is_delegated_to_nobody()
    {
        Put("app/cgroup.procs", "4711\n4712\n");
        Delegate("");

        Assert.Null(CgroupSubtree.Find(new CgroupMount(_root, Path.Combine(_root, "app")), Server, user: 0));
        Assert.Null(CgroupSubtree.Find(new CgroupMount(_root, Path.Combine(_root, "app")), Server, user: User + 1));
    }

    [Fact]
    public void What_a_killed_server_left_is_swept_and_what_a_living_one_has_is_not()
    {
        var living = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        Put("app/cgroup.procs", "4711\n4712\n");
        Delegate("");
        Directory.CreateDirectory(Path.Combine(_root, $"ultimate-mcp-{Ended}", "run-3"));
        Directory.CreateDirectory(Path.Combine(_root, $"ultimate-mcp-{living}"));
        Directory.CreateDirectory(Path.Combine(_root, "ultimate-mcp-notes"));

        using var subtree = Find();

        string[] kept = ["app", $"ultimate-mcp-{Server}", $"ultimate-mcp-{living}", "ultimate-mcp-notes"];
        Assert.Equal(
            kept.Order(StringComparer.Ordinal), Directory.GetDirectories(_root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_run_is_bounded_and_accounted()
    {
        using var run = Find()!.Open(new ByteSize(4096), 7)!;
        Put("app/run-1/memory.events", "low 0\noom 1\noom_kill 2\n");
        Put("app/run-1/pids.events", "max 0\n");
        Put("app/run-1/cpu.stat", "usage_usec 1500\nuser_usec 1000\n");
        Put("app/run-1/memory.peak", "12345\n");

        var adopted = run.AddProcesses([17]);

        Assert.True(adopted);
        Assert.Equal(
            ("4096", "0", "1", "7", "17"),
            (
                Get("app/run-1/memory.max"),
                Get("app/run-1/memory.swap.max"),
                Get("app/run-1/memory.oom.group"),
                Get("app/run-1/pids.max"),
                Get("app/run-1/cgroup.procs")));
        Assert.Equal(new CgroupStatistics(true, false, TimeSpan.FromMilliseconds(1.5), new ByteSize(12345)), run.ReadStatistics());
    }

    [Fact]
    public void What_this_kernel_does_not_count_is_nothing()
    {
        using var run = Find()!.Open(new ByteSize(4096), 7)!;

        Assert.Equal(CgroupStatistics.None, run.ReadStatistics());
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private CgroupSubtree? Find() => CgroupSubtree.Find(new CgroupMount(_root, Path.Combine(_root, "app")), Server, User);

    /// <summary>To the user, who owns it then.</summary>
    private void Delegate(string folder)
    {
        foreach (var path in (string[])[Path.Combine(_root, folder), Path.Combine(_root, folder, "cgroup.procs")])
        {
            if (Libc.geteuid() == 0)
            {
                using var file = new Microsoft.Win32.SafeHandles.SafeFileHandle(Libc.open(path, Libc.O_RDONLY, 0), ownsHandle: true);
                Assert.Equal(0, Libc.fchown(file, User, User));
            }
        }
    }

    private void Put(string file, string content) => File.WriteAllText(Path.Combine(_root, file), content);

    private string Get(string file) => File.ReadAllText(Path.Combine(_root, file));
}
