using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Limits;
using UltimateMcp.Code.Records;
using UltimateMcp.Code.Running;
using UltimateMcp.Code.Testing;
using UltimateMcp.Sandbox;
using UltimateMcp.Server.Calls;

namespace UltimateMcp.Server.Tools;

internal sealed class RunTestsTool(TestRunner runner, RunOptions options) : ITool
{
    private const int MaximumFilter = 1000;

    public ToolDefinition Definition { get; } = new()
    {
        Name = "run_tests",
        Description = "Runs tests in a sandbox without network and returns the outcome of each.",
        InputSchema = ToolDefinition.Schema($$"""
            {
              "type": "object",
              "properties": {
                "code": { "type": "string", "maxLength": {{RunInput.MaximumCodeBytes}}, "description": "The text of the tests." },
                "language": {
                  "type": "string",
                  "enum": [{{TestRecipe.LanguageNames}}],
                  "default": "{{TestRecipe.All[0].Program.Name}}",
                  "description": "The language of the tests."
                },
                "framework": {
                  "type": "string",
                  "enum": [{{TestRecipe.FrameworkNames}}],
                  "description": "The framework; found in the tests when left out."
                },
                "files": {
                  "type": "object",
                  "maxProperties": {{RunInput.MaximumFiles}},
                  "additionalProperties": { "type": "string" },
                  "description": "The files under test and their data: relative path to text, as of execute_code."
                },
                "filename": { "type": "string", "maxLength": {{FileLabel.MaximumName}}, "description": "Name shown for the tests." },
                "filter": {
                  "type": "string",
                  "maxLength": {{MaximumFilter}},
                  "default": "",
                  "description": "A part of the names of the tests to run."
                },
                "coverage": { "type": "boolean", "default": false, "description": "Tell which lines of files did not run." },
                "repeat": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": {{TestRequest.MaximumRepeat}},
                  "default": 1,
                  "description": "How often to run all of them, to find flaky tests."
                },
                "timeout_seconds": {{RunText.TimeoutSchema(options, "Time limit")}}
              },
              "required": ["code"],
              "additionalProperties": false
            }
            """),
        Effects = new ToolEffects(IsReadOnly: false, IsDestructive: false, IsIdempotent: false),
        Bucket = Bucket.PerMinute,
        FindChoice = static (argument, text) => argument == "language" ? LanguageCatalog.FindName(text) : null,
    };

    public async Task<ToolReply> CallAsync(ToolArguments arguments, CallContext context, CancellationToken cancellationToken)
    {
        var request = new TestRequest
        {
            Code = arguments.String("code"),
            Language = arguments.String("language", TestRecipe.All[0].Program.Name),
            Framework = arguments.StringOrNull("framework"),
            FileName = arguments.StringOrNull("filename"),
            Files = [.. arguments.StringMap("files")],
            Filter = arguments.String("filter", ""),
            WithCoverage = arguments.Boolean("coverage", false),
            Repeat = (int)(arguments.NumberOrNull("repeat") ?? 1),
            Timeout = arguments.NumberOrNull("timeout_seconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
        var activity = new RunActivity();
        context.Progress = new CallProgress(request.Timeout ?? options.MaxExecutionTime, () => activity.LastLine);
        var whole = await runner.RunAsync(request, activity, cancellationToken);
        var shown = TestExcerpt.Of(whole);
        return new ToolReply(TextOf(shown), StructuredContent.Of(shown, TestJson.Default.TestResult), Outcome: whole);
    }

    /// <summary>The status line, a line for each test, those that did not pass first; then the output, as of a run.</summary>
    private static string TextOf(TestResult result)
    {
        var text = new StringBuilder().Append(StatusLine(result));
        foreach (var test in result.Tests.Where(static test => test.Outcome != TestOutcomes.Passed))
        {
            AppendTest(text, test);
        }

        AppendPassed(text, [.. result.Tests.Where(static test => test.Outcome == TestOutcomes.Passed)]);
        if (result.Truncated is { Tests: > 0 and var left })
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{left:N0} more tests: {HowToRead(result, TestUri.Tests)}");
        }

        foreach (var flaky in result.Flaky ?? [])
        {
            text.Append(CultureInfo.InvariantCulture, $"\nflaky: {EscapedText.LineOf(flaky.Name)} passed {flaky.Passed} of ")
                .Append(CultureInfo.InvariantCulture, $"{flaky.Passed + flaky.Failed} times");
        }

        AppendCoverage(text, result.Coverage);
        RunText.AppendIsolation(text, result.Hint, result.Isolation);
        RunText.AppendStream(text, StreamName.Stdout, result.Stdout, HowToRead(result, StreamName.Stdout));
        RunText.AppendStream(text, StreamName.Stderr, result.Stderr, HowToRead(result, StreamName.Stderr));
        return text.ToString();
    }

    /// <summary>The first line of a message stands behind the test, all others below it, indented.</summary>
    private static void AppendTest(StringBuilder text, TestCase test)
    {
        var message = test.Message?.Split('\n').Where(static line => !string.IsNullOrWhiteSpace(line)).ToArray() ?? [];
        text.Append('\n').Append(TestRecords.LineOf(test with { Message = message.Length > 0 ? message[0] : null }));
        foreach (var line in message.Skip(1))
        {
            text.Append("\n  ").Append(EscapedText.LineOf(line));
        }
    }

    private static string StatusLine(TestResult result)
    {
        var repeated = result.Repeated is { } times ? string.Create(CultureInfo.InvariantCulture, $", {times} times") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Outcome}: {result.Passed:N0} passed, {result.Failed:N0} failed, {result.Errors:N0} errors, ")
            + string.Create(CultureInfo.InvariantCulture, $"{result.Skipped:N0} skipped ")
            + $"({result.Language}, {result.Framework}, {result.DurationMs} ms{repeated}) {result.TestRunId}";
    }

    private static void AppendPassed(StringBuilder text, ImmutableArray<TestCase> passed)
    {
        if (!passed.IsEmpty)
        {
            text.Append("\npassed: ").AppendJoin(", ", passed.Select(static test => EscapedText.LineOf(test.Name)));
        }
    }

    private static void AppendCoverage(StringBuilder text, TestCoverage? coverage)
    {
        if (coverage is null)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"\ncoverage: {coverage.Percent} %");
        foreach (var file in coverage.Files)
        {
            var missing = string.Join(", ", file.MissingLines.Select(static range =>
                range[0] == range[^1] ? $"{range[0]}" : $"{range[0]}-{range[^1]}"));
            text.Append(CultureInfo.InvariantCulture, $"\n  {EscapedText.LineOf(file.Path)}: {file.Percent} %")
                .Append(missing.Length > 0 ? $", not run: {missing}" : "");
        }
    }

    private static string HowToRead(TestResult result, string output) =>
        result.IsRecorded ? $"read_output {TestUri.Of(result.TestRunId, output)}" : "not recorded";
}
