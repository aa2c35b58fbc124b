using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Toolchains;

namespace UltimateMcp.Tests.Code.Toolchains;

public sealed class PackageListTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("um-packages-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Python_packages_are_read_from_the_names_of_their_records()
    {
        Write("numpy-1.24.2.dist-info/METADATA");
        Write("scikit_learn-1.2.dist-info/REQUESTED");
        Write("old-0.3-py3.11.egg-info");
        Write("numpy/__init__.py");
        Write("sklearn/__init__.py");
        Write("six.py");
        Write("_cffi.cpython-311-x86_64-linux-gnu.so");
        Write("notes.txt");
        Write("__pycache__/six.pyc");

        var packages = Packages("python");

        Assert.Equal(["scikit_learn 1.2", "numpy 1.24.2", "old 0.3"], packages.All.Select(package => package.ToString()));
        Assert.Equal(["_cffi", "numpy", "six", "sklearn"], packages.Modules);
    }

    [Fact]
    public void Node_packages_are_read_from_their_package_files_and_the_project_s_own_come_first()
    {
        Write("node_modules/accepts/package.json", """{ "version": "2.0.0" }""");
        Write("node_modules/@scope/tool/package.json", """{ "version": "1.2.3" }""");
        Write("node_modules/express/package.json", """{ "version": "5.3.0" }""");
        Write("node_modules/odd/package.json", "[1]");
        Write("node_modules/broken/package.json", "{");
        Write("node_modules/empty/readme");
        Write("node_modules/.package-lock.json", "{}");
        Write("package.json", """{ "dependencies": { "express": "^5" } }""");

        var packages = Packages("javascript", "node_modules");

        Assert.Equal(["express 5.3.0", "@scope/tool 1.2.3", "accepts 2.0.0"], packages.All.Select(package => package.ToString()));
    }

    [Fact]
    public void A_package_that_was_installed_since_is_listed()
    {
        var packages = Packages("python");
        Assert.Empty(packages.All);

        Write("late-1.0.dist-info/METADATA");
        Directory.SetLastWriteTimeUtc(_folder, DateTime.UnixEpoch);

        Assert.Equal("late 1.0", Assert.Single(packages.All).ToString());
    }

    [Theory]
    [InlineData("python", "ModuleNotFoundError: No module named 'pandsa'", "has no package pandsa; did you mean pandas? Nothing")]
    [InlineData("python", "ModuleNotFoundError: No module named 'pandas.io.x'", "The package pandas is there, but not this part of it.")]
    [InlineData("python", "ModuleNotFoundError: No module named 'xyz'", "xyz. Nothing can be installed here: PYTHON_INTERPRETER may")]
    [InlineData("python", "ImportError: cannot import name 'x' from 'pandas'", null)]
    [InlineData("javascript", "Error: Cannot find module 'pandsa'", "has no package pandsa; did you mean pandas?")]
    [InlineData("javascript", "[ERR_MODULE_NOT_FOUND]: Cannot find package '@a/b' imported from /scratch/main.js", "has no package @a/b.")]
    [InlineData("javascript", "Error: Cannot find module './lib'", null)]
    [InlineData("javascript", "Error: Cannot find module '/node_modules/x/index.js'", null)]
    public void A_missing_package_is_answered_with_the_interpreter_the_setting_and_the_nearest_name(
        string language, string error, string? hint)
    {
        Write("pandas/__init__.py");
        Write("pandas/package.json", "{}");
        var toolchain = new Toolchain("/opt/bin/interpreter", [], new Version(3, 11), "3.11.0") { Packages = Packages(language) };

        var found = LanguageCatalog.Find(language).MissingModule!.HintFor($"Traceback\n{error}\n", toolchain);

        Assert.Equal(hint is null, found is null);
        Assert.Contains(hint ?? "", found ?? "", StringComparison.Ordinal);
    }

    private PackageList Packages(string language, string folder = "") =>
        new([Path.Combine(_folder, folder)], LanguageCatalog.Find(language).Toolchain.ReadPackages!);

    private void Write(string name, string text = "")
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
