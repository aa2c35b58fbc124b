namespace UltimateMcp.Tests.Rules;

/// <summary>Each rule refuses a small bad sample, and lets pass what only looks like one.</summary>
public class RuleTests
{
    private static IEnumerable<SourceFile> ServerFolders =>
        FolderRules.Tables["UltimateMcp.Server"].Keys
            .Where(folder => folder.Length > 0)
            .Select(folder => File($"src/UltimateMcp.Server/{folder}/Any.cs", ""));

    [Fact]
    public void A_project_that_refers_upwards_is_found()
    {
        var project = File(
            "src/UltimateMcp.Sandbox/UltimateMcp.Sandbox.csproj",
            """<Project><ProjectReference Include="..\UltimateMcp.Code\UltimateMcp.Code.csproj" /></Project>""");

        Assert.Equal(
            "src/UltimateMcp.Sandbox/UltimateMcp.Sandbox.csproj: UltimateMcp.Sandbox may not use UltimateMcp.Code.",
            Assert.Single(EdgeRules.ProjectEdges([project])));
    }

    [Fact]
    public void A_project_that_refers_downwards_passes() =>
        Assert.Empty(EdgeRules.ProjectEdges(
            [File(
                "src/UltimateMcp.Code/UltimateMcp.Code.csproj",
                """<Project><ProjectReference Include="../UltimateMcp.Sandbox/UltimateMcp.Sandbox.csproj" /></Project>""")]));

    [Theory]
    [InlineData("Calls/CallChain.cs", "using UltimateMcp.Server.Tools;", "Calls may not use Tools.")]
    [InlineData("Calls/Limits/Gate.cs", "using UltimateMcp.Server.Hosting.Settings;", "Calls may not use Hosting.")]
    [InlineData("Calls/CallChain.cs", "var x = UltimateMcp.Server.Cli.Door.Open();", "Calls may not use Cli.")]
    [InlineData("Tools/HealthTool.cs", "using UltimateMcp.Server.Hosting;", "Tools may not use Hosting.")]
    [InlineData("Resources/RunResource.cs", "using UltimateMcp.Server.Tools;", "Resources may not use Tools.")]
    [InlineData("Program.cs", "using UltimateMcp.Server.Tools;", "the top may not use Tools.")]
    [InlineData("Attic/Box.cs", "using UltimateMcp.Server.Calls;", "Attic may not use Calls.")]
    public void A_folder_that_uses_one_above_it_is_found(string path, string text, string breach) =>
        Assert.Equal(
            $"src/UltimateMcp.Server/{path}: {breach}",
            Assert.Single(FolderRules.Edges([File($"src/UltimateMcp.Server/{path}", text), .. ServerFolders])));

    [Theory]
    [InlineData("Tools/HealthTool.cs", "using UltimateMcp.Server.Calls.Limits;\nnamespace UltimateMcp.Server.Tools;")]
    [InlineData("Hosting/Composition.cs", "using UltimateMcp.Server.Tools;")]
    [InlineData("Calls/CallChain.cs", "namespace UltimateMcp.Server.Calls;")]
    [InlineData("Program.cs", "using UltimateMcp.Server.Hosting;")]
    public void A_folder_that_uses_one_below_it_passes(string path, string text) =>
        Assert.Empty(FolderRules.Edges([File($"src/UltimateMcp.Server/{path}", text), .. ServerFolders]));

    [Fact]
    public void A_folder_is_used_by_naming_its_namespace_whole_or_in_part()
    {
        SourceFile[] files =
        [
            File(
                "src/UltimateMcp.Primitives/Settings/Setting.cs",
                "namespace UltimateMcp.Primitives.Settings;\npublic sealed class Setting;"),
            File("src/UltimateMcp.Primitives/A.cs", "using UltimateMcp.Primitives.Settings;"),
            File("src/UltimateMcp.Primitives/B.cs", "Settings.Setting one;"),
            File("src/UltimateMcp.Primitives/C.cs", "global::UltimateMcp.Primitives.Settings.Setting one;"),
            File("src/UltimateMcp.Primitives/D.cs", "Primitives.Settings.Setting one;"),
            File("src/UltimateMcp.Primitives/E.cs", "one.Settings.Setting(); Settings.Other(); // the Settings"),
        ];

        Assert.Equal("ABCD", string.Concat(FolderRules.Edges(files).Select(breach => breach["src/UltimateMcp.Primitives/".Length])));
    }

