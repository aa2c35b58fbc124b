using Microsoft.CodeAnalysis.CSharp;

namespace UltimateMcp.Worker.CSharp.Compiling;

/// <summary>
/// Finds brackets that nest so deep that the parser would overflow its stack or take minutes. It checks its stack for
/// other constructs, but not where it looks ahead for the end of a type in brackets.
/// </summary>
internal static class Nesting
{
    private const int MaximumDepth = 2000;

    internal static CompilationError? FindTooDeep(SourceFile source)
    {
        // Most sources have fewer brackets than that in all.
        if (source.Text.ToString().AsSpan().CountAny("([") <= MaximumDepth)
        {
            return null;
        }

        var depth = 0;
        foreach (var token in SyntaxFactory.ParseTokens(source.Text.ToString()))
        {
            depth += token.Kind() switch
            {
                SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken => 1,
                SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken => -1,
                _ => 0,
            };
            if (depth > MaximumDepth)
            {
                return CompilationError.TooComplex(source.Path, source.Text.Lines.GetLinePosition(token.SpanStart));
            }
        }

        return null;
    }
}
