using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Limits;
using UltimateMcp.Code.Toolchains;

namespace UltimateMcp.Tests.Code.Languages;

public class JavaScriptLanguageTests
{
    private const string Script = "console.log(1); // import x from 'y'";
    private const string Module = "// a module\nimport fs from 'node:fs';\nconsole.log(fs)";

    /// <summary>Node ends at a flag that it does not know: no version may get another's.</summary>
    [Theory]
    [InlineData("18.19.1", Script, "")]
    [InlineData("18.20.4", Module, "--experimental-default-type=module")]
    [InlineData("20.9.0", Module, "")]
    [InlineData("20.10.0", Script, "--experimental-detect-module")]
    [InlineData("20.11.0", Module, "--experimental-detect-module --disable-warning=MODULE_TYPELESS_PACKAGE_JSON")]
    [InlineData("22.7.0", Module, "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON")]
    public void Each_version_of_node_gets_the_flags_that_it_knows(string version, string code, string flags)
    {
        var node = new Toolchain("/usr/bin/node", [], Version.Parse(version), version);

        var arguments = LanguageCatalog.Find("javascript").Policy(node, new RunOptions(), [], code).Program.Arguments;

        Assert.Equal(
            $"--max-old-space-size=128 {flags} --require /worker/worker.cjs /scratch/main.js".Replace("  ", " ", StringComparison.Ordinal),
            string.Join(' ', arguments));
    }

    [Theory]
    [InlineData("import 'x'")]
    [InlineData("  import { a } from \"x\"")]
    [InlineData("import * as a from 'x'")]
    [InlineData("import a, { b } from 'x'")]
    [InlineData("let a = 1\nexport default a")]
    [InlineData("export const a = 1")]
    [InlineData("export { a }")]
    [InlineData("export * from 'x'")]
    public void A_module_is_detected_by_its_imports_and_exports(string code) => Assert.True(HasModuleFlag(code));

    [Theory]
    [InlineData("import('x').then(console.log)")]
    [InlineData("const important = 1\nimportant")]
    [InlineData("exports.a = 1")]
    [InlineData("x = 'import y from z'")]
    public void A_script_is_not_taken_for_a_module(string code) => Assert.False(HasModuleFlag(code));

    [Theory]
    [InlineData(
        "file:///scratch/main.js:2\nlet b = ;\n        ^\n\n"
            + "SyntaxError: Unexpected token ';'\n    at compileSourceTextModule (node:internal)\n",
        2)]
    [InlineData("said before\n/scratch/main.js:12\nthrow 5\n^\n5\n", 12)]
    [InlineData("/scratch/main.js:3\nthrow new E\n", 3)]
    [InlineData("see /scratch/main.js:3\n/scratch/main.js:4:5\n/scratch/other.js:6\n", null)]
    [InlineData("", null)]
    public void The_line_that_node_shows_above_an_error_is_its_line(string standardError, int? line) =>
        Assert.Equal(line, LanguageCatalog.Find("javascript").FindErrorLine(standardError));

    private static bool HasModuleFlag(string code) =>
        LanguageCatalog.Find("javascript")
            .Policy(new Toolchain("/usr/bin/node", [], new Version(18, 20, 4), "18.20.4"), new RunOptions(), [], code)
            .Program.Arguments.Contains("--experimental-default-type=module");
}
