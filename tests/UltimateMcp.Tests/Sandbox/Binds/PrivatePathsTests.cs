using UltimateMcp.Sandbox.Binds;

namespace UltimateMcp.Tests.Sandbox.Binds;

public sealed class PrivatePathsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("um-private-").FullName;
    private readonly string _home;

    public PrivatePathsTests()
    {
        _home = $"{_folder}/people/user";
        Directory.CreateDirectory($"{_home}/.local/lib/python3.12");
        Directory.CreateSymbolicLink($"{_folder}/link", "people/user");
        Directory.CreateDirectory($"{_folder}/alias");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("people/user")]
    [InlineData("link")]
    [InlineData("link/")]
    public void A_home_and_what_holds_it_are_not_shown_whatever_name_it_is_given(string home)
    {
        var places = PrivatePaths.Find([$"{_folder}/{home}"]);

        Assert.NotNull(places.FaultOfFolder(_home));
        Assert.NotNull(places.FaultOfFolder($"{_folder}/people"));
        Assert.NotNull(places.FaultOfFolder(_folder));
    }

    [Fact]
    public void A_folder_below_a_home_may_be_shown()
    {
        var places = PrivatePaths.Find([_home]);

        Assert.Null(places.FaultOfFolder($"{_home}/.local/lib/python3.12"));
        Assert.Null(places.FaultOfFolder($"{_folder}/alias"));
    }

    [Fact]
    public void A_home_that_does_not_exist_yet_is_private_as_well() =>
        Assert.NotNull(PrivatePaths.Find([$"{_folder}/people/new/data"]).FaultOfFolder($"{_folder}/people"));

    [Fact]
    public void A_home_is_private_by_the_name_that_a_bind_mount_gives_it_too()
    {
        var mounts = MountTable.Parse($"1 0 9:9 / / rw - ext4 a rw\n2 1 9:9 {_folder}/people {_folder}/alias rw - ext4 a rw\n");
        Directory.CreateDirectory($"{_folder}/alias/user/lib");

        var places = PrivatePaths.Find([_home], mounts);

        Assert.NotNull(places.FaultOfFolder($"{_folder}/alias/user"));
        Assert.NotNull(places.FaultOfFolder($"{_folder}/alias"));
        Assert.Null(places.FaultOfFolder($"{_folder}/alias/user/lib"));
    }

    [Fact]
    public void A_folder_with_another_file_system_below_it_is_not_shown()
    {
        var mounts = MountTable.Parse($"1 0 9:9 / / rw - ext4 a rw\n2 1 9:9 /x {_folder}/alias/keys rw - ext4 a rw\n");

        Assert.Contains($"{_folder}/alias/keys", PrivatePaths.Find([], mounts).FaultOfFolder($"{_folder}/alias"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/etc")]
    [InlineData("/etc/alternatives")]
    [InlineData("/proc")]
    [InlineData("/proc/self")]
    [InlineData("/sys/kernel")]
    [InlineData("/dev")]
    [InlineData("/tmp")]
    [InlineData("/home")]
    [InlineData("/root")]
    [InlineData("/opt")]
    [InlineData("/var")]
    public void Nothing_is_shown_whole_that_is_the_system_s(string folder) => Assert.NotNull(PrivatePaths.Find([]).FaultOfFolder(folder));

    [Fact]
    public void A_name_below_usr_that_leads_to_a_home_is_masked_but_a_system_folder_cannot_be()
    {
        var mounts = MountTable.Parse(
            "1 0 9:9 / / rw - ext4 a rw\n"
                + $"2 1 9:9 {_folder}/people /usr/games rw - ext4 a rw\n3 1 9:9 {_home}/.local /usr/src rw - ext4 a rw\n");
        var mounted = ((string[])["/usr/games/user", "/usr/src"]).Where(Directory.Exists);

        Assert.Equal(mounted, PrivatePaths.Find([_home], mounts).BelowUsr);
        Assert.Equal(["/usr/src"], PrivatePaths.Find(["/usr/src"]).BelowUsr);
        Assert.Empty(PrivatePaths.Find(["/usr/bin", "/usr", "/bin"]).BelowUsr);
    }
}
