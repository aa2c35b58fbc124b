using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using UltimateMcp.Code.Linters;

namespace UltimateMcp.Code.Languages.Bash.Linting;

/// <summary>Reads shellcheck's report in its format <c>json1</c>, whose columns are code points and whose tabs are one column.</summary>
internal static class ShellCheckReport
{
    private const string Backticks = "SC2006";

    /// <exception cref="JsonException">It is no such report.</exception>
    public static IEnumerable<Finding> FindingsIn(ReadOnlyMemory<byte> report, BashText text) =>
        JsonSerializer.Deserialize(report.Span, ShellCheckJson.Default.ShellCheckComments)!.Comments
            .Where(static comment => comment.File == "-")
            .Select(comment => FindingOf(comment, text));

    public static string PageOf(string rule) => $"https://www.shellcheck.net/wiki/{rule}";

    private static Finding FindingOf(ShellCheckComment comment, BashText text)
    {
        var rule = string.Create(CultureInfo.InvariantCulture, $"SC{comment.Code}");
        var (start, end) = (text.OffsetOf(comment.Line, comment.Column), text.OffsetOf(comment.EndLine, comment.EndColumn));
        var fix = rule == Backticks && IsSafe(text.Slice(start, Math.Max(start, end))) ? FixOf(comment, text) : SourceFix.None;
        return text.Find(rule, SeverityOf(comment.Level), comment.Message, start, end) with
        {
            Url = PageOf(rule), Fix = fix, Fixable = !fix.IsEmpty,
        };
    }

    /// <summary>
    /// Whether <c>$(…)</c> means the same as these backticks: within them a backslash means something else, a comment ends at the
    /// backtick, and a bracket at the start would make an arithmetic expansion.
    /// </summary>
    private static bool IsSafe(string command) =>
        command.Length > 2 && command[0] == '`' && command[^1] == '`' && command[1] != '('
        && command.AsSpan(1, command.Length - 2).IndexOfAny('\\', '#', '`') < 0
        && !command.Contains("<<", StringComparison.Ordinal);

    private static SourceFix FixOf(ShellCheckComment comment, BashText text) => new(
    [
        .. (comment.Fix?.Replacements ?? []).Select(change => new TextEdit(
            text.OffsetOf(change.Line, change.Column), text.OffsetOf(change.EndLine, change.EndColumn), change.Replacement)),
    ]);

    private static FindingSeverity SeverityOf(string level) => level switch
    {
        "error" => FindingSeverity.Error,
        "warning" => FindingSeverity.Warning,
        _ => FindingSeverity.Info,
    };
}

internal sealed record ShellCheckComments(ImmutableArray<ShellCheckComment> Comments);

internal sealed record ShellCheckComment(
    string File, int Line, int EndLine, int Column, int EndColumn, string Level, int Code, string Message, ShellCheckFix? Fix);

internal sealed record ShellCheckFix(ImmutableArray<ShellCheckReplacement> Replacements);

internal sealed record ShellCheckReplacement(int Line, int EndLine, int Column, int EndColumn, string Replacement);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ShellCheckComments))]
internal sealed partial class ShellCheckJson : JsonSerializerContext;
