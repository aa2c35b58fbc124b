using System.Buffers;

namespace UltimateMcp.Code.Output.Terminal;

/// <summary>
/// Renders output line by line as a terminal would. It executes carriage returns, backspaces and the control sequences
/// that move the cursor within its line or erase in it (ECMA-48: CHA, CUF, CUB, EL). Other sequences are dropped, other
/// control characters except tabs are shown as U+FFFD. Nothing has an effect beyond a line feed.
/// </summary>
internal sealed class TerminalEmulator(ILineSink sink)
{
    private const char Replacement = '\ufffd';
    private const char Escape = EscapeSequence.Introducer;
    private const char Bell = '\a';

    // A longer control string is shown as text: it is probably unterminated.
    private const int MaximumControlString = TerminalRow.Width;

    private static readonly SearchValues<char> Controls = SearchValues.Create(
    [
        .. Enumerable.Range(0, 0x20).Select(static value => (char)value).Where(static value => value is not ('\t' or '\n')),
        .. Enumerable.Range(0x7f, 0x21).Select(static value => (char)value),
    ]);

    private readonly TerminalRow _row = new(sink);
    private readonly ArrayBufferWriter<char> _controlString = new();
    private State _state;
    private long _lineFeeds;
    private bool _carriageReturn;
    private long _parameter;
    private ParameterState _parameterState;

    private enum State
    {
        Ground,
        Escape,
        EscapeIntermediate,
        ControlSequence,
        ControlString,
        ControlStringEscape,
    }

    private enum ParameterState
    {
        First,
        Done,
        Private,
    }

    /// <summary>Whether neither a control character nor an undecodable byte was replaced.</summary>
    public bool IsLossless { get; private set; } = true;

    public bool WasOverwritten => _row.WasOverwritten;

    /// <summary>Number of lines so far, including a last one without line feed.</summary>
    public long Lines => _lineFeeds + (EndsWithoutLineFeed ? 1 : 0);

    public bool EndsWithoutLineFeed { get; private set; }

    public void Write(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var newline = text.IndexOf('\n');
            var part = newline < 0 ? text : text[..newline];
            EndsWithoutLineFeed = newline < 0;
            if (!sink.Skips)
            {
                WritePart(part);
            }

            if (newline < 0)
            {
                return;
            }

            EndRow();
            sink.EndLine(_carriageReturn);
            _carriageReturn = false;
            _lineFeeds++;
            text = text[(newline + 1)..];
        }
    }

    /// <summary>Flushes a last line without line feed, but does not end it.</summary>
    public void Finish() => EndRow();

    private void EndRow()
    {
        ShowControlString();
        EndControlString();
        _row.EndLine();
    }

    private void WritePart(ReadOnlySpan<char> part)
    {
        while (!part.IsEmpty)
        {
            part = part[(_state == State.Ground ? ReadText(part) : ReadSequence(part))..];
        }
    }

    private int ReadText(ReadOnlySpan<char> part)
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
                // It moves the cursor only if text follows: else it is part of a CR LF.
                _carriageReturn = true;
                break;
            case '\b':
                ApplyCarriageReturn();
                _row.MoveBy(-1);
                break;
            case Escape:
                _state = State.Escape;
                break;
            default:
                IsLossless = false;
                ApplyCarriageReturn();
                _row.Print([Replacement]);
                break;
        }

        return 1;
    }

    private void Print(ReadOnlySpan<char> text)
    {
        IsLossless = IsLossless && !text.Contains(Replacement);
        ApplyCarriageReturn();
        _row.Print(text);
    }

    private void ApplyCarriageReturn()
    {
        if (_carriageReturn)
        {
            _carriageReturn = false;
            _row.MoveTo(0);
        }
    }

    private int ReadSequence(ReadOnlySpan<char> part) => _state switch
    {
        State.Escape => ReadEscape(part[0]),
        State.ControlSequence => ReadControlSequence(part),
        State.EscapeIntermediate => ReadIntermediate(part),
        State.ControlString => ReadControlString(part),
        _ => ReadControlStringEscape(part[0]),
    };

    private int ReadEscape(char kind)
    {
        _state = kind switch
        {
            '[' => State.ControlSequence,
            ']' or 'P' or 'X' or '^' or '_' => State.ControlString,
            >= ' ' and <= '/' => State.EscapeIntermediate,
            _ => State.Ground,
        };
        (_parameter, _parameterState) = (0, ParameterState.First);
        return kind is >= ' ' and <= '~' ? 1 : 0;
    }

    private int ReadIntermediate(ReadOnlySpan<char> part)
    {
        var last = part.IndexOfAnyExceptInRange(' ', '/');
        _state = last < 0 ? _state : State.Ground;
        return last < 0 ? part.Length : last + 1;
    }

    /// <summary>Parameters up to the final character. Only the first one is used.</summary>
    private int ReadControlSequence(ReadOnlySpan<char> part)
    {
        for (var i = 0; i < part.Length; i++)
        {
            switch (part[i])
            {
                case >= '0' and <= '9' when _parameterState == ParameterState.First:
                    _parameter = Math.Min((_parameter * 10) + part[i] - '0', int.MaxValue);
                    break;
                case ';' or ':' or (>= '0' and <= '9'):
                    _parameterState = _parameterState == ParameterState.Private ? ParameterState.Private : ParameterState.Done;
                    break;
                case >= ' ' and <= '?':
                    _parameterState = ParameterState.Private;
                    break;
                default:
                    _state = State.Ground;
                    if (part[i] is < '@' or > '~')
                    {
                        return i;
                    }

                    Dispatch(part[i]);
                    return i + 1;
            }
        }

        return part.Length;
    }

    private void Dispatch(char final)
    {
        if (_parameterState == ParameterState.Private || final is not ('K' or 'G' or '`' or 'C' or 'a' or 'D'))
        {
            return;
        }

        ApplyCarriageReturn();
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

    private int ReadControlString(ReadOnlySpan<char> part)
    {
        var end = part.IndexOfAny(Bell, Escape);
        var content = end < 0 ? part : part[..end];
        if (content.Length > MaximumControlString - _controlString.WrittenCount)
        {
            ShowControlString();
            EndControlString();
            return 0;
        }

        _controlString.Write(content);
        if (end < 0)
        {
            return part.Length;
        }

        if (part[end] == Escape)
        {
            _state = State.ControlStringEscape;
        }
        else
        {
            EndControlString();
        }

        return end + 1;
    }

    private int ReadControlStringEscape(char character)
    {
        EndControlString();
        return character == '\\' ? 1 : 0;
    }

    private void EndControlString()
    {
        _controlString.ResetWrittenCount();
        _state = State.Ground;
    }

    /// <summary>Shows an unterminated control string without its introducer.</summary>
    private void ShowControlString()
    {
        if (_state == State.ControlString && _controlString.WrittenCount > 0)
        {
            _state = State.Ground;
            var text = _controlString.WrittenSpan.ToArray();
            _controlString.ResetWrittenCount();
            WritePart(text);
        }
    }
}
