using UltimateMcp.Sandbox.Cgroups;

namespace UltimateMcp.Tests.Sandbox.Cgroups;

public class CgroupMountTests
{
    private const string Unified =
        "30 24 0:26 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime shared:4 - cgroup2 cgroup2 rw,nsdelegate,memory_recursiveprot\n";

    [Theory]
    [InlineData("0::/user.slice/app.scope\n", "/sys/fs/cgroup/user.slice/app.scope")]
    [InlineData("0::/\n", "/sys/fs/cgroup")]
    [InlineData("1:name=systemd:/x\n0::/y\n", "/sys/fs/cgroup/y")]
    public void The_own_cgroup_lies_below_the_mount(string membership, string own) =>
        Assert.Equal(
            new CgroupMount("/sys/fs/cgroup", own),
            CgroupMount.Find("22 27 0:21 / /proc rw,relatime - proc proc rw\n" + Unified, membership));

    [Fact]
    public void A_hybrid_system_has_it_elsewhere() => Assert.Equal(
        "/sys/fs/cgroup/unified/a",
        CgroupMount.Find(
            "35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n"
                + "41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw\n",
            "0::/a\n")?.Own);

    [Fact]
    public void Of_a_part_that_is_mounted_the_path_begins_there() =>
        Assert.Equal(
            "/sys/fs/cgroup/server", CgroupMount.Find("30 24 0:26 /box /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n", "0::/box/server\n")?.Own);

    [Theory]
    [InlineData("0::/other/server\n", "30 24 0:26 /box /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n")]
    [InlineData("0::/boxes/server\n", "30 24 0:26 /box /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n")]
    [InlineData("0::/../server\n", "30 24 0:26 /box /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n")]
    [InlineData("11:memory:/server\n", Unified)]
    [InlineData("0::/server\n", "35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n")]
    [InlineData("", "")]
    public void What_is_not_shown_is_not_found(string membership, string mounts) => Assert.Null(CgroupMount.Find(mounts, membership));

    [Fact]
    public void Upwards_ends_at_the_mount() =>
        Assert.Equal(["/cg/a/b", "/cg/a", "/cg"], new CgroupMount("/cg", "/cg/a/b").OwnAndAncestors());
}
