using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using UltimateMcp.Code.Linters;

namespace UltimateMcp.Code.Languages.LanguageServers;

/// <summary>A message of JSON-RPC 2.0 from a server: an answer, a notification, or a request.</summary>
internal sealed record ServerMessage(
    JsonElement? Id = null, string? Method = null, JsonElement? Params = null, JsonElement? Result = null, JsonElement? Error = null);

/// <summary>A place in a document.</summary>
/// <param name="Line">From 0.</param>
/// <param name="Character">From 0, in UTF-16 code units.</param>
internal sealed record DocumentPosition(int Line, int Character);

internal sealed record DocumentRange(DocumentPosition Start, DocumentPosition End)
{
    public TextEdit EditIn(LintSource source, string newText) => new(
        source.OffsetOf(Start.Line + 1, Start.Character + 1), source.OffsetOf(End.Line + 1, End.Character + 1), newText);
}

/// <param name="Severity">1 to 4: error, warning, information, hint.</param>
/// <param name="Code">A text, a number, or nothing.</param>
internal sealed record DocumentDiagnostic(
    DocumentRange Range, string Message, int Severity = 1, JsonElement Code = default, DiagnosticPage? CodeDescription = null)
{
    /// <summary>Empty if there is none.</summary>
    [JsonIgnore]
    public string CodeText => Code.ValueKind switch
    {
        JsonValueKind.String => Code.GetString()!,
        JsonValueKind.Number => Code.GetRawText(),
        _ => "",
    };

    /// <summary>A hint counts as information.</summary>
    [JsonIgnore]
    public FindingSeverity FindingSeverity => SeverityOf(Severity);

    /// <param name="severity">1 to 4.</param>
    public static FindingSeverity SeverityOf(int severity) => severity switch
    {
        1 => FindingSeverity.Error,
        2 => FindingSeverity.Warning,
        _ => FindingSeverity.Info,
    };

    public Finding FindingOf(string rule, FindingSeverity severity, string message) => new()
    {
        Rule = rule,
        Severity = severity,
        Message = message,
        Line = Range.Start.Line + 1,
        Column = Range.Start.Character + 1,
        EndLine = Range.End.Line + 1,
        EndColumn = Range.End.Character + 1,
        Url = CodeDescription?.Href,
    };
}

internal sealed record DiagnosticPage(string Href);

/// <summary>What a server pushes.</summary>
internal sealed record PublishedDiagnostics(string Uri, ImmutableArray<DocumentDiagnostic> Diagnostics, int? Version = null);

/// <param name="Type">1 is an error.</param>
internal sealed record ShownMessage(int Type, string Message);

/// <summary>What a server answers.</summary>
internal sealed record DiagnosticReport(ImmutableArray<DocumentDiagnostic> Items);

/// <param name="Edit">Its changes are by the uri of a document.</param>
internal sealed record CodeAction(string Title, WorkspaceEdit? Edit = null);

internal sealed record WorkspaceEdit(ImmutableDictionary<string, ImmutableArray<DocumentEdit>>? Changes = null);

internal sealed record DocumentEdit(DocumentRange Range, string NewText);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ServerMessage))]
[JsonSerializable(typeof(PublishedDiagnostics))]
[JsonSerializable(typeof(ShownMessage))]
[JsonSerializable(typeof(DiagnosticReport))]
[JsonSerializable(typeof(ImmutableArray<CodeAction>))]
internal sealed partial class LanguageServerJson : JsonSerializerContext;
