using UltimateMcp.Sandbox.Binds;

namespace UltimateMcp.Tests.Sandbox.Binds;

public sealed class RealPathTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("um-realpath-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Links_among_folders_and_files_are_followed()
    {
        Directory.CreateDirectory($"{_folder}/real/bin");
        File.WriteAllText($"{_folder}/real/bin/tool-1.2", "");
        File.CreateSymbolicLink($"{_folder}/real/bin/tool", "tool-1.2");
        Directory.CreateSymbolicLink($"{_folder}/alias", "real");
        File.CreateSymbolicLink($"{_folder}/entry", "alias/../alias/bin/./tool");

        Assert.Equal($"{_folder}/real/bin/tool-1.2", RealPath.Of($"{_folder}/entry"));
    }

    [Fact]
    public void A_circle_of_links_leads_nowhere()
    {
        File.CreateSymbolicLink($"{_folder}/a", "b");
        File.CreateSymbolicLink($"{_folder}/b", "a");

        Assert.Null(RealPath.Of($"{_folder}/a"));
    }

    [Fact]
    public void What_does_not_exist_has_no_real_path() => Assert.Null(RealPath.Of($"{_folder}/nothing"));
}
