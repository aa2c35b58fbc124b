using System.Globalization;
using System.Text;
using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Limits;
using UltimateMcp.Code.Output;
using UltimateMcp.Code.Records;
using UltimateMcp.Code.Running;
using UltimateMcp.Code.Workspaces;
using UltimateMcp.Sandbox;
using UltimateMcp.Server.Calls;
using UltimateMcp.Server.Resources;

namespace UltimateMcp.Server.Tools;

internal sealed class ExecuteCodeTool(CodeRunner runner, WorkspaceCatalog workspaces, RunOptions options) : ITool
{
    // Initial capacity: most programs print little.
    private const int InitialCapacity = 1024;
    private const int HalfMebibyte = 1 << 19;

    private const string FilesDescription =
        "Further files for the working directory: relative path to text, to data:;base64,… for bytes, or to the uri of an output or "
        + "artifact of an earlier run.";

    public ToolDefinition Definition { get; } = new()
    {
        Name = "execute_code",
        Description = "Runs code in a sandbox without network and returns its output, exit code and the files it wrote."
            + (workspaces.All.IsEmpty
                ? ""
                : $" It can read the user's folders {string.Join(", ", workspaces.All.Select(static workspace => workspace.Path))}."),
        InputSchema = ToolDefinition.Schema($$"""
            {
              "type": "object",
              "properties": {
                "code": { "type": "string", "maxLength": {{RunInput.MaximumCodeBytes}}, "description": "The program's text." },
                "language": {
                  "type": "string",
                  "enum": [{{LanguageCatalog.Names}}],
                  "default": "{{LanguageCatalog.Default.Name}}",
                  "description": "The program's language."
                },
                "stdin": { "type": "string", "default": "", "description": "Text that the program reads from standard input." },
                "args": {
                  "type": "array",
                  "maxItems": {{RunInput.MaximumArguments}},
                  "items": { "type": "string" },
                  "description": "Command-line arguments."
                },
                "files": {
                  "type": "object",
                  "maxProperties": {{RunInput.MaximumFiles}},
                  "additionalProperties": { "type": "string" },
                  "description": "{{FilesDescription}}"
                },
                "timeout_seconds": {{RunText.TimeoutSchema(options, "Time limit")}},
                "fresh": {
                  "type": "boolean",
                  "default": false,
                  "description": "Run it again even if the result of an identical run is known."
                }
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
        var request = new RunRequest
        {
            Code = arguments.String("code"),
            Language = arguments.String("language", LanguageCatalog.Default.Name),
            StandardInput = arguments.String("stdin", ""),
            Arguments = [.. arguments.Strings("args")],
            Files = [.. arguments.StringMap("files")],
            Timeout = arguments.NumberOrNull("timeout_seconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Fresh = arguments.Boolean("fresh", false),
        };
        var activity = new RunActivity();
        context.Progress = new CallProgress(request.Timeout ?? options.MaxExecutionTime, () => activity.LastLine);
        var result = await runner.RunAsync(request, activity, cancellationToken);
        return new ToolReply(
            TextOf(result), StructuredContent.Of(result, RunJson.Default.RunResult), Outcome: result, GivesTokenBack: result.Cached);
    }

    /// <summary>
    /// The server's lines come first, then each stream under a header that counts its lines, so that a program's output
    /// cannot forge other lines.
    /// </summary>
    private static string TextOf(RunResult result)
    {
        var text = new StringBuilder(InitialCapacity).Append(StatusLine(result));
        if (result.Exception is { } exception)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nexception: {exception.Type}: {exception.Message}");
            text.Append(exception.Line is { } line ? $" (line {line})" : "");
        }

        foreach (var artifact in result.Artifacts ?? [])
        {
            text.Append(CultureInfo.InvariantCulture, $"\nartifact: {artifact.Path} ({artifact.MediaType}, {artifact.Bytes:N0} bytes)");
            text.Append(IsShown(artifact) ? $": read_output {{\"uri\":\"{artifact.Uri}\"}}" : $" {artifact.Uri}");
        }

        RunText.AppendIsolation(text, result.Hint, result.Isolation);
        RunText.AppendStream(text, StreamName.Stdout, result.Stdout, HowToRead(result, StreamName.Stdout));
        RunText.AppendStream(text, StreamName.Stderr, result.Stderr, HowToRead(result, StreamName.Stderr));
        return text.ToString();
    }

    /// <summary>Whether <c>read_output</c> shows it as a picture, which a model may not expect of an output.</summary>
    private static bool IsShown(RunArtifact artifact) =>
        MediaType.IsImage(artifact.MediaType) && artifact.Bytes <= RecordResources.MaximumBytes;

    private static string StatusLine(RunResult result)
    {
        var end = (result.Signal ?? result.ExitCode?.ToString()) is { } how ? $"{result.Outcome} {how}" : result.Outcome;
        var age = result.Cached ? $", cached: made {result.AgeSeconds} s ago" : "";
        var memory = $"peak memory {(result.PeakMemoryBytes + HalfMebibyte) >> 20} MB";
        return $"{end} ({result.Language}, {result.DurationMs} ms, cpu {result.CpuMs} ms, {memory}{age}) {result.RunId}";
    }

    private static string HowToRead(RunResult result, string stream) =>
        result.IsRecorded ? $"read_output {RunUri.OfStream(result.RunId, stream)}" : "not recorded";
}
