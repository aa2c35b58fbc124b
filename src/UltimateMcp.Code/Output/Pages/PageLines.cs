using System.Buffers;
using UltimateMcp.Code.Output.Terminal;

namespace UltimateMcp.Code.Output.Pages;

/// <summary>Collects lines from a position on. A line that is too long for any page is split; other lines are not.</summary>
internal sealed class PageLines(long offset, long column, PageBuilder page) : ILineSink
{
    // With less room than this, a long line begins on the next page.
    private const int MinimumPiece = 1024;

    private readonly ArrayBufferWriter<char> _line = new();
    private long _number;
    private long _start;
    private bool _isAtStart = column == 0;

    public bool Skips => _number < offset || page.IsFull;

    public void Append(ReadOnlySpan<char> text)
    {
        if (Skips)
        {
            return;
        }

        if (!_isAtStart)
        {
            var passed = Truncation.CharacterStart(text, (int)Math.Min(text.Length, column - _start));
            _start += passed;
            _isAtStart = passed < text.Length;
            text = text[passed..];
        }

        _line.Write(text);

        // A UTF-16 unit takes at least one byte.
        if (_line.WrittenCount > PageBuilder.MaximumBytes)
        {
            ShowPiece();
        }
    }

    public void EndLine(bool afterCarriageReturn)
    {
        if (!Skips)
        {
            Show();
        }

        (_isAtStart, _start) = Skips ? (_isAtStart, _start) : (true, 0);
        _number++;
        _line.ResetWrittenCount();
    }

    private void Show()
    {
        if (page.TryAdd(new string(_line.WrittenSpan)))
        {
            return;
        }

        if (new PageBuilder(1).RemainingBytes < JsonTextSize.Of(_line.WrittenSpan))
        {
            ShowPiece();
        }
        else
        {
            page.End(_number, _start);
        }
    }

    private void ShowPiece()
    {
        var fitting = page.RemainingBytes < MinimumPiece ? 0 : JsonTextSize.FittingLength(_line.WrittenSpan, page.RemainingBytes);
        if (fitting > 0)
        {
            page.TryAdd(new string(_line.WrittenSpan[..fitting]));
        }

        page.End(_number, _start + fitting);
    }
}
