using System.Text.RegularExpressions;
using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Linting;

/// <summary>The compiler of C# says here what it says on its command line.</summary>
public sealed partial class CSharpOriginalTests(UnlimitedServer fixture) : IClassFixture<UnlimitedServer>
{
    private const int MatchTimeoutMilliseconds = 5000;

    /// <summary>Each start of the compiler takes most of a second.</summary>
    private const int EveryNth = 12;

    private const string Usings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
        + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    private readonly TestServer _server = fixture.Server;

    [Fact]
    public async Task The_compiler_says_what_it_says_on_its_command_line()
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "../../.."));
        var compiler = Directory.GetFiles(root, "csc.dll", SearchOption.AllDirectories).Order(StringComparer.Ordinal).LastOrDefault();
        Assert.SkipWhen(compiler is null, "There is no SDK of .NET, only its runtime.");
        var references = Path.GetDirectoryName(Directory.GetFiles(
            Path.Combine(root, "packs"), "System.Runtime.dll", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last())!;
        var snippets = Snippet.Read("csharp").Where(
            (snippet, i) => i % EveryNth == 0 || snippet.Title.StartsWith("programs", StringComparison.Ordinal));
        using var folder = new TemporaryFolder();
        Original.Write(folder.Path, "Usings.cs", Usings);
        Original.Write(
            folder.Path,
            "options.rsp",
            string.Join('\n', Directory.GetFiles(references, "*.dll").Select(file => $"-r:\"{file}\""))
            + "\n-nologo -nullable:enable -unsafe -warn:9999 -langversion:14 -out:/dev/null -define:TRACE;NET;NET10_0 Main.cs Usings.cs");

        foreach (var snippet in snippets)
        {
            Original.Write(folder.Path, "Main.cs", snippet.Code);
            var output = await CompileAsync("exe");
            output = output.Contains("error CS5001", StringComparison.Ordinal) ? await CompileAsync("library") : output;

            var original = Reported().Matches(output)
                .Select(one => $"{one.Groups["line"]}:{one.Groups["column"]} {one.Groups["severity"]} {one.Groups["rule"]}");
            var expected = snippet.Expected.Where(finding => finding.Contains(" CS", StringComparison.Ordinal));
            Assert.Equal(
                expected.Order(StringComparer.Ordinal), original.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
            Assert.Equal(snippet.Expected, (await _server.LintAsync(snippet.Code, "csharp")).FindingsByPlace());
        }

        Task<string> CompileAsync(string target) =>
            Original.OutputAsync("dotnet", ["exec", compiler, "-noconfig", $"-target:{target}", "@options.rsp"], folder: folder.Path);
    }

    [GeneratedRegex(
        @"^Main\.cs\((?<line>\d+),(?<column>\d+)\): (?<severity>error|warning) (?<rule>CS\d+): ",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        MatchTimeoutMilliseconds)]
    private static partial Regex Reported();
}
