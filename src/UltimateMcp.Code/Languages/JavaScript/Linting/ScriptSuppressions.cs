using System.Text.RegularExpressions;

namespace UltimateMcp.Code.Languages.JavaScript.Linting;

/// <summary>Comments that turn rules off: of oxlint, which also reads those of ESLint, and of TypeScript's compiler.</summary>
internal static partial class ScriptSuppressions
{
    private const int MatchTimeoutMilliseconds = 1000;

    /// <param name="ofCompiler">Whether those of TypeScript's compiler count.</param>
    public static List<(int Start, int End)> In(string text, IEnumerable<ScriptToken> tokens, bool ofCompiler)
    {
        List<(int, int)> found = [];
        var isFirst = true;
        foreach (var token in tokens)
        {
            if (token.Kind is not (ScriptTokenKind.LineComment or ScriptTokenKind.BlockComment))
            {
                isFirst = false;
                continue;
            }

            var comment = text[token.Start..token.End];
            if (OfLinter().IsMatch(comment) || (ofCompiler && IsOfCompiler(comment, token.Kind, isFirst)))
            {
                found.Add((token.Start, token.End));
            }
        }

        return found;
    }

    /// <param name="isFirst">Whether nothing but comments is before it.</param>
    private static bool IsOfCompiler(string comment, ScriptTokenKind kind, bool isFirst) =>
        (isFirst && NoCheck().IsMatch(comment))
        || (kind == ScriptTokenKind.LineComment ? IgnoreInLine() : IgnoreInBlock()).IsMatch(comment[(comment.LastIndexOf('\n') + 1)..]);

    [GeneratedRegex(
        @"^/[/*]\s*(eslint|oxlint)-disable(-next-line|-line)?(\s|,|\*/|$)", RegexOptions.ExplicitCapture, MatchTimeoutMilliseconds)]
    private static partial Regex OfLinter();

    [GeneratedRegex(@"^///?\s*@ts-nocheck(\s|$)", RegexOptions.ExplicitCapture, MatchTimeoutMilliseconds)]
    private static partial Regex NoCheck();

    [GeneratedRegex(@"^///?\s*@ts-(expect-error|ignore)", RegexOptions.ExplicitCapture, MatchTimeoutMilliseconds)]
    private static partial Regex IgnoreInLine();

    /// <summary>Of the last line of a comment.</summary>
    [GeneratedRegex(@"^\s*(/|\*)*\s*@ts-(expect-error|ignore)", RegexOptions.ExplicitCapture, MatchTimeoutMilliseconds)]
    private static partial Regex IgnoreInBlock();
}
