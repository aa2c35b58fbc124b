using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Testing;

/// <summary>node:test, in both languages that it runs.</summary>
public sealed class NodeTestsTests(TestingServer fixture) : IClassFixture<TestingServer>
{
    internal const string Tests =
        """
        import test, { describe, it, before } from 'node:test';
        import assert from 'node:assert/strict';
        import { add } from './calc.js';

        describe('Calc', () => {
          it('adds', () => { assert.equal(add(1, 2), 3); });
          it('fails', () => {
            assert.deepEqual({ a: add(1, 2) }, { a: 4 });
          });
          it.skip('is skipped', () => {});
          it.todo('is to do');
          describe('inner', () => { it('nests', async () => { await null; }); });
        });
        describe('Broken', () => {
          before(() => { throw new Error('no'); });
          it('never', () => {});
        });
        test('parent', async (t) => {
          await t.test('child', () => {});
          await t.test('other child', () => { throw new TypeError('x'); });
        });
        """;

    private readonly TestServer _server = fixture.Server;

    [Theory]
    [InlineData("javascript", "calc.js", "export function add(a, b) { return a + b; }\n")]
    [InlineData("typescript", "calc.ts", "export function add(a: number, b: number): number { return a + b; }\n")]
    public async Task It_counts_leaves_as_node_tells_them(string language, string file, string text)
    {
        var answer = await _server.RunTestsAsync(Tests, language, TestCalls.Files((file, text)));

        Assert.Equal("node:test", answer["framework"]);
        Assert.Equal("error", answer.Outcome);
        var tests = answer.ByName();
        Assert.Contains("passed Calc > adds 6", tests);
        Assert.Contains("failed Calc > fails 8", tests);
        Assert.Contains("skipped Calc > is skipped 10", tests);
        Assert.Contains("skipped Calc > is to do 11", tests);
        Assert.Contains("passed Calc > inner > nests 12", tests);
        Assert.Contains("passed parent > child 19", tests);
        Assert.Contains("failed parent > other child 20", tests);
        Assert.Contains(tests, test => test.StartsWith("error Broken", StringComparison.Ordinal));
        Assert.DoesNotContain(tests, test => test.StartsWith("failed parent ", StringComparison.Ordinal) && !test.Contains('>'));
        Assert.Contains("a: 3", answer.MessageOf("Calc > fails"), StringComparison.Ordinal);
        Assert.Contains("a: 4", answer.MessageOf("Calc > fails"), StringComparison.Ordinal);
        Assert.Equal("TypeError: x", answer.MessageOf("parent > other child"));
    }

    [Theory]
    [InlineData("let a = ;", 1, "SyntaxError")]
    [InlineData("const test = require('node:test');\ntest('a', () => {});\nthrow new Error('top');\n", 3, "top")]
    [InlineData("import 'nothing-like-this';\n", null, "nothing-like-this")]
    public async Task Tests_that_cannot_be_read_are_an_error(string code, int? line, string message)
    {
        var answer = await _server.RunTestsAsync(code, "javascript");

        Assert.Equal("error", answer.Outcome);
        Assert.Contains(line is null ? "error (collection)" : $"error (collection) {line}", answer.ByName());
        Assert.Contains(message, answer.MessageOf("(collection)"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_caught_outside_of_tests_is_an_error()
    {
        var answer = await _server.RunTestsAsync(
            "import test from 'node:test';\ntest('a', () => {});\nsetTimeout(() => { throw new Error('later'); }, 1);\n", "javascript");

        Assert.NotEqual("passed", answer.Outcome);
        Assert.Contains(answer.Tests(), one => one.GetRawText().Contains("later", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("adds", "passed Calc > adds 6")]
    [InlineData("inner", "passed Calc > inner > nests 12")]
    public async Task A_filter_runs_those_of_the_name(string filter, string expected)
    {
        var answer = await _server.RunTestsAsync(
            Tests, "javascript", ("filter", filter), TestCalls.Files(("calc.js", "export const add = (a, b) => a + b;\n")));

        Assert.Equal([expected], answer.ByName());
    }

    [Theory]
    [InlineData("javascript", "calc.js", "a")]
    [InlineData("typescript", "calc.ts", "a: number")]
    public async Task Coverage_names_the_lines_that_did_not_run(string language, string file, string parameter)
    {
        var text = $"export function f({parameter}) {{\n  if (a) {{\n    return 1;\n  }}\n  return 2;\n}}\nexport const g = () => 3;\n";
        var answer = await _server.RunTestsAsync(
            "import test from 'node:test'; import { f } from './calc.js';\ntest('a', () => { f(0); });\n",
            language,
            ("coverage", true),
            TestCalls.Files((file, text)));

        var covered = Assert.Single(answer.Structured.GetProperty("coverage").GetProperty("files").EnumerateArray());
        Assert.Equal(file, covered.GetProperty("path").GetString());
        Assert.Contains("[3,3]", covered.GetProperty("missing_lines").GetRawText(), StringComparison.Ordinal);
        Assert.InRange(covered.GetProperty("percent").GetDouble(), 50, 95);
    }
}
