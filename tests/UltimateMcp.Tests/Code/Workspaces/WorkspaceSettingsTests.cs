using System.Collections.Immutable;
using UltimateMcp.Code.Workspaces;

namespace UltimateMcp.Tests.Code.Workspaces;

public sealed class WorkspaceSettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("um-workspace-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Folders_are_separated_by_colons()
    {
        var folders = Assert.IsType<ImmutableArray<string>>(WorkspaceSettings.Folders.TryRead("/a/data:/b/more/"));

        Assert.Equal(["/a/data", "/b/more/"], folders);
        Assert.Equal(["/workspace/data", "/workspace/more"], folders.Select(folder => new Workspace(folder).Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData("data")]
    [InlineData("/a:data")]
    [InlineData("/a/../b")]
    [InlineData("/a/.")]
    public void Each_must_be_absolute_and_plain(string text) => Assert.Null(WorkspaceSettings.Folders.TryRead(text));

    [Fact]
    public void Two_of_one_name_are_refused_by_that_name() =>
        Assert.Equal(
            ["two folders are named data, and only one can be /workspace/data"], Faults($"{_folder}/a/data", $"{_folder}/b/data"));

    [Theory]
    [InlineData("/")]
    [InlineData("/proc")]
    [InlineData("/sys")]
    [InlineData("/dev")]
    [InlineData("/etc")]
    [InlineData("/etc/ssl")]
    [InlineData("/root")]
    [InlineData("/home")]
    public void A_folder_of_the_system_or_a_home_is_refused_by_its_name(string folder) =>
        Assert.StartsWith($"{folder} ", Assert.Single(Faults(folder)), StringComparison.Ordinal);

    [Fact]
    public void The_server_s_own_folder_is_refused_and_what_holds_it_and_what_it_holds()
    {
        Directory.CreateDirectory($"{_folder}/own/outputs");
        Directory.CreateSymbolicLink($"{_folder}/link", $"{_folder}/own");

        foreach (var folder in (string[])[$"{_folder}/own", $"{_folder}/own/outputs", _folder, $"{_folder}/link"])
        {
            Assert.StartsWith($"{folder} ", Assert.Single(Faults(folder)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_folder_that_does_not_exist_yet_is_accepted() => Assert.Empty(Faults($"{_folder}/later"));

    private ImmutableArray<string> Faults(params string[] folders) =>
        [.. WorkspaceSettings.FaultsOf([.. folders], $"{_folder}/own", [$"{_folder}/own"])];
}
