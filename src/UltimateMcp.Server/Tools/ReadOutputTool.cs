using System.Collections.Immutable;
using UltimateMcp.Code.Output;
using UltimateMcp.Code.Output.Searching;
using UltimateMcp.Code.Records;
using UltimateMcp.Server.Calls;
using UltimateMcp.Server.Resources;

namespace UltimateMcp.Server.Tools;

internal sealed class ReadOutputTool(OutputCatalog outputs) : ITool
{
    private const string Grep = "grep";
    private const int MaximumShown = 80;
    private const int DefaultLimit = 200;

    private const string GrepDescription =
        "Only lines that match this regular expression, each after its number; of long lines the parts around matches.";

    private const string UriDescription =
        "ultimate://run/RUN_ID/stdout, …/stderr, …/artifact/PATH; ultimate://lint/LINT_ID/findings, …/fixed; "
        + "ultimate://test/TEST_RUN_ID/tests, …/stdout, …/stderr.";

    public ToolDefinition Definition { get; } = new()
    {
        Name = "read_output",
        Description = "Reads a whole output of an earlier run, lint or test run by its uri, in pages of lines; an image is shown.",
        InputSchema = ToolDefinition.Schema($$"""
            {
              "type": "object",
              "properties": {
                "uri": {
                  "type": "string",
                  "maxLength": 65536,
                  "description": "{{UriDescription}}"
                },
                "offset": { "type": "integer", "minimum": 0, "default": 0, "description": "First line, from 0." },
                "column": { "type": "integer", "minimum": 0, "default": 0, "description": "Where to begin in that line." },
                "limit": { "type": "integer", "minimum": 1, "maximum": 10000, "default": {{DefaultLimit}}, "description": "Most lines." },
                "grep": {
                  "type": "string",
                  "maxLength": {{SearchPattern.MaximumLength}},
                  "description": "{{GrepDescription}}"
                }
              },
              "required": ["uri"],
              "additionalProperties": false
            }
            """),
        Effects = new ToolEffects(IsReadOnly: true, IsDestructive: false, IsIdempotent: true),
        Bucket = Bucket.PerSecond,
        IsCpuBound = static arguments => arguments.StringOrNull(Grep) is not null,
    };

    public async Task<ToolReply> CallAsync(ToolArguments arguments, CallContext context, CancellationToken cancellationToken)
    {
        var uri = arguments.String("uri");
        var pattern = PatternOf(arguments.StringOrNull(Grep));
        var output = outputs.Find(uri) ?? throw Missing(uri);
        try
        {
            return await ReadAsync(output, arguments, pattern, cancellationToken);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Missing(uri);
        }
    }

    private static async Task<ToolReply> ReadAsync(
        RecordedOutput output, ToolArguments arguments, SearchPattern? pattern, CancellationToken cancellationToken)
    {
        if (MediaType.IsImage(output.MediaType))
        {
            return await ImageAsync(output, cancellationToken);
        }

        if (!MediaType.IsText(output.MediaType))
        {
            throw Refused(
                $"{output.Name} is not text: {output.MediaType}, {output.Bytes:N0} bytes.",
                "Let a run turn it into text or an image and read that.");
        }

        var page = await OutputPage.ReadAsync(
            output.Path,
            arguments.Integer("offset", 0),
            arguments.Integer("column", 0),
            (int)arguments.Integer("limit", DefaultLimit),
            pattern,
            cancellationToken);
        return new ToolReply(TextOf(page), StructuredContent.Of(page, ToolJson.Default.OutputPage));
    }

    private static async Task<ToolReply> ImageAsync(RecordedOutput output, CancellationToken cancellationToken)
    {
        if (output.Bytes > RecordResources.MaximumBytes)
        {
            throw Refused(
                $"{output.Name} is an image of {output.Bytes:N0} bytes; at most {RecordResources.MaximumBytes:N0} can be shown.",
                "Let a run make it smaller: fewer pixels, a lower resolution (dpi), or JPEG.");
        }

        var bytes = await File.ReadAllBytesAsync(output.Path, cancellationToken);
        return new ToolReply(
            $"{output.Name}: {output.MediaType}, {output.Bytes:N0} bytes", Structured: null, new ToolImage(bytes, output.MediaType));
    }

    private static SearchPattern? PatternOf(string? grep)
    {
        try
        {
            return grep is null ? null : SearchPattern.Parse(grep);
        }
        catch (FormatException fault)
        {
            throw Refused(
                $"grep=\"{Cut(grep!)}\" cannot be searched for: {fault.Message}.",
                "Use plain text or a simpler pattern, without lookarounds and backreferences and with smaller quantifiers.");
        }
    }

    /// <summary>The header comes first and counts the lines, so that output cannot forge other lines of the reply.</summary>
    private static string TextOf(OutputPage page)
    {
        var encoding = page.Encoding is { } name ? $", read as {name}" : "";
        var column = page.NextColumn is { } next ? $", column {next}" : "";
        var end = page.NextOffset is { } offset ? $"continue at offset {offset}{column}" : "this is the end";
        var hint = page.Hint is { } more ? $" ({more})" : "";
        var header = $"{page.Lines.Length:N0} of {page.TotalLines:N0} lines{encoding}; {end}{hint}:";
        return string.Join('\n', (ImmutableArray<string>)[header, .. page.Lines]);
    }

    private static CallException Missing(string uri) => Refused(
        $"There is no output at \"{Cut(uri)}\".",
        "Use a uri from a result: ultimate://run/RUN_ID/stdout, /stderr or /artifact/PATH, ultimate://lint/LINT_ID/findings or /fixed, "
        + "ultimate://test/TEST_RUN_ID/tests, /stdout or /stderr. "
        + $"Old records are removed when all of them take more than {RecordSettings.MaxSize.Name}: call it again.");

    private static CallException Refused(string message, string hint) => new(new CallError(CallErrorCode.InvalidArgument, message, hint));

    private static string Cut(string text) => OneLine.Of(text, MaximumShown);
}
