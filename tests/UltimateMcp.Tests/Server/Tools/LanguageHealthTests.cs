using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox;
using UltimateMcp.Server.Tools;

namespace UltimateMcp.Tests.Server.Tools;

public class LanguageHealthTests
{
    private static readonly IsolationStatus Isolation = new()
    {
        Tier = "", Network = "", Filesystem = "", Uid = 1000, Seccomp = true, Limits = [],
    };

    [Theory]
    [InlineData(60, null, "package159 1.0")]
    [InlineData(61, 61, "package159 1.0 and 1 more")]
    [InlineData(300, 300, "package159 1.0 and 240 more")]
    public void At_most_60_packages_are_listed_and_the_others_are_counted(int installed, int? count, string end)
    {
        var packages = new PackageList(["/packages"], _ => new PackageFolderContent(
            [.. Enumerable.Range(100, installed).Select(number => new Package($"package{number}", "1.0"))], []));
        var python = new Toolchain("/usr/bin/python3", [], new Version(3, 11), "3.11") { Packages = packages };

        var health = LanguageHealth.Of(LanguageCatalog.Find("python")!, python, Isolation);

        Assert.Equal((60, count), (health.Packages!.Value.Length, health.PackageCount));
        Assert.EndsWith(end, health.ToText(), StringComparison.Ordinal);
    }
}
