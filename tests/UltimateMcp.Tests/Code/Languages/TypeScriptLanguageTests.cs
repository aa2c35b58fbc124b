using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Limits;
using UltimateMcp.Code.Toolchains;

namespace UltimateMcp.Tests.Code.Languages;

public class TypeScriptLanguageTests
{
    private const string Preloads = "--require /worker/modules/register.cjs --require /worker/worker.cjs";
    private const string Older = "--require /worker/modules/register.cjs --import /worker/modules/main.mjs";

    private static readonly Language TypeScript = LanguageCatalog.Find("typescript");

    /// <summary>Node ends at a flag that it does not know, and without hooks in its own thread it needs the older way.</summary>
    [Theory]
    [InlineData("18.19.1", Older)]
    [InlineData("20.20.2", "--experimental-detect-module --disable-warning=MODULE_TYPELESS_PACKAGE_JSON " + Older)]
    [InlineData("22.14.0", "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON " + Older)]
    [InlineData("22.15.0", "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON " + Preloads)]
    [InlineData("23.4.0", "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON " + Older)]
    [InlineData("23.5.0", "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON " + Preloads)]
    [InlineData("24.13.0", "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON " + Preloads)]
    public void Each_version_of_node_gets_the_flags_that_it_knows(string version, string flags)
    {
        var node = new Toolchain("/usr/bin/node", [], Version.Parse(version), version);

        var arguments = TypeScript.Policy(node, new RunOptions(), [], "").Program.Arguments;

        Assert.Equal($"--max-old-space-size=128 {flags} /scratch/main.ts", string.Join(' ', arguments));
    }

    [Theory]
    [InlineData("file:///scratch/main.ts:2\nlet b = ;\n", 2)]
    [InlineData("/scratch/main.ts:12\nthrow 5\n^\n5\n", 12)]
    [InlineData("/scratch/main.js:3\nthrow new E\n", null)]
    [InlineData("/scratch/util.ts:3\nthrow new E\n", null)]
    public void Only_lines_of_the_main_file_are_lines_of_the_error(string standardError, int? line) =>
        Assert.Equal(line, TypeScript.FindErrorLine(standardError));

    [Fact]
    public void No_program_is_known_to_be_deterministic()
    {
        var program = new ProgramSource("console.log(1)", TypeScript.MainFile, new Dictionary<string, string>(StringComparer.Ordinal));

        Assert.NotNull(TypeScript.Determinism(program, CancellationToken.None));
    }

    [Fact]
    public void What_ships_is_bound_where_the_worker_looks_for_it()
    {
        var folder = Assert.Single(TypeScript.Toolchain.Shipped);

        Assert.Contains($"'{folder.Target}/wasm.js'", WorkerFiles.Text("TypeScript/modules/types.cjs"), StringComparison.Ordinal);
        Assert.All(
            ["wasm.js", "wasm_bg.wasm", "LICENSE.md", "LICENSE-swc"],
            name => Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, folder.Name, name)), name));
    }
}