    [Fact]
    public void Folders_of_each_project_are_watched()
    {
        var file = File("src/UltimateMcp.Sandbox/Policy/SandboxPolicy.cs", "using UltimateMcp.Sandbox.Running;");
        SourceFile[] files = [file, File("src/UltimateMcp.Sandbox/Running/SandboxRun.cs", "class SandboxRun;")];

        Assert.Equal($"{file.Path}: Policy may not use Running.", Assert.Single(FolderRules.Edges(files)));
    }

    [Fact]
    public void A_script_that_names_what_is_not_there_is_found()
    {
        SourceFile[] files =
        [
            File("src/One/file.txt", ""),
            File("try", "cat src/One/file.txt src/One artifacts/src/gone \"$x/src/gone\" src/$name src/*.txt\ncat src/Two/file.txt"),
        ];

        Assert.Equal("try:2 names src/Two/file.txt, which is not there.", Assert.Single(TextRules.DeadPaths(files)));
    }

    [Fact]
    public void A_circle_in_a_table_is_found()
    {
        var table = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["A"] = ["B"], ["B"] = ["C"], ["C"] = ["A"], ["D"] = ["A"], ["E"] = [],
        };

        Assert.Equal("P: A, B, C, D use each other.", Assert.Single(FolderRules.Circles(new(StringComparer.Ordinal) { ["P"] = table })));
    }

    [Fact]
    public void A_folder_or_project_without_a_row_is_found()
    {
        SourceFile[] files =
        [
            File("src/UltimateMcp.Server/Attic/Box.cs", ""), File("src/UltimateMcp.Attic/UltimateMcp.Attic.csproj", "<Project />"),
        ];

        Assert.Equal("UltimateMcp.Server/Attic has no row in FolderRules.", Assert.Single(FolderRules.Unknown(files)));
        Assert.Equal("UltimateMcp.Attic has no row in EdgeRules.", Assert.Single(EdgeRules.Unknown(files)));
    }

    [Fact]
    public void A_line_may_have_140_columns_and_not_one_more()
    {
        var longest = new string('x', TextRules.MaximumColumns);

        Assert.Empty(TextRules.LongLines([File("src/A.cs", longest), File("tests/A.cs", longest), File("docs/a.md", longest + "x")]));
        Assert.Equal(
            ["src/A.cs: more than 140 columns in line 2, 3.", "tests/A.cs: more than 140 columns in line 1."],
            TextRules.LongLines([File("src/A.cs", $"x\n{longest}x\n{longest}x"), File("tests/A.cs", longest + "x")]));
    }

    [Theory]
    [InlineData("src/UltimateMcp.Code/Runner.cs", "using ModelContextProtocol.Protocol;")]
    [InlineData("src/UltimateMcp.Code/Runner.cs", "using ModelContextProtocol;")]
    [InlineData("src/UltimateMcp.Code/Runner.cs", "global::ModelContextProtocol.Server.McpServer server;")]
    [InlineData("src/UltimateMcp.Code/Runner.cs", "ModelContextProtocol.Server.McpServer server;")]
    [InlineData("src/UltimateMcp.Sandbox/Pump.cs", "using Microsoft.Extensions.Hosting;")]
    [InlineData("src/UltimateMcp.Caching/ResultCache.cs", "using Serilog.Core;")]
    [InlineData("src/UltimateMcp.Server/Telemetry/Meter.cs", "using ModelContextProtocol.Server;")]
    [InlineData("src/UltimateMcp.Server/Program.cs", "using ModelContextProtocol.Server;")]
    [InlineData(
        "src/UltimateMcp.Code/UltimateMcp.Code.csproj", """<Project><PackageReference Include="ModelContextProtocol.Core" /></Project>""")]
    public void A_domain_module_that_knows_the_protocol_or_the_host_is_found(string path, string text) =>
        Assert.Single(EdgeRules.ProtocolInDomain([File(path, text)]));

    [Theory]
    [InlineData("src/UltimateMcp.Server/Hosting/Stdio/Transport.cs", "using ModelContextProtocol.Protocol;")]
    [InlineData("src/UltimateMcp.Server/Program.cs", "using Microsoft.Extensions.Hosting;")]
    [InlineData("src/UltimateMcp.Code/Runner.cs", "/// The name is not ModelContextProtocolish.")]
    [InlineData(
        "src/UltimateMcp.Code/UltimateMcp.Code.csproj",
        """<Project><PackageReference Include="Microsoft.Extensions.Logging.Abstractions" /></Project>""")]
    public void A_module_that_may_know_the_protocol_or_the_host_passes(string path, string text) =>
        Assert.Empty(EdgeRules.ProtocolInDomain([File(path, text)]));

    [Fact]
    public void A_file_may_have_400_lines_and_not_one_more()
    {
        var longest = string.Concat(Enumerable.Repeat("x\n", TextRules.MaximumLines));

        Assert.Empty(TextRules.TooLong([File("src/A.cs", longest)]));
        Assert.Single(TextRules.TooLong([File("src/A.cs", longest + "x\n")]));
        Assert.Single(TextRules.TooLong([File("src/worker.py", longest + "x")]));
        Assert.Empty(TextRules.TooLong([File("docs/a.md", longest + "x\n")]));
    }

    [Theory]
    [InlineData("src/StringHelper.cs", "")]
    [InlineData("src/Helpers/Text.cs", "")]
    [InlineData("src/Text.cs", "internal static class TextUtils;")]
    [InlineData("src/Text.cs", "public sealed record struct RunManager(int A);")]
    [InlineData("src/Text.cs", "    private readonly record struct CommonText;")]
    [InlineData("src/UltimateMcp.Misc/Text.cs", "")]
    [InlineData("scripts/util.sh", "")]
    [InlineData("scripts/common", "")]
    public void A_vague_name_is_found(string path, string text) => Assert.Single(TextRules.VagueNames([File(path, text)]));

    [Theory]
    [InlineData("src/Commoner.cs", "class Utilization; class Miscount; class Commonplace;")]
    [InlineData("src/Text.cs", "// what they have in Common with a Manager")]
    public void A_name_that_only_holds_the_letters_passes(string path, string text) =>
        Assert.Empty(TextRules.VagueNames([File(path, text)]));

    [Theory]
    [InlineData("Thread.Sleep(5);")]
    [InlineData("await Task.Delay(5, token);")]
    [InlineData("SpinWait.SpinUntil(() => done);")]
    public void A_sleep_in_a_test_is_found(string text)
    {
        Assert.Single(TextRules.Sleeps([File("tests/UltimateMcp.Tests/ATests.cs", text)]));
        Assert.Empty(TextRules.Sleeps([File("tests/UltimateMcp.Benchmarks/A.cs", text), File("src/A.cs", text)]));
    }

    [Fact]
    public void Postponed_work_is_found()
    {
        Assert.Equal(
            "src/A.cs:2 postpones work; do it or file an issue: // TODO later",
            Assert.Single(TextRules.Postponed([File("src/A.cs", "x\n  // TODO later\n")])));
        Assert.Single(TextRules.Postponed([File("docs/a.md", "FIXME")]));
        Assert.Empty(TextRules.Postponed([File("src/A.cs", "var todo = MASTODON;")]));
    }

    [Theory]
    [InlineData("cd /home/someone/src")]
    [InlineData("\"/Users/someone\"")]
    [InlineData("PATH=/root/.local/bin:/usr/bin")]
    [InlineData(@"C:\Users\someone")]
    public void A_folder_of_one_machine_is_found(string text) => Assert.Single(TextRules.MachinePaths([File("docs/a.md", text)]));

    [Theory]
    [InlineData("/worker/worker.py")]
    [InlineData("https://example.org/home/x")]
    [InlineData("$root/home/x")]
    [InlineData("/home/me/.dotnet/tools")]
    [InlineData("/proc/1/root/etc")]
    [InlineData("/root")]
    public void A_folder_of_any_machine_passes(string text) => Assert.Empty(TextRules.MachinePaths([File("docs/a.md", text)]));

    private static SourceFile File(string path, string text) => new(path, text);
}
