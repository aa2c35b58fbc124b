using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Testing;

public sealed class CheckCodeTests(TestingServer fixture) : IClassFixture<TestingServer>
{
    private readonly TestServer _server = fixture.Server;

    [Theory]
    [InlineData("def twice(a):\n    return a * 2\n", "from main import twice\ndef test_a(): assert twice(2) == 4\n", "clean")]
    [InlineData("import os\ndef twice(a):\n    return a * 2\n", "from main import twice\ndef test_a(): assert twice(2) == 4\n", "fixed")]
    [InlineData("import os\ndef twice(a): return 5\n", "from main import twice\ndef test_a(): assert twice(2) == 4\n", "tests_failed")]
    [InlineData("def twice(a):\n    return b * 2\n", null, "findings")]
    [InlineData("def twice(a):\n    return a * 2\n", null, "clean")]
    [InlineData("import os\n", null, "fixed")]
    [InlineData("x = 1\n", "import os\ndef test_a(): os._exit(0)\n", "error")]
    [InlineData("x = 1\n", "y = 1\n", "error")]
    public async Task The_verdict_is_of_the_fixed_code(string code, string? tests, string verdict)
    {
        var answer = await _server.CallAsync("check_code", ("code", code), ("tests", tests));

        Assert.Equal(verdict, answer["verdict"]);
        Assert.StartsWith($"{verdict} (python) check_", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "javascript",
        "export const twice = (a) => a * 2;\nagain: for (;;) { break; }\n",
        "import test from 'node:test'; import assert from 'node:assert';\nimport { twice } from './main.mjs';\n"
            + "test('a', () => assert.equal(twice(2), 4));\n",
        "fixed")]
    [InlineData(
        "typescript",
        "export const twice = (a: number): string => a * 2;\n",
        "import test from 'node:test'; import { twice } from './main.ts';\ntest('a', () => { twice(2); });\n",
        "findings")]
    [InlineData("bash", "twice() { echo $(( $1 * 2 )); }\n", "test_a() { source main.sh; [ \"$(twice 2)\" = 4 ]; }\n", "clean")]
    [InlineData(
        "csharp",
        "public static class Calc { public static int Twice(int a) => a * 2; }\n",
        "public class T { [Fact] public void A() => Assert.Equal(4, Calc.Twice(2)); }\n",
        "clean")]
    public async Task Each_language_can_be_checked(string language, string code, string tests, string verdict)
    {
        var answer = await _server.CallAsync("check_code", ("code", code), ("tests", tests), ("language", language));

        Assert.True(verdict == answer["verdict"], answer.Text);
    }

    [Fact]
    public async Task Ids_lead_to_all_of_it()
    {
        var answer = await _server.CallAsync(
            "check_code",
            ("code", "import os\ndef twice(a):\n    return a * 3\n"),
            ("tests", "from pkg.calc import twice\ndef test_a(): assert twice(2) == 4\n"),
            ("filename", "pkg/calc.py"),
            TestCalls.Files(("pkg/__init__.py", "")));

        var fixedCode = await _server.CallAsync("read_output", ("uri", $"ultimate://lint/{answer["lint_id"]}/fixed"));
        var tests = await _server.CallAsync("read_output", ("uri", $"ultimate://test/{answer["test_run_id"]}/tests"));
        Assert.Equal("""["def twice(a):","    return a * 3"]""", fixedCode["lines"]);
        Assert.StartsWith("[\"failed test_a (", tests["lines"], StringComparison.Ordinal);
        Assert.StartsWith("lint_", answer["fixed_lint_id"], StringComparison.Ordinal);
        Assert.StartsWith("--- a/calc.py\n+++ b/calc.py\n", answer["diff"], StringComparison.Ordinal);
        Assert.Contains("\n  failed test_a (", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/etc/x.py", "")]
    [InlineData("../x.py", "")]
    [InlineData("a.py", "a.py")]
    public async Task A_place_where_the_code_cannot_be_is_refused(string filename, string other)
    {
        var files = other.Length > 0 ? TestCalls.Files((other, "x = 1\n")) : TestCalls.Files();

        var answer = await _server.CallAsync("check_code", ("code", "x = 1\n"), ("filename", filename), files);

        Assert.Equal("invalid_argument", answer.ErrorCode);
        Assert.Contains("filename", answer.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_tests_it_pays_as_tests_do()
    {
        await using var server = await TestServer.StartAsync([("RATE_LIMIT_EXECUTE_PER_MINUTE", "1")]);

        var first = await server.CallAsync("check_code", ("code", "x = 1\n"), ("tests", "def test_a(): pass\n"));
        var second = await server.RunTestsAsync("def test_a(): pass\n");
        var third = await server.CallAsync("check_code", ("code", "x = 1\n"));

        Assert.Equal("clean", first["verdict"]);
        Assert.Equal("rate_limited", second.ErrorCode);
        Assert.Equal("clean", third["verdict"]);
    }
}
