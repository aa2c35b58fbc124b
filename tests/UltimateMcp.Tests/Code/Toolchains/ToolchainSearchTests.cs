using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Primitives.Settings;
using UltimateMcp.Sandbox;
using UltimateMcp.Sandbox.Binds;

namespace UltimateMcp.Tests.Code.Toolchains;

public sealed class ToolchainSearchTests : IDisposable
{
    private const UnixFileMode Everyone = (UnixFileMode)0b111_101_101;
    private static readonly SandboxUser OwnUser = new(IsUnprivileged: false, CanMount: false);

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
    public async Task An_interpreter_in_a_further_folder_is_found_and_queried_with_the_shipped_folder_s_path_outside()
    {
        Directory.CreateDirectory($"{_folder}/product/worker");
        Directory.CreateDirectory($"{_folder}/sdk");
        CopyBash("sdk/runtime");
        WriteScript("product/worker/version.sh", "echo runtime 7.1");
        var requirement = _bash with
        {
            Commands = ["runtime"],
            Folders = [$"{_folder}/sdk"],
            VersionQuery = ["/worker/version.sh"],
            VersionPrefix = "runtime ",
            Minimum = new Version(7, 1),
            Shipped = [new ShippedFolder("worker", "/worker")],
        };

        var state = await FindAsync(requirement, "/usr/bin", $"{_folder}/product");
        var other = await FindAsync(
            requirement with { VersionPrefix = "other ", NoVersion = "has no runtime" }, "/usr/bin", $"{_folder}/product");

        Assert.Equal("7.1", state.Toolchain?.VersionText);
        Assert.Contains("/sdk/runtime has no runtime", other.Why, StringComparison.Ordinal);
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
        var files = InstalledFiles.Parse("/opt/bin/python", told)?.Files;

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
        var files = InstalledFiles.Parse(executable, answer!.StandardOutput)?.Files;

        Assert.Contains(files!.Files, file => Path.GetFileName(file).StartsWith("libc.", StringComparison.Ordinal));
        Assert.True(
            library is null || files.Folders.Any(folder => folder.Contains(library, StringComparison.Ordinal)), answer.StandardOutput);
    }

    [Fact]
    public async Task An_interpreter_is_searched_for_once_and_again_when_it_has_changed()
    {
        CopyBash("bin/bash");
        var catalog = new ToolchainCatalog(new ToolchainOptions { SearchPath = $"{_folder}/bin" }, TimeProvider.System);
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
        var catalog = new ToolchainCatalog(new ToolchainOptions { SearchPath = $"{_folder}/bin" }, clock);
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
    public async Task An_environment_is_started_by_its_link_to_the_interpreter()
    {
        CopyBash("base/bash");
        Directory.CreateDirectory($"{_folder}/venv/bin", Everyone);
        File.CreateSymbolicLink($"{_folder}/venv/bin/bash", $"{_folder}/base/bash");
        var requirement = _bash with
        {
            InterpreterSetting = ToolchainSettings.PythonInterpreter,
            ExecutableQuery = ["-c", $"echo {_folder}/venv/bin/bash"],
            FilesQuery = ["-c", $"printf 'link {_folder}/venv/bin/bash\\0'"],
        };

        var toolchain = (await ConfiguredAsync(requirement, $"{_folder}/venv")).Toolchain!;

        Assert.Equal($"{_folder}/venv/bin/bash", toolchain.Executable);
        Assert.Equal(($"{_folder}/venv/bin/bash", $"{_folder}/base/bash"), (toolchain.Links[0].Path, toolchain.Links[0].Target));
        Assert.Equal($"{_folder}/base/bash", Assert.Single(toolchain.Binds).Target);
    }

    [Theory]
    [InlineData("none", "none does not exist")]
    [InlineData("empty", "empty has no bin/bash")]
    [InlineData("text", "text did not print its version")]
    public async Task What_a_setting_names_and_cannot_be_used_is_reported_and_nothing_else_is_taken(string name, string why)
    {
        Directory.CreateDirectory($"{_folder}/empty");
        await File.WriteAllTextAsync($"{_folder}/text", "", TestContext.Current.CancellationToken);
        var requirement = _bash with { InterpreterSetting = ToolchainSettings.PythonInterpreter };

        var state = await ConfiguredAsync(requirement, $"{_folder}/{name}");

        Assert.Null(state.Toolchain);
        Assert.True(state.IsMisconfigured);
        Assert.StartsWith("PYTHON_INTERPRETER: ", state.Why, StringComparison.Ordinal);
        Assert.EndsWith(why, state.Why, StringComparison.Ordinal);
        Assert.Equal("Correct PYTHON_INTERPRETER, or remove it.", state.Fix);
    }

    [Fact]
    public async Task An_interpreter_that_is_passed_over_is_named_with_the_reason()
    {
        WriteScript("bash", "echo GNU bash, version 3.2.57");

        var state = await FindAsync(_bash with { ExecutableQuery = ["-c", "echo $BASH"] }, _folder);

        Assert.Equal("/usr/bin/bash", state.Toolchain?.Executable);
        Assert.Empty(state.Toolchain!.PassedOver);

        CopyBash("old/bash");
        var limited = await FindAsync(_bash with { FilesQuery = ["-c", "exit 1"] }, $"{_folder}/old");
        Assert.Equal([$"{_folder}/old/bash did not print which files it needs"], limited.Toolchain!.PassedOver);
    }

    [Fact]
    public async Task A_folder_that_ships_with_the_server_is_bound_and_not_listed_as_a_host_folder()
    {
        Directory.CreateDirectory($"{_folder}/tools/parser", Everyone);
        File.SetUnixFileMode(_folder, Everyone);
        var requirement = _bash with { Shipped = [new ShippedFolder("tools/parser", "/worker/parser")] };

        var state = await FindAsync(requirement, "/usr/bin", _folder);

        var bind = Assert.Single(state.Toolchain!.Shipped);
        Assert.Equal(($"{_folder}/tools/parser", "/worker/parser"), (bind.Source, bind.Target));
        Assert.Empty(ReadOnlyBind.NamesOf(state.Toolchain.Shipped));
    }

    [Fact]
    public async Task A_language_whose_folder_does_not_ship_with_the_server_is_unavailable()
    {
        var requirement = _bash with { Shipped = [new ShippedFolder("no-such-folder", "/worker/parser")] };

        var state = await FindAsync(requirement, "/usr/bin");

        Assert.Null(state.Toolchain);
        Assert.Contains("no-such-folder does not exist", state.Why, StringComparison.Ordinal);
        Assert.Contains("Install the server again", state.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_is_not_on_PATH_is_reported_as_such()
    {
        var state = await FindAsync(_bash with { Commands = ["no-such-shell"] }, "/usr/bin");

        Assert.Null(state.Toolchain);
        Assert.Equal("no no-such-shell was found on PATH", state.Why);
    }

    private static Task<ToolchainState> ConfiguredAsync(ToolchainRequirement requirement, string path)
    {
        var values = new SettingValues();
        Assert.True(values.TrySet(ToolchainSettings.PythonInterpreter, path));
        return new ToolchainSearch(Resolver, new ToolchainOptions { SearchPath = "/usr/bin", Configured = values }, new RunningSearches())
            .FindAsync(requirement, TestContext.Current.CancellationToken);
    }

    private static BindResolver Resolver => new(PrivatePaths.Find([]), OwnUser);

    private static Task<ToolchainState> FindAsync(ToolchainRequirement need, string searchPath, string product = "/") =>
        new ToolchainSearch(Resolver, new ToolchainOptions { SearchPath = searchPath, ProductFolder = product }, new RunningSearches())
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
