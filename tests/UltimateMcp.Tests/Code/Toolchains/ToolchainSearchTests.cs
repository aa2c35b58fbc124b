using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox;
using UltimateMcp.Sandbox.Binds;

namespace UltimateMcp.Tests.Code.Toolchains;

public sealed class ToolchainSearchTests : IDisposable
{
    private const UnixFileMode Everyone = (UnixFileMode)0b111_101_101;

    private readonly string _folder = Directory.CreateTempSubdirectory("um-search-").FullName;
    private readonly ToolchainRequirement _bash = LanguageCatalog.Find("bash").Toolchain;

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

        var state = await FindAsync(_bash with { Commands = ["shim"], ExecutableQuery = ["-p"] }, _folder);

        Assert.Equal("/usr/bin/bash", state.Toolchain?.Executable);
    }

    [Fact]
    public async Task A_script_that_leads_nowhere_is_skipped()
    {
        WriteScript("bash", "exit 1");

        var state = await FindAsync(_bash with { ExecutableQuery = ["-p"] }, _folder);

        Assert.Equal("/usr/bin/bash", state.Toolchain?.Executable);
    }

    [Fact]
    public async Task A_version_that_is_too_old_is_refused_with_an_install_command()
    {
        var state = await FindAsync(_bash with { Minimum = new Version(99, 0) }, "/usr/bin");

        Assert.Null(state.Toolchain);
        Assert.Contains("older than 99.0", state.Why, StringComparison.Ordinal);
        Assert.Contains("install", state.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interpreter_elsewhere_is_bound_as_the_file_that_it_is()
    {
        CopyBash("bin/bash");
        await File.WriteAllTextAsync($"{_folder}/.env", "secret", TestContext.Current.CancellationToken);

        var state = await FindAsync(_bash, $"{_folder}/bin");

        var bind = Assert.Single(state.Toolchain!.Binds);
        Assert.Equal(($"{_folder}/bin/bash", $"{_folder}/bin/bash", false), (bind.Source, bind.Target, bind.IsFolder));
    }

    [Fact]
    public async Task An_interpreter_that_does_not_print_its_files_is_skipped()
    {
        CopyBash("bin/bash");

        var state = await FindAsync(_bash with { FilesQuery = ["-c", "printf 'all /\\0'"] }, $"{_folder}/bin");

        Assert.Equal("/usr/bin/bash", state.Toolchain?.Executable);
    }

    [Theory]
    [InlineData("folder /opt/lib/python3.12\0file /opt/lib/lib x.so\0optional /opt/a\0", "/opt/lib/python3.12|/opt/a|/opt/lib/lib x.so")]
    [InlineData("", "||")]
    [InlineData("folder relative\0", null)]
    [InlineData("folder\0", null)]
    [InlineData("everything /opt\0", null)]
    public void The_files_that_an_interpreter_prints_are_parsed_strictly(string told, string? read)
    {
        var files = ToolchainSearch.ReadFiles("/opt/bin/python", told);

        Assert.Equal(
            read,
            files is null
                ? null
                : $"{string.Join(',', files.Folders)}|{string.Join(',', files.OptionalFolders)}|{string.Join(',', files.Files)}");
    }

    [Theory]
    [InlineData("python", "/usr/bin/python3", "/python3")]
    [InlineData("javascript", "/usr/bin/node", null)]
    [InlineData("bash", "/usr/bin/bash", null)]
    public async Task Each_interpreter_can_print_its_files(string language, string executable, string? library)
    {
        Assert.SkipUnless(File.Exists(executable), $"{executable} is not installed.");

        var answer = await HostProgram.RunAsync(
            executable,
            LanguageCatalog.Find(language).Toolchain.FilesQuery,
            TimeSpan.FromSeconds(30),
            TestContext.Current.CancellationToken);
        var files = ToolchainSearch.ReadFiles(executable, answer!.StandardOutput);

        Assert.Contains(files!.Files, file => Path.GetFileName(file).StartsWith("libc.", StringComparison.Ordinal));
        Assert.True(
            library is null || files.Folders.Any(folder => folder.Contains(library, StringComparison.Ordinal)), answer.StandardOutput);
    }

    [Fact]
    public async Task An_interpreter_is_searched_for_once_and_again_when_it_has_changed()
    {
        CopyBash("bin/bash");
        var catalog = new ToolchainCatalog($"{_folder}/bin", [], TimeProvider.System);
        var bash = LanguageCatalog.Find("bash");

        var first = await catalog.FindAsync(bash.Toolchain, TestContext.Current.CancellationToken);
        var second = await catalog.FindAsync(bash.Toolchain, TestContext.Current.CancellationToken);
        Assert.Same(first, second);

        File.Delete($"{_folder}/bin/bash");
        var third = await catalog.FindAsync(bash.Toolchain, TestContext.Current.CancellationToken);
        Assert.NotEqual(first.Toolchain?.Executable, third.Toolchain?.Executable);
    }

    [Fact]
    public async Task An_interpreter_is_checked_again_only_when_the_last_check_is_too_old()
    {
        CopyBash("bin/bash");
        var clock = new ManualTime();
        var catalog = new ToolchainCatalog($"{_folder}/bin", [], clock);
        var bash = LanguageCatalog.Find("bash");
        var tolerance = TimeSpan.FromSeconds(1);

        var first = await catalog.FindAsync(bash.Toolchain, tolerance, TestContext.Current.CancellationToken);
        Assert.Same(first, await catalog.FindAsync(bash.Toolchain, tolerance, TestContext.Current.CancellationToken));

        File.Delete($"{_folder}/bin/bash");
        Assert.Same(first, await catalog.FindAsync(bash.Toolchain, tolerance, TestContext.Current.CancellationToken));
        clock.Advance(tolerance);
        Assert.NotSame(first, await catalog.FindAsync(bash.Toolchain, tolerance, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_command_that_is_not_on_PATH_is_reported_as_such()
    {
        var state = await FindAsync(_bash with { Commands = ["no-such-shell"] }, "/usr/bin");

        Assert.Null(state.Toolchain);
        Assert.Equal("no no-such-shell was found on PATH", state.Why);
    }

    private static Task<ToolchainState> FindAsync(ToolchainRequirement need, string searchPath) =>
        new ToolchainSearch(new BindResolver(PrivatePaths.Find([]), asUnprivileged: false), searchPath)
            .FindAsync(need, TestContext.Current.CancellationToken);

    /// <summary>Open to all: the tests may run as root, whose sandbox has the rights of nobody.</summary>
    private void CopyBash(string name)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!, Everyone);
        File.SetUnixFileMode(_folder, Everyone);
        File.Copy("/usr/bin/bash", path);
        File.SetUnixFileMode(path, Everyone);
    }

    private void WriteScript(string name, string body)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(path, Everyone);
    }
}
