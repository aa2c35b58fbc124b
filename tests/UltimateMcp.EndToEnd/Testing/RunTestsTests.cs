using System.Globalization;
using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Testing;

/// <summary>What is the same in all languages.</summary>
public sealed class RunTestsTests(TestingServer fixture) : IClassFixture<TestingServer>
{
    private const string Two =
        "import unittest\nclass T(unittest.TestCase):\n    def test_a(self): print('out')\n    def test_b(self): self.fail('no')\n";

    private const string Shapes =
        """"
        """Shapes."""
        def area(kind, size):
            """Text."""
            if kind == 'square':
                return size * size
            # A comment.
            result = (
                size
            )
            return result

        class Never:
            def method(self):
                return 1
        """";

    private readonly TestServer _server = fixture.Server;

    /// <summary>A language, a test that passes, one that fails, and a file with nothing to run.</summary>
    public static TheoryData<string, string, string, string> Languages => new()
    {
        { "python", "def test_a(): pass\n", "def test_b(): assert 1 == 2\n", "x = 1\n" },
        { "javascript", "require('node:test')('a', () => {});\n", "require('node:test')('b', () => { throw 1; });\n", "let x = 1;\n" },
        {
            "typescript",
            "import test from 'node:test';\ntest('a', () => {});\n",
            "import test from 'node:test';\ntest('b', () => { throw 1; });\n",
            "let x: number = 1;\n"
        },
        { "bash", "test_a() { :; }\n", "test_b() { false; }\n", "x=1\n" },
        {
            "csharp",
            "public class T { [Fact] public void A() { } }\n",
            "public class T { [Fact] public void B() => Assert.Fail(\"no\"); }\n",
            "public class T { }\n"
        },
    };

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task The_outcome_is_that_of_the_tests(string language, string passes, string fails, string nothing)
    {
        Assert.Equal("passed", (await _server.RunTestsAsync(passes, language)).Outcome);
        Assert.Equal("failed", (await _server.RunTestsAsync(fails, language)).Outcome);
        var none = await _server.RunTestsAsync(nothing, language);
        Assert.Equal("no_tests", none.Outcome);
        Assert.Contains("No test was found", none.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_filter_that_no_name_has_runs_nothing(string language, string passes, string fails, string nothing)
    {
        var answer = await _server.RunTestsAsync(passes, language, ("filter", "nothing has this name"));

        Assert.NotEqual(fails, nothing);
        Assert.Equal("no_tests", answer.Outcome);
        Assert.Empty(answer.Tests());
    }

    [Fact]
    public async Task The_reply_tells_all_twice()
    {
        var answer = await _server.RunTestsAsync(Two, more: ("filename", "some/where/my_tests.py"));

        Assert.StartsWith("failed: 1 passed, 1 failed, 0 errors, 0 skipped (python, unittest, ", answer.Text, StringComparison.Ordinal);
        Assert.Contains("\nfailed T.test_b (", answer.Text, StringComparison.Ordinal);
        Assert.Contains(" my_tests.py:4: AssertionError: no\n", answer.Text, StringComparison.Ordinal);
        Assert.Contains("\npassed: T.test_a\n", answer.Text, StringComparison.Ordinal);
        Assert.EndsWith("\nstdout, 1 lines:\nout", answer.Text, StringComparison.Ordinal);
        Assert.Equal((1, 1, 0, 0), answer.Counts());
        Assert.Equal("out\n", answer.Stdout);
        Assert.Equal("my_tests.py", answer.Tests()[0].GetProperty("file").GetString());
        Assert.Equal("none", answer.Isolation("network"));
    }

    [Fact]
    public async Task The_record_has_the_tests_and_the_output()
    {
        var answer = await _server.RunTestsAsync(Two);

        var uri = $"ultimate://test/{answer["test_run_id"]}";
        var tests = await _server.CallAsync("read_output", ("uri", $"{uri}/tests"));
        var output = await _server.CallAsync("read_output", ("uri", $"{uri}/stdout"));
        Assert.Contains("failed T.test_b (", tests["lines"], StringComparison.Ordinal);
        Assert.Contains("passed T.test_a (", tests["lines"], StringComparison.Ordinal);
        Assert.Equal("""["out"]""", output["lines"]);
    }

    [Fact]
    public async Task It_is_never_answered_from_a_cache()
    {
        const string Mark = "import random\ndef test_a(): print(random.random())\n";

        var first = await _server.RunTestsAsync(Mark);
        var second = await _server.RunTestsAsync(Mark);

        Assert.NotEqual(first["test_run_id"], second["test_run_id"]);
        Assert.NotEqual(first.Stdout, second.Stdout);
        Assert.Null(second["cached"]);
    }

    [Fact]
    public async Task A_filter_picks_by_a_part_of_the_name_in_its_case()
    {
        Assert.Equal(["passed T.test_a 3"], (await _server.RunTestsAsync(Two, more: ("filter", "st_a"))).ByName());
        Assert.Equal("no_tests", (await _server.RunTestsAsync(Two, more: ("filter", "ST_A"))).Outcome);
    }

    [Fact]
    public async Task Repetition_finds_a_flaky_test()
    {
        var answer = await _server.RunTestsAsync(
            "import random\ndef test_flaky(): assert random.random() < 0.5\ndef test_steady(): pass\n", more: ("repeat", 20));

        Assert.Equal("20", answer["repeated"]);
        var flaky = Assert.Single(answer.Structured.GetProperty("flaky").EnumerateArray());
        Assert.Equal("test_flaky", flaky.GetProperty("name").GetString());
        Assert.Equal(20, flaky.GetProperty("passed").GetInt32() + flaky.GetProperty("failed").GetInt32());
        Assert.InRange(flaky.GetProperty("passed").GetInt32(), 1, 19);
        Assert.Equal("failed", answer.Outcome);
        Assert.Contains("\nflaky: test_flaky passed ", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coverage_of_Python_names_the_lines_that_did_not_run()
    {
        var answer = await _server.RunTestsAsync(
            "from pkg.shapes import area\ndef test_a(): assert area('square', 2) == 4\n",
            more: [
                ("coverage", true),
                TestCalls.Files(("pkg/__init__.py", ""), ("pkg/shapes.py", Shapes)),
            ]);

        var coverage = answer.Structured.GetProperty("coverage");
        var file = coverage.GetProperty("files").EnumerateArray().Single(one => one.GetProperty("path").GetString() == "pkg/shapes.py");
        Assert.Equal("[[7,10],[14,14]]", file.GetProperty("missing_lines").GetRawText());
        Assert.Equal(62.5, file.GetProperty("percent").GetDouble());
        Assert.Contains("\n  pkg/shapes.py: 62.5 %, not run: 7-10, 14\n", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("framework", "xunit", "does not run tests in python")]
    [InlineData("repeat", 21, "repeat")]
    [InlineData("repeat", 0, "repeat")]
    [InlineData("filename", "a\nb", "control characters")]
    public async Task Arguments_that_cannot_be_are_refused(string name, object value, string said)
    {
        var answer = await _server.RunTestsAsync("def test_a(): pass\n", more: (name, value));

        Assert.Equal("invalid_argument", answer.ErrorCode);
        Assert.Contains(said, answer.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_of_the_tests_cannot_be_given_twice()
    {
        var answer = await _server.RunTestsAsync("def test_a(): pass\n", more: TestCalls.Files(("test_main.py", "x = 1\n")));

        Assert.Equal("invalid_argument", answer.ErrorCode);
        Assert.Contains("it is the file of the code itself", answer.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_thousand_tests_are_counted_and_the_reply_says_what_it_leaves_out()
    {
        var code = string.Concat(Enumerable.Range(0, 2_000).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"def test_{i}(): assert {i} != 1234\n")));

        var answer = await _server.RunTestsAsync(code, more: ("framework", "unittest"));

        Assert.Equal((1_999, 1, 0, 0), answer.Counts());
        Assert.Equal("test_1234", answer.Tests()[0].GetProperty("name").GetString());
        Assert.Equal(2_000, answer.Tests().Count + answer.LeftOut("tests"));
        Assert.InRange(answer.Tests().Count, 100, 500);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_text_with_odd_characters_is_told_right(string language, string passes, string fails, string nothing)
    {
        Assert.NotEqual(passes, fails + nothing);
        var code = language switch
        {
            "python" => "def test_größe_漢字(): assert '😀' == 'b'\n",
            "bash" => "@test \"größe 漢字\" { [ '😀' = b ]; }\n",
            "csharp" => "public class T { [Fact] public void Größe_漢字() => Assert.Equal(\"😀\", \"b\"); }\n",
            _ => "import test from 'node:test'; import assert from 'node:assert';\ntest('größe 漢字', () => assert.equal('😀', 'b'));\n",
        };

        var answer = await _server.RunTestsAsync(code, language);

        var test = Assert.Single(answer.Tests());
        Assert.Equal("failed", answer.Outcome);
        Assert.Contains("漢字", test.GetProperty("name").GetString(), StringComparison.Ordinal);
        Assert.Contains("😀", test.GetProperty("message").GetString(), StringComparison.Ordinal);
    }
}
