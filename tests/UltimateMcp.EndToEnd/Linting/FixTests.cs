using System.Globalization;
using UltimateMcp.EndToEnd.Corpus;
using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Linting;

public sealed class FixTests(UnlimitedServer fixture) : IClassFixture<UnlimitedServer>
{
    private const string ByteOrderMark = "\ufeff";

    private readonly TestServer _server = fixture.Server;

    [Theory]
    [InlineData("import os\nprint(1)\n", "print(1)\n")]
    [InlineData("import os, sys\nprint(sys)\n", "import sys\nprint(sys)\n")]
    [InlineData("print(f'a')\n", "print('a')\n")]
    [InlineData("x = 1;\nif not x in [1]: print(x)\n", "x = 1\nif x not in [1]: print(x)\n")]
    [InlineData("print(getattr(print, 'name'))\n", "print(print.name)\n")]
    public async Task What_is_safe_to_fix_is_fixed(string code, string expected)
    {
        var answer = await FixAsync(code);

        Assert.Equal(expected, answer["fixed_code"]);
    }

    [Theory]
    [InlineData("import antigravity\n", "importing it does something")]
    [InlineData("import helper\n", "nobody knows what importing it does")]
    [InlineData("import os\nprint(eval('os'))\n", "the name is used by its text")]
    [InlineData("import os  # keeps a comment\n", "the comment would be lost")]
    [InlineData("x = 1\nprint(x == None)\n", "it calls another operator")]
    [InlineData("x = 1\nprint(x is 1)\n", "it compares something else")]
    [InlineData("def f():\n    unused = print()\n", "what is assigned does something")]
    [InlineData("def f(a=[]): return a\n", "each call would get a list of its own")]
    public async Task What_could_change_the_program_is_left_alone(string code, string because)
    {
        var answer = await FixAsync(code);

        Assert.NotEmpty(answer.Findings());
        Assert.True(answer["fixed_code"] is null, because);
        Assert.Null(answer["diff"]);
    }

    [Theory]
    [InlineData("import { a as a } from 'b';\nconsole.log(a);\n", "import { a } from 'b';\nconsole.log(a);\n")]
    [InlineData("again: for (;;) { break; }\n", "for (;;) { break; }\n")]
    [InlineData("console.log({ ...(console || {}) });\n", "console.log({ ...console });\n")]
    public async Task What_is_safe_to_fix_of_JavaScript_is_fixed(string code, string expected)
    {
        foreach (var language in (string[])["javascript", "typescript"])
        {
            var answer = await FixAsync(code, language);

            Assert.Equal(expected, answer["fixed_code"]);
        }
    }

    [Theory]
    [InlineData("let a = 1; a = a;\nconsole.log(a);\n")]
    [InlineData("if (!!process.pid) console.log(1);\n")]
    [InlineData("import { a /* keeps */ as a } from 'b';\nconsole.log(a);\n")]
    [InlineData("const unused = process.exit();\n")]
    [InlineData("debugger;\n")]
    public async Task What_could_change_a_program_in_JavaScript_is_left_alone(string code)
    {
        var answer = await FixAsync(code, "javascript");

        Assert.NotEmpty(answer.Findings());
        Assert.Null(answer["fixed_code"]);
    }

    [Fact]
    public async Task Line_ends_and_a_byte_order_mark_stay()
    {
        var answer = await FixAsync(ByteOrderMark + "import os\r\nx = f'a'\r\nprint(x)\r\n");

        Assert.Equal(ByteOrderMark + "x = 'a'\r\nprint(x)\r\n", answer["fixed_code"]);
        Assert.Equal(["1:8 warning F401 fixable", "2:5 warning F541 fixable"], answer.FindingsByPlace());
    }

    [Fact]
    public async Task Fixes_that_only_come_to_light_by_others_are_made_too()
    {
        var answer = await FixAsync("import os\ntry:\n    import sys\nfinally:\n    pass\nprint(f'{os}');\n");

        var again = await _server.LintAsync(answer["fixed_code"]!);
        Assert.DoesNotContain(again.FindingsByPlace(), finding => finding.EndsWith("fixable", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("import os\nx = 1\n")]
    [InlineData("import os\nx = 1")]
    [InlineData("x = 1;")]
    [InlineData("import os")]
    [InlineData("import os\r\nx = 1\r\nprint(f'a')")]
    [InlineData("\ufeffimport os\nx = '\U0001F600'; print(f'a')\n")]
    [InlineData("import os\n\n\n\n\n\n\n\nx = f'a'\n\n\n\n\n\n\ny = 0\n\n\n\n\n\n\n\n\n\nz = f'c'\n\f\n# \u2028 \u0085\nprint(x, y, z);\n")]
    public async Task The_diff_applies(string code)
    {
        Assert.SkipUnless(Patch.IsInstalled, Patch.WhyNot);

        var answer = await FixAsync(code);

        Assert.NotNull(answer["fixed_code"]);
        Assert.Equal(answer["fixed_code"], await Patch.ApplyAsync(code, answer["diff"]!));
    }

    [Fact]
    public async Task The_diff_of_every_snippet_applies()
    {
        Assert.SkipUnless(Patch.IsInstalled, Patch.WhyNot);
        var fixedOnes = 0;

        foreach (var snippet in ((string[])["python", "javascript", "typescript", "bash"]).SelectMany(Snippet.Read))
        {
            var answer = await FixAsync(snippet.Code, snippet.Language);
            if (answer["fixed_code"] is { } fixedCode && answer["diff"] is { } diff)
            {
                Assert.Equal(fixedCode, await Patch.ApplyAsync(snippet.Code, diff));
                fixedOnes++;
            }
        }

        Assert.InRange(fixedOnes, 10, int.MaxValue);
    }

    /// <summary>Programs that are known to work; all of them run in the tests of the corpus.</summary>
    [Fact]
    public async Task What_is_fixed_of_an_ordinary_program_brings_no_error()
    {
        foreach (var program in CorpusProgram.Read("python"))
        {
            var answer = await FixAsync(program.Code);
            if (answer["fixed_code"] is { } fixedCode)
            {
                var again = await _server.LintAsync(fixedCode);
                Assert.True(Errors(again) <= Errors(answer), $"{program.Title}: {again.Text}");
            }
        }
    }

    [Fact]
    public async Task Thousands_of_fixes_are_made_at_once()
    {
        const int Many = 5_000;
        var code = string.Concat(Enumerable.Range(0, Many).Select(number => $"x{number} = f'a'\n"));

        var answer = await FixAsync(code);

        var uri = $"ultimate://lint/{answer["lint_id"]}/fixed";
        var page = await _server.CallAsync("read_output", ("uri", uri), ("offset", Many - 1));
        Assert.Equal($"""["x{Many - 1} = 'a'"]""", page["lines"]!.Replace("\\u0027", "'", StringComparison.Ordinal));
        Assert.Equal(Many.ToString(CultureInfo.InvariantCulture), page["total_lines"]);
    }

    private static int Errors(ToolAnswer answer) => answer.Structured.GetProperty("counts").GetProperty("error").GetInt32();

    private Task<ToolAnswer> FixAsync(string code, string language = "python") => _server.LintAsync(code, language, ("fix", true));
}
