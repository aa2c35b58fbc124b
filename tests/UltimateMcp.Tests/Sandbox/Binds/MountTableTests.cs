using UltimateMcp.Sandbox.Binds;

namespace UltimateMcp.Tests.Sandbox.Binds;

public class MountTableTests
{
    private const string Mounts =
        """
        21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
        22 21 8:2 / /data rw,relatime - ext4 /dev/sdb1 rw
        23 21 8:1 /people/user /srv/alias rw,relatime - ext4 /dev/sda1 rw
        24 21 8:1 /people/user/.ssh /mnt/with\040space rw,relatime - ext4 /dev/sda1 rw
        25 22 0:40 / /data/hidden rw - tmpfs tmpfs rw
        26 22 8:3 / /data/hidden rw - ext4 /dev/sdc1 rw

        """;

    private readonly MountTable _table = MountTable.Parse(Mounts);

    [Theory]
    [InlineData("/people/user", "8:1 /people/user")]
    [InlineData("/data/x", "8:2 /x")]
    [InlineData("/data", "8:2 /")]
    [InlineData("/database", "8:1 /database")]
    [InlineData("/srv/alias/x", "8:1 /people/user/x")]
    [InlineData("/data/hidden/x", "8:3 /x")]
    [InlineData("/mnt/with space", "8:1 /people/user/.ssh")]
    public void A_path_lies_in_the_file_system_of_the_deepest_and_latest_mount(string path, string place) =>
        Assert.Equal(place, _table.LocationOf(path) is var (device, inside) ? $"{device} {inside}" : null);

    [Fact]
    public void A_bind_mount_gives_a_folder_another_name()
    {
        Assert.Equal(["/people/user", "/srv/alias"], _table.NamesOf("/people/user"));
        Assert.Equal(["/srv/alias/x", "/people/user/x"], _table.NamesOf("/srv/alias/x"));
        Assert.Equal(["/people/user/.ssh/key", "/srv/alias/.ssh/key", "/mnt/with space/key"], _table.NamesOf("/people/user/.ssh/key"));
    }

    [Fact]
    public void Parts_of_a_folder_may_be_mounted_elsewhere()
    {
        Assert.Equal(["/mnt/with space"], _table.MountPointsOfSubfolders("/people/user"));
        Assert.Equal(["/srv/alias", "/mnt/with space"], _table.MountPointsOfSubfolders("/people"));
        Assert.Empty(_table.MountPointsOfSubfolders("/data"));
    }

    [Fact]
    public void A_mount_below_a_folder_is_found()
    {
        Assert.Equal("/data/hidden", _table.MountBelow("/data"));
        Assert.Null(_table.MountBelow("/srv/alias"));
        Assert.Null(_table.MountBelow("/dat"));
    }

    [Fact]
    public void A_path_is_escaped_as_the_kernel_does() => Assert.Equal(@"/a\040b\134c", MountTable.Escape(@"/a b\c"));
}
