using System.Globalization;
using System.Text;
using UltimateMcp.Code.Checking;
using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Limits;
using UltimateMcp.Code.Records;
using UltimateMcp.Code.Running;
using UltimateMcp.Sandbox;
using UltimateMcp.Server.Calls;

namespace UltimateMcp.Server.Tools;

internal sealed class CheckCodeTool(CodeChecker checker, RunTestsTool runTests, RunOptions options) : ITool
{
    public ToolDefinition Definition { get; } = new()
    {
        Name = "check_code",
        Description = "Lints code, fixes what is safe to fix, and runs tests on the result: one verdict for a loop of fixes.",
        InputSchema = ToolDefinition.Schema($$"""
            {
              "type": "object",
              "properties": {
                "code": { "type": "string", "maxLength": {{RunInput.MaximumCodeBytes}}, "description": "The code's text." },
                "tests": {
                  "type": "string",
                  "maxLength": {{RunInput.MaximumCodeBytes}},
                  "description": "The text of tests to run on the fixed code."
                },
                "filename": {
                  "type": "string",
                  "maxLength": {{FileLabel.MaximumName}},
                  "description": "Relative path by which the tests import the code."
                },
                "language": {
                  "type": "string",
                  "enum": [{{LanguageCatalog.Names}}],
                  "default": "{{LanguageCatalog.Default.Name}}",
                  "description": "The language of code and tests."
                },
                "framework": {
                  "type": "string",
                  "enum": [{{TestRecipe.FrameworkNames}}],
                  "description": "The tests' framework; found when left out."
                },
                "files": {
                  "type": "object",
                  "maxProperties": {{RunInput.MaximumFiles}},
                  "additionalProperties": { "type": "string" },
                  "description": "Further files: relative path to text."
                },
                "timeout_seconds": {{RunText.TimeoutSchema(options, "Time limit of the tests")}}
              },
              "required": ["code"],
              "additionalProperties": false
            }
            """),
        Effects = new ToolEffects(IsReadOnly: false, IsDestructive: false, IsIdempotent: false),
        Bucket = Bucket.PerSecond,

        // Tests are as dear here as there.
        Payer = arguments => arguments.StringOrNull("tests") is null ? null : runTests.Definition,
        FindChoice = static (argument, text) => argument == "language" ? LanguageCatalog.FindName(text) : null,
    };

    public async Task<ToolReply> CallAsync(ToolArguments arguments, CallContext context, CancellationToken cancellationToken)
    {
        var request = new CheckRequest
        {
            Code = arguments.String("code"),
            Tests = arguments.StringOrNull("tests"),
            FileName = arguments.StringOrNull("filename"),
            Language = arguments.String("language", LanguageCatalog.Default.Name),
            Framework = arguments.StringOrNull("framework"),
            Files = [.. arguments.StringMap("files")],
            Timeout = arguments.NumberOrNull("timeout_seconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
        var activity = new RunActivity();
        context.Progress = new CallProgress(request.Timeout ?? options.MaxExecutionTime, () => activity.LastLine);
        var result = await checker.CheckAsync(request, activity, cancellationToken);
        return new ToolReply(TextOf(result), StructuredContent.Of(result, CheckJson.Default.CheckResult), Outcome: result);
    }

    private static string TextOf(CheckResult result)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{result.Verdict} ({result.Language}) {result.CheckId}");
        var counts = result.Counts;
        text.Append(CultureInfo.InvariantCulture, $"\nlint: {counts.Error:N0} errors, {counts.Warning:N0} warnings");
        text.Append(result.FixedLintId is { } relint ? $" after fixes, {relint}; before them {result.LintId}" : $", {result.LintId}");
        foreach (var finding in result.Findings)
        {
            text.Append("\n  ").Append(LintRecords.LineOf(finding));
        }

        if (result.Tests is { } tests)
        {
            text.Append(CultureInfo.InvariantCulture, $"\ntests: {tests.Outcome}, {tests.Passed:N0} passed, {tests.Failed:N0} failed, ");
            text.Append(CultureInfo.InvariantCulture, $"{tests.Errors:N0} errors, {tests.Skipped:N0} skipped, {result.TestRunId}");
            foreach (var failure in tests.Failures)
            {
                text.Append("\n  ").Append(TestRecords.LineOf(failure));
            }

            text.Append(tests.Hint is { } hint ? $"\nhint: {hint}" : "");
        }

        if (result.Diff is { } diff)
        {
            text.Append(CultureInfo.InvariantCulture, $"\ndiff, {diff.AsSpan().Count('\n'):N0} lines:\n").Append(diff);
        }
        else if (result.FixedLintId is not null)
        {
            text.Append("\nThe diff is too long for this reply; the fixed code: read_output ")
                .Append(LintUri.Of(result.LintId, LintOutput.Fixed));
        }

        return text.ToString();
    }
}
