using System.Text.Json;
using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Linting;

/// <summary>
/// A log has the shape that SARIF 2.1.0 demands, as the types say that are generated from its schema: TypeScript's compiler checks it
/// against them, unknown properties too.
/// </summary>
public sealed class SarifTypesTests(UnlimitedServer fixture) : IClassFixture<UnlimitedServer>
{
    private const string WhyNot = "The types of SARIF are not installed; ./test --ci does it, by npm ci --ignore-scripts";

    private static readonly string Types =
        SourceFolder.Combine("tests/UltimateMcp.EndToEnd/Linting/Originals/node_modules/@types/sarif/index.d.ts");

    private readonly TestServer _server = fixture.Server;

    [Fact]
    public async Task A_log_has_the_shape_of_SARIF()
    {
        Assert.SkipUnless(File.Exists(Types) && File.Exists(ScriptOriginalTests.Compiler), WhyNot);
        List<JsonElement> logs = [];
        (string Language, string Code)[] codes =
        [
            ("python", "import os\n"), ("javascript", "missing();\n"), ("typescript", "const a: number = '';\n"),
            ("csharp", "int a = 1;\n"),
        ];
        foreach (var (language, code) in codes)
        {
            var answer = await _server.LintAsync(code, language, ("format", "sarif"));
            logs.Add(answer.Structured.GetProperty("sarif"));
        }

        var good = await CompileAsync([.. logs.Select(log => log.GetRawText())]);
        var bad = await CompileAsync([logs[0].GetRawText().Replace("\"runs\"", "\"run\"", StringComparison.Ordinal)]);

        Assert.True(good.Length == 0, good);
        Assert.Contains("run", bad, StringComparison.Ordinal);
    }

    private static async Task<string> CompileAsync(string[] logs)
    {
        using var folder = new TemporaryFolder();
        var constants = logs.Select((log, i) => $"export const log{i}: Log = {log};");
        var import = $"import type {{ Log }} from '{Types[..^".d.ts".Length]}';\n";
        Original.Write(folder.Path, "logs.ts", $"{import}{string.Join('\n', constants)}\n");
        return await Original.OutputAsync(
            ScriptOriginalTests.Compiler,
            [
                "--strict", "--noEmit", "--skipLibCheck", "--module", "esnext", "--moduleResolution", "bundler", "--pretty", "false",
                "logs.ts",
            ],
            folder: folder.Path);
    }
}
