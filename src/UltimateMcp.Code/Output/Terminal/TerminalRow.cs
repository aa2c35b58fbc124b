using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace UltimateMcp.Code.Output.Terminal;

/// <summary>
/// The current row and its cursor. The row is plain text until the cursor moves, and then becomes cells. A line that is
/// longer than a row wraps, as on a terminal, so memory is bounded.
/// </summary>
internal sealed class TerminalRow(ILineSink sink)
{
    /// <summary>
    /// In columns. Far wider than a screen, so that a carriage return reaches the start of all but the longest lines.
    /// </summary>
    public const int Width = 64 * 1024;

    /// <summary>The cursor cannot move past this column without text, so that a few bytes cannot make a long row.</summary>
    public const int ScreenWidth = 256;

    private const int TabWidth = 8;

    private readonly ArrayBufferWriter<char> _plain = new();
    private readonly List<TerminalCell> _cells = [];
    private bool _usesCells;
    private int _cursor;

    /// <summary>Visible text was overwritten or erased.</summary>
    public bool WasOverwritten { get; private set; }

    private int Rightmost => Math.Max(ScreenWidth - 1, _cells.Count);

    public void Print(ReadOnlySpan<char> text)
    {
        if (_usesCells)
        {
            foreach (var rune in text.EnumerateRunes())
            {
                Put(rune);
            }

            return;
        }

        while (text.Length > Width - _plain.WrittenCount)
        {
            var fitting = Truncation.CharacterStart(text, Width - _plain.WrittenCount);
            _plain.Write(text[..fitting]);
            text = text[fitting..];
            Flush();
        }

        _plain.Write(text);
    }

    public void MoveTo(long column)
    {
        ConvertToCells();
        _cursor = (int)Math.Clamp(column, 0, Rightmost);
    }

    public void MoveBy(long columns)
    {
        ConvertToCells();
        MoveTo(_cursor + columns);
    }

    public void EraseToEnd()
    {
        ConvertToCells();
        EraseFrom(Math.Min(_cursor, _cells.Count));
    }

    public void EraseAll()
    {
        ConvertToCells();
        EraseFrom(0);
        _cursor = Math.Min(_cursor, Rightmost);
    }

    /// <summary>Erases at most the width of a screen, so that a few bytes cannot cause much work.</summary>
    public void EraseToCursor()
    {
        ConvertToCells();
        var last = Math.Min(Math.Min(_cursor, _cells.Count - 1), ScreenWidth - 1);
        if (last >= 0)
        {
            Clear(last);
            Erase(CollectionsMarshal.AsSpan(_cells)[..(last + 1)]);
        }
    }

    /// <summary>Writes the row to the sink and begins the next one. Trailing blank cells are trimmed.</summary>
    public void EndLine()
    {
        while (_cells is [.., { IsBlank: true }])
        {
            _cells.RemoveAt(_cells.Count - 1);
        }

        Flush();
    }

    private void Flush()
    {
        if (_usesCells)
        {
            var text = new StringBuilder(_cells.Count);
            _cells.ForEach(cell => cell.AppendTo(text));
            Show(text.ToString());
        }
        else
        {
            Show(_plain.WrittenSpan);
        }

        _plain.ResetWrittenCount();
        _cells.Clear();
        (_usesCells, _cursor) = (false, 0);
    }

    private void Show(ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty)
        {
            sink.Append(EscapedText.MayChange(text) ? EscapedText.Of(new string(text)) : text);
        }
    }

    private void ConvertToCells()
    {
        if (_usesCells)
        {
            return;
        }

        _usesCells = true;
        foreach (var rune in _plain.WrittenSpan.EnumerateRunes())
        {
            Put(rune);
        }
    }

    private void Put(Rune rune)
    {
        if (rune.Value == '\t')
        {
            _cursor = Math.Min((_cursor / TabWidth * TabWidth) + TabWidth, Width - 1);
            return;
        }

        var width = TerminalCell.WidthOf(rune);
        if (width == 0 && Combine(rune))
        {
            return;
        }

        if (_cursor >= Width)
        {
            Flush();
            _usesCells = true;
        }

        Write(rune, Math.Max(1, width));
    }

    private void Write(Rune rune, int width)
    {
        var count = _cells.Count;
        if (count < _cursor + width)
        {
            CollectionsMarshal.SetCount(_cells, _cursor + width);
            CollectionsMarshal.AsSpan(_cells)[count..].Clear();
        }

        var cell = new TerminalCell(rune.Value);
        if (_cells[_cursor] != cell)
        {
            for (var column = _cursor; column < _cursor + width; column++)
            {
                Clear(column);
                _cells[column] = TerminalCell.Continuation;
            }

            _cells[_cursor] = cell;
        }

        _cursor += width;
    }

    private bool Combine(Rune mark)
    {
        var column = Math.Min(_cursor, _cells.Count) - 1;
        column -= column > 0 && _cells[column].IsContinuation ? 1 : 0;
        if (_cursor > _cells.Count || column < 0 || _cells[column].With(mark) is not { } marked)
        {
            return false;
        }

        _cells[column] = marked;
        return true;
    }

    /// <summary>Clears a cell, and the other cell of a wide character.</summary>
    private void Clear(int column)
    {
        WasOverwritten |= !_cells[column].IsBlank;
        if (_cells[column].IsContinuation)
        {
            _cells[column - 1] = TerminalCell.Blank;
        }
        else if (column + 1 < _cells.Count && _cells[column + 1].IsContinuation)
        {
            _cells[column + 1] = TerminalCell.Blank;
        }
    }

    private void EraseFrom(int column)
    {
        if (column == _cells.Count)
        {
            return;
        }

        Clear(column);
        Erase(CollectionsMarshal.AsSpan(_cells)[column..]);
        _cells.RemoveRange(column, _cells.Count - column);
    }

    private void Erase(Span<TerminalCell> cells)
    {
        for (var i = 0; i < cells.Length && !WasOverwritten; i++)
        {
            WasOverwritten = !cells[i].IsBlank;
        }

        // The default cell is blank.
        cells.Clear();
    }
}
