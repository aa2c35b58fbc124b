using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox.Binds;

namespace UltimateMcp.Tests.Code.Toolchains;

public sealed class ToolchainSearchTests : IDisposable
{
    private const UnixFileMode Everyone = (UnixFileMode)0b111_101_101;

    private readonly string _folder = Directory.CreateTempSubdirectory("um-search-").FullName;
    private readonly ToolchainNeed _bash = LanguageCatalog.Find("bash").Toolchain;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_system_s_bash_is_found_with_its_version()
    {
        var state = await FindAsync(_bash, "/usr/bin");

        Assert.Equal("/usr/bin/bash", state.Toolchain?.Executable);
        Assert.Empty(state.Toolchain!.Binds);
        Assert.True(state.Toolchain?.Version >= _bash.Minimum);
    }

    [Fact]
    public async Task A_version_manager_s_script_is_followed_to_the_real_interpreter()
    {
        WriteScript("shim", "echo /usr/bin/bash");

        var state = await FindAsync(_bash with { Commands = ["shim"], AskForExecutable = ["-p"] }, _folder);

        Assert.Equal("/usr/bin/bash", state.Toolchain?.Executable);
    }

    [Fact]
    public async Task A_script_that_leads_nowhere_is_passed_over()
    {
        WriteScript("bash", "exit 1");

        var state = await FindAsync(_bash with { AskForExecutable = ["-p"] }, _folder);

        Assert.Equal("/usr/bin/bash", state.Toolchain?.Executable);
    }

    [Fact]
    public async Task What_is_too_old_is_refused_with_its_version_and_the_way_to_a_newer_one()
    {
        var state = await FindAsync(_bash with { Minimum = new Version(99, 0) }, "/usr/bin");

        Assert.Null(state.Toolchain);
        Assert.Contains("older than 99.0", state.Why, StringComparison.Ordinal);
        Assert.Contains("install", state.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_nowhere_is_said_to_be_nowhere()
    {
        var state = await FindAsync(_bash with { Commands = ["no-such-shell"] }, "/usr/bin");

        Assert.Null(state.Toolchain);
        Assert.Equal("no no-such-shell was found on PATH", state.Why);
    }

    private static Task<ToolchainState> FindAsync(ToolchainNeed need, string searchPath) =>
        new ToolchainSearch(new BindSurvey(PrivatePlaces.Find([]), asUnprivileged: false), searchPath).FindAsync(need, TestContext.Current.CancellationToken);

    private void WriteScript(string name, string body)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(path, Everyone);
    }
}
