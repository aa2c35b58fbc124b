using System.Collections.Immutable;
using System.Globalization;
using UltimateMcp.Code.Linters;

namespace UltimateMcp.Code.Languages.Bash.Linting;

/// <summary>
/// A script as bash and shellcheck read it: only a line feed ends a line, and the carriage return before one is taken away, because
/// each line would have a finding for it.
/// </summary>
internal sealed class BashText
{
    private const string CarriageReturnRule = "SC1017";

    private readonly LintSource _source;
    private readonly ImmutableArray<int> _lineStarts;
    private readonly int _lastWritten;

    public BashText(LintSource source)
    {
        _source = source;
        Unix = source.Text.Replace("\r\n", "\n", StringComparison.Ordinal);
        _lineStarts = [0, .. LineFeeds(source.Text).Select(static at => at + 1)];
        _lastWritten = source.Text.AsSpan().TrimEnd().Count('\n') + 1;
    }

    /// <summary>What bash and shellcheck get.</summary>
    public string Unix { get; }

    /// <summary>Begin and end of a line, without its line end, as offsets in the source.</summary>
    /// <param name="line">From 1. At the end of a script bash counts one too many: then it is the last that is not blank.</param>
    public (int Start, int End) Line(int line)
    {
        var start = _lineStarts[Math.Clamp(line, 1, _lastWritten) - 1];
        return (start, EndOf(start));
    }

    /// <summary>The offset of a place.</summary>
    /// <param name="column">From 1, in code points.</param>
    public int OffsetOf(int line, int column)
    {
        if (line > _lineStarts.Length)
        {
            return _source.Text.Length;
        }

        var at = _lineStarts[line - 1];
        var end = EndOf(at);
        for (var points = 1; points < column && at < end; points++)
        {
            at += char.IsSurrogatePair(_source.Text, at) ? 2 : 1;
        }

        return at;
    }

    /// <summary>A finding between two offsets.</summary>
    public Finding Find(string rule, FindingSeverity severity, string message, int start, int end)
    {
        var ((line, column), (endLine, endColumn)) = (_source.PlaceOf(start), _source.PlaceOf(Math.Max(start, end)));
        return new Finding
        {
            Rule = rule, Severity = severity, Message = message, Line = line, Column = column, EndLine = endLine, EndColumn = endColumn,
        };
    }

    /// <summary>The one finding for all lines that end in a carriage return and a line feed; null if none does.</summary>
    public Finding? FirstCarriageReturn()
    {
        var count = _source.Text.AsSpan().Count("\r\n");
        var at = _source.Text.IndexOf("\r\n", StringComparison.Ordinal);
        return count == 0
            ? null
            : Find(
                CarriageReturnRule,
                FindingSeverity.Error,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Lines end in CR LF ({count:N0} of them), and bash takes CR for a part of the last word. execute_code removes it."),
                at,
                at + 1) with
            {
                Url = ShellCheckReport.PageOf(CarriageReturnRule),
            };
    }

    public string Slice(int start, int end) => _source.Text[start..end];

    private int EndOf(int start)
    {
        var length = _source.Text.AsSpan(start).IndexOf('\n');
        var end = length < 0 ? _source.Text.Length : start + length;
        return end > start && _source.Text[end - 1] == '\r' ? end - 1 : end;
    }

    private static IEnumerable<int> LineFeeds(string text)
    {
        for (var at = text.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\n', at + 1))
        {
            yield return at;
        }
    }
}
