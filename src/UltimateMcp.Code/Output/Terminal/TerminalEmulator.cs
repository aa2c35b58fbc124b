using System.Buffers;

namespace UltimateMcp.Code.Output.Terminal;

/// <summary>
/// What a program wrote, line by line as a terminal would leave it: a carriage return, backspaces and the escape sequences that move the
/// cursor within its line or erase there (ECMA-48: CHA, CUF, CUB, EL) do so, all other sequences are left out, other control characters
/// but tabs are shown as U+FFFD. Nothing reaches beyond a line feed.
/// </summary>
internal sealed class TerminalEmulator(ILineSink sink)
{
    private const char Replacement = '\ufffd';
    private const char Escape = EscapeSequence.Introducer;
    private const char Bell = '\a';

    // A string of an escape sequence that does not end within so many characters is shown: it may be none.
    private const int LongestString = TerminalRow.Width;

    private static readonly SearchValues<char> Controls = SearchValues.Create(
    [
        .. Enumerable.Range(0, 0x20).Select(static value => (char)value).Where(static value => value is not ('\t' or '\n')),
        .. Enumerable.Range(0x7f, 0x21).Select(static value => (char)value),
    ]);

    private readonly TerminalRow _row = new(sink);
    private readonly ArrayBufferWriter<char> _string = new();
    private State _state;
    private long _lineFeeds;
    private bool _returned;
    private long _parameter;
    private Digits _digits;

    private enum State
    {
        Text,
        Escape,
        Intermediate,
        Control,
        String,
        StringEscape,
    }

    private enum Digits
    {
        First,
        Over,
        Private,
    }

    /// <summary>No control character was replaced, and no byte by the decoder before.</summary>
    public bool IsLossless { get; private set; } = true;

    public bool WasOverwritten => _row.WasOverwritten;

    /// <summary>Line feeds so far, and a last line without one.</summary>
    public long Lines => _lineFeeds + (EndsInLine ? 1 : 0);

    public bool EndsInLine { get; private set; }

    public void Write(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var newline = text.IndexOf('\n');
            var part = newline < 0 ? text : text[..newline];
            EndsInLine = newline < 0;
            if (!sink.Skips)
            {
                WritePart(part);
            }

            if (newline < 0)
            {
                return;
            }

            EndRow();
            sink.EndLine(_returned);
            _returned = false;
            _lineFeeds++;
            text = text[(newline + 1)..];
        }
    }

    /// <summary>The end of the text: a last line without a line feed is given away, but not ended.</summary>
    public void Finish() => EndRow();

    private void EndRow()
    {
        ShowString();
        EndString();
        _row.EndLine();
    }

    private void WritePart(ReadOnlySpan<char> part)
    {
        while (!part.IsEmpty)
        {
            part = part[(_state == State.Text ? TakeText(part) : TakeSequence(part))..];
        }
    }

    private int TakeText(ReadOnlySpan<char> part)
    {
        var control = part.IndexOfAny(Controls);
        if (control != 0)
        {
            var plain = control < 0 ? part : part[..control];
            Print(plain);
            return plain.Length;
        }

        switch (part[0])
        {
            case '\r':
                // It moves the cursor only if more follows: else it belongs to the line's end.
                _returned = true;
                break;
            case '\b':
                Return();
                _row.MoveBy(-1);
                break;
            case Escape:
                _state = State.Escape;
                break;
            default:
                IsLossless = false;
                Return();
                _row.Print([Replacement]);
                break;
        }

        return 1;
    }

    private void Print(ReadOnlySpan<char> text)
    {
        IsLossless = IsLossless && !text.Contains(Replacement);
        Return();
        _row.Print(text);
    }

    private void Return()
    {
        if (_returned)
        {
            _returned = false;
            _row.MoveTo(0);
        }
    }

    private int TakeSequence(ReadOnlySpan<char> part) => _state switch
    {
        State.Escape => TakeEscape(part[0]),
        State.Control => TakeControl(part),
        State.Intermediate => TakeIntermediate(part),
        State.String => TakeString(part),
        _ => TakeStringEscape(part[0]),
    };

    private int TakeEscape(char kind)
    {
        _state = kind switch
        {
            '[' => State.Control,
            ']' or 'P' or 'X' or '^' or '_' => State.String,
            >= ' ' and <= '/' => State.Intermediate,
            _ => State.Text,
        };
        (_parameter, _digits) = (0, Digits.First);
        return kind is >= ' ' and <= '~' ? 1 : 0;
    }

    private int TakeIntermediate(ReadOnlySpan<char> part)
    {
        var last = part.IndexOfAnyExceptInRange(' ', '/');
        _state = last < 0 ? _state : State.Text;
        return last < 0 ? part.Length : last + 1;
    }

    /// <summary>Parameters up to the final character, of which only the first number counts.</summary>
    private int TakeControl(ReadOnlySpan<char> part)
    {
        for (var i = 0; i < part.Length; i++)
        {
            switch (part[i])
            {
                case >= '0' and <= '9' when _digits == Digits.First:
                    _parameter = Math.Min((_parameter * 10) + part[i] - '0', int.MaxValue);
                    break;
                case ';' or ':' or (>= '0' and <= '9'):
                    _digits = _digits == Digits.Private ? Digits.Private : Digits.Over;
                    break;
                case >= ' ' and <= '?':
                    _digits = Digits.Private;
                    break;
                default:
                    _state = State.Text;
                    if (part[i] is < '@' or > '~')
                    {
                        return i;
                    }

                    Do(part[i]);
                    return i + 1;
            }
        }

        return part.Length;
    }

    private void Do(char final)
    {
        if (_digits == Digits.Private || final is not ('K' or 'G' or '`' or 'C' or 'a' or 'D'))
        {
            return;
        }

        Return();
        switch (final)
        {
            case 'K' when _parameter == 0:
                _row.EraseToEnd();
                break;
            case 'K' when _parameter == 1:
                _row.EraseToCursor();
                break;
            case 'K' when _parameter == 2:
                _row.EraseAll();
                break;
            case 'G' or '`':
                _row.MoveTo(_parameter - 1);
                break;
            case 'C' or 'a':
                _row.MoveBy(Math.Max(1, _parameter));
                break;
            case 'D':
                _row.MoveBy(-Math.Max(1, _parameter));
                break;
        }
    }

    private int TakeString(ReadOnlySpan<char> part)
    {
        var end = part.IndexOfAny(Bell, Escape);
        var content = end < 0 ? part : part[..end];
        if (content.Length > LongestString - _string.WrittenCount)
        {
            ShowString();
            EndString();
            return 0;
        }

        _string.Write(content);
        if (end < 0)
        {
            return part.Length;
        }

        if (part[end] == Escape)
        {
            _state = State.StringEscape;
        }
        else
        {
            EndString();
        }

        return end + 1;
    }

    private int TakeStringEscape(char character)
    {
        EndString();
        return character == '\\' ? 1 : 0;
    }

    private void EndString()
    {
        _string.ResetWrittenCount();
        _state = State.Text;
    }

    /// <summary>A string without an end loses only its introducer.</summary>
    private void ShowString()
    {
        if (_state == State.String && _string.WrittenCount > 0)
        {
            _state = State.Text;
            var text = _string.WrittenSpan.ToArray();
            _string.ResetWrittenCount();
            WritePart(text);
        }
    }
}
