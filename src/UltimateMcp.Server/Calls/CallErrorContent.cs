using System.Text.Json;
using System.Text.Json.Serialization;

namespace UltimateMcp.Server.Calls;

/// <summary>An error as text and as structured content, each complete alone.</summary>
internal static class CallErrorContent
{
    /// <summary>
    /// In UTF-16 units, for message and hint each. JSON takes at most six bytes for a unit, so text and structured
    /// content stay below 64 KiB each.
    /// </summary>
    public const int MaximumText = 4096;

    private static readonly JsonNamingPolicy Naming = JsonNamingPolicy.SnakeCaseLower;

    /// <summary><c>code: message</c>, and the hint on a line of its own.</summary>
    public static string Text(CallError error) =>
        $"{error.Code.WireName()}: {Shown(error.Message)}\n{Shown(error.Hint)}";

    /// <summary><c>{"error": {…}}</c></summary>
    public static StructuredContent Structured(CallError error)
    {
        var body = new ErrorBody(
            error.Code.WireName(),
            Shown(error.Message),
            Shown(error.Hint),
            error.IsRetryable,
            error.RetryAfter is { } wait ? (long)Math.Ceiling(wait.TotalMilliseconds) : null);
        return StructuredContent.Of(new ErrorContent(body), ErrorJson.Default.ErrorContent);
    }

    /// <summary>Messages may quote what a caller sent or a program wrote.</summary>
    private static string Shown(string text) => Truncation.Of(EscapedText.LineOf(Truncation.Of(text, MaximumText)), MaximumText);

    /// <summary>The code's stable name.</summary>
    public static string WireName(this CallErrorCode code) => Naming.ConvertName(code.ToString());
}

internal sealed record ErrorContent(ErrorBody Error);

internal sealed record ErrorBody(string Code, string Message, string Hint, bool Retryable, long? RetryAfterMs = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErrorContent))]
internal sealed partial class ErrorJson : JsonSerializerContext;
