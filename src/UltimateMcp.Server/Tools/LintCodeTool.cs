using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Linters;
using UltimateMcp.Code.Linting;
using UltimateMcp.Code.Records;
using UltimateMcp.Code.Running;
using UltimateMcp.Server.Calls;

namespace UltimateMcp.Server.Tools;

internal sealed class LintCodeTool(CodeLinter linter) : ITool
{
    private const string FindingsFormat = "findings";
    private const string SarifFormat = "sarif";

    public ToolDefinition Definition { get; } = new()
    {
        Name = "lint_code",
        Description = "Finds errors and suspicious places in code without running it, and fixes those that are safe to fix.",
        InputSchema = ToolDefinition.Schema($$"""
            {
              "type": "object",
              "properties": {
                "code": { "type": "string", "maxLength": {{RunInput.MaximumCodeBytes}}, "description": "The code's text." },
                "language": {
                  "type": "string",
                  "enum": [{{LanguageCatalog.Names}}],
                  "default": "{{LanguageCatalog.Default.Name}}",
                  "description": "The code's language."
                },
                "filename": { "type": "string", "maxLength": {{FileLabel.MaximumName}}, "description": "Name shown for the code." },
                "files": {
                  "type": "object",
                  "maxProperties": {{RunInput.MaximumFiles}},
                  "additionalProperties": { "type": "string" },
                  "description": "Files that the code imports, or a linter's configuration: relative path to text."
                },
                "fix": { "type": "boolean", "default": false, "description": "Return the code with safe fixes, and a diff." },
                "format": {
                  "type": "string",
                  "enum": ["{{FindingsFormat}}", "{{SarifFormat}}"],
                  "default": "{{FindingsFormat}}",
                  "description": "sarif adds a SARIF 2.1.0 log."
                }
              },
              "required": ["code"],
              "additionalProperties": false
            }
            """),
        Effects = new ToolEffects(IsReadOnly: true, IsDestructive: false, IsIdempotent: true),
        Bucket = Bucket.PerSecond,
        FindChoice = static (argument, text) => argument == "language" ? LanguageCatalog.FindName(text) : null,
    };

    public async Task<ToolReply> CallAsync(ToolArguments arguments, CallContext context, CancellationToken cancellationToken)
    {
        var request = new LintRequest
        {
            Code = arguments.String("code"),
            Language = arguments.String("language", LanguageCatalog.Default.Name),
            FileName = arguments.StringOrNull("filename"),
            Files = [.. arguments.StringMap("files")],
            Fix = arguments.Boolean("fix", false),
        };
        var whole = await linter.LintAsync(request, cancellationToken);
        var asSarif = arguments.String("format", FindingsFormat) == SarifFormat;
        var excerpt = LintExcerpt.Of(whole, leavesRoomForSarif: asSarif);
        var shown = asSarif ? SarifLog.AddTo(excerpt) : excerpt;
        return new ToolReply(
            TextOf(shown), StructuredContent.Of(shown, LintJson.Default.LintResult), Outcome: whole, GivesTokenBack: whole.Cached);
    }

    /// <summary>The status line, a line for each finding as compilers print them, then what the code defines and the diff.</summary>
    private static string TextOf(LintResult result)
    {
        var text = new StringBuilder().Append(StatusLine(result));
        foreach (var finding in result.Findings)
        {
            text.Append('\n').Append(result.FileName).Append(':').Append(LintRecords.LineOf(finding))
                .Append(finding.Fixable ? " (fixable)" : "");
        }

        if (result.Truncated is { Findings: > 0 and var left })
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{left:N0} more findings: {HowToRead(result, LintOutput.Findings)}");
        }

        AppendNames(text, "functions", result.Functions, result.Truncated?.Functions ?? 0);
        AppendNames(text, "classes", result.Classes, result.Truncated?.Classes ?? 0);
        if (!result.Imports.IsEmpty)
        {
            text.Append("\nimports: ").AppendJoin(", ", result.Imports.Select(EscapedText.LineOf))
                .Append(More(result.Truncated?.Imports ?? 0));
        }

        text.Append(result.Complexity is { } complexity ? string.Create(CultureInfo.InvariantCulture, $"\ncomplexity: {complexity}") : "");
        if (result.Diff is { } diff)
        {
            text.Append(CultureInfo.InvariantCulture, $"\ndiff, {diff.AsSpan().Count('\n'):N0} lines:\n").Append(diff);
        }

        if (result.Truncated is { FixedCode: > 0 } or { Diff: > 0 })
        {
            text.Append("\nThe fixed code is too long for this reply: ").Append(HowToRead(result, LintOutput.Fixed));
        }

        return text.ToString();
    }

    private static string StatusLine(LintResult result)
    {
        var counts = result.Counts;
        var found = counts.All == 0
            ? "clean"
            : string.Join(
                ", ", [.. Counted(counts.Error, "error"), .. Counted(counts.Warning, "warning"), .. Counted(counts.Info, "info")]);
        var age = result.Cached ? string.Create(CultureInfo.InvariantCulture, $", cached: made {result.AgeSeconds} s ago") : "";
        var record = result.IsRecorded ? "" : ", not recorded";
        var linter = $"{result.Linter.Name} {result.Linter.Version}, {result.Linter.Configuration}";
        return $"{found} ({result.Language}, {linter}{age}{record}) {result.LintId}";
    }

    private static string[] Counted(int count, string name) =>
        count == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"{count:N0} {name}{(count == 1 ? "" : "s")}")];

    private static string HowToRead(LintResult result, string output) =>
        result.IsRecorded ? $"read_output {LintUri.Of(result.LintId, output)}" : "not recorded";

    private static void AppendNames(
        StringBuilder text, string kind, ImmutableArray<SourceDefinition> definitions, int left)
    {
        if (!definitions.IsEmpty)
        {
            text.Append('\n').Append(kind).Append(": ")
                .AppendJoin(", ", definitions.Select(static one => $"{EscapedText.LineOf(one.Name)} {one.Line}-{one.EndLine}"))
                .Append(More(left));
        }
    }

    private static string More(int left) => left == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" and {left:N0} more");
}
