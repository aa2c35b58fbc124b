using System.Diagnostics.CodeAnalysis;

namespace UltimateMcp.Code.Records;

/// <summary>Uris of a lint's outputs: <c>ultimate://lint/{lint_id}/{findings|fixed}</c>.</summary>
/// <param name="Output">One of <see cref="LintOutput"/>.</param>
public sealed record LintUri(string LintId, string Output)
{
    public const string Template = "ultimate://lint/{lint_id}/{output}";

    /// <summary>The prefix of all these uris.</summary>
    public const string Start = "ultimate://lint/";

    public static string Of(string lintId, string output) => $"{Start}{lintId}/{output}";

    public static bool TryParse(string text, [NotNullWhen(true)] out LintUri? uri)
    {
        var parts = text.StartsWith(Start, StringComparison.Ordinal) ? text[Start.Length..].Split('/') : [];
        uri = parts is [var id, LintOutput.Findings or LintOutput.Fixed] && Identifier.IsValid(id, LintRecords.Prefix)
            ? new LintUri(id, parts[1])
            : null;
        return uri is not null;
    }
}
