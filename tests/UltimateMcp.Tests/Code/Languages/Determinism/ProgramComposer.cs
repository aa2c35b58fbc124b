using System.Text;

namespace UltimateMcp.Tests.Code.Languages.Determinism;

/// <param name="Prelude">Lines that the piece needs before it, such as an import.</param>
/// <param name="Expression">What is placed somewhere.</param>
internal sealed record Piece(string Prelude, string Expression);

/// <param name="Around">Makes an expression of an expression, which stands where <c>@</c> is.</param>
/// <param name="Statements">Makes statements of an expression.</param>
/// <param name="Outer">As blocks, at the top of a program alone.</param>
/// <param name="Blocks">Makes statements of statements, which stand, indented, where a line is <c>@</c>.</param>
internal sealed record Syntax(Piece[] Listed, Piece[] Unlisted, string[] Around, string[] Statements, string[] Blocks, string[] Outer);

internal sealed class ProgramComposer(Syntax syntax, int seed)
{
    private readonly Random _random = new(seed);
    private int _names;

    public string Compose(bool withUnlisted)
    {
        var count = _random.Next(1, 4);
        var unlisted = withUnlisted ? _random.Next(count) : -1;
        var preludes = new HashSet<string>(StringComparer.Ordinal);
        var body = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            var piece = Pick(i == unlisted ? syntax.Unlisted : syntax.Listed);
            preludes.Add(piece.Prelude);
            body.Append(Statement(piece.Expression));
        }

        return string.Concat(preludes) + body;
    }

    private T Pick<T>(T[] all) => all[_random.Next(all.Length)];

    private string Statement(string expression)
    {
        for (var depth = _random.Next(4); depth > 0; depth--)
        {
            expression = Fill(Pick(syntax.Around), expression);
        }

        var statements = Fill(Pick(syntax.Statements), expression);
        for (var depth = _random.Next(4); depth > 0; depth--)
        {
            statements = Indent(Fill(Pick(syntax.Blocks), null), statements);
        }

        return syntax.Outer.Length > 0 && _random.Next(3) == 0 ? Indent(Fill(Pick(syntax.Outer), null), statements) : statements;
    }

    /// <summary>Each <c>#</c> becomes a number of its own, so that names do not meet.</summary>
    private string Fill(string template, string? expression)
    {
        var filled = template.Replace(
            "#", (_names++).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return expression is null ? filled : filled.Replace("@", expression, StringComparison.Ordinal);
    }

    private static string Indent(string block, string statements) => string.Concat(LinesOf(block).Select(line =>
        line.TrimStart() == "@"
            ? string.Concat(LinesOf(statements).Select(inner => line.Replace("@", inner, StringComparison.Ordinal) + "\n"))
            : line + "\n"));

    private static string[] LinesOf(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
