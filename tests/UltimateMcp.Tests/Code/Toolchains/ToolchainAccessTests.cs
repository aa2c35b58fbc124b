using UltimateMcp.Code.Toolchains;

namespace UltimateMcp.Tests.Code.Toolchains;

public sealed class ToolchainAccessTests : IDisposable
{
    private const UnixFileMode Everyone = (UnixFileMode)0b111_101_101;
    private const UnixFileMode OwnerOnly = (UnixFileMode)0b111_000_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("um-access-").FullName;
    private readonly string _executable;

    public ToolchainAccessTests()
    {
        Directory.CreateDirectory($"{_folder}/install/bin", Everyone);
        File.SetUnixFileMode(_folder, Everyone);
        File.SetUnixFileMode($"{_folder}/install", Everyone);
        _executable = $"{_folder}/install/bin/python3";
        File.WriteAllText(_executable, "");
        File.SetUnixFileMode(_executable, Everyone);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Below_usr_nothing_has_to_be_bound()
    {
        Assert.Null(new ToolchainAccess(isRoot: true, []).Check("/usr/bin/python3.11", out var folder));

        Assert.Null(folder);
    }

    [Fact]
    public void Elsewhere_the_installation_is_bound()
    {
        Assert.Null(new ToolchainAccess(isRoot: true, ["/home/user"]).Check(_executable, out var folder));

        Assert.Equal($"{_folder}/install", folder);
    }

    [Fact]
    public void Root_s_sandbox_cannot_use_what_others_cannot_reach()
    {
        File.SetUnixFileMode($"{_folder}/install", OwnerOnly);

        Assert.Contains("cannot be read", new ToolchainAccess(isRoot: true, []).Check(_executable, out _), StringComparison.Ordinal);
        Assert.Null(new ToolchainAccess(isRoot: false, []).Check(_executable, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/share/ultimate-mcp")]
    public void An_installation_that_holds_private_files_is_never_shown(string below)
    {
        var access = new ToolchainAccess(isRoot: false, [$"{_folder}/install{below}"]);

        Assert.Contains("private files", access.Check(_executable, out _), StringComparison.Ordinal);
    }

    [Fact]
    public void An_executable_without_an_installation_is_refused() =>
        Assert.Contains("installation", new ToolchainAccess(isRoot: false, []).Check("/opt/python3", out _), StringComparison.Ordinal);
}
