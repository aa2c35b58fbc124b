using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace UltimateMcp.Code.Output;

/// <summary>What a reply shows of a long text: its head and its tail, cut at line ends where one is near, and a line between that says what is left out.</summary>
/// <param name="Text">At most <see cref="MaximumBytes"/> in UTF-8, and the line between.</param>
/// <param name="LeftOut">Bytes of UTF-8 not shown.</param>
internal sealed record OutputExcerpt(string Text, long LeftOut)
{
    /// <summary>What the text takes in JSON.</summary>
    public int EncodedBytes => JsonEncodedText.Encode(Text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.Length;

    public const int MaximumBytes = 16 * 1024;

    // Text that JSON escapes a lot is shown shorter, so that two streams fit into one channel of a reply.
    private const int MaximumEncodedBytes = 24 * 1024;
    private const int ShorterBytes = MaximumEncodedBytes / LargestEscape;

    // A character beyond the basic plane: 4 bytes in UTF-8, 12 as two escapes.
    private const int LargestEscape = 3;

    // How far a cut moves to fall on a line's end.
    private const int LineReach = 1024;

    /// <param name="howToRead">Completes the line between: <c>… 12,345 bytes left out; HOW TO READ …</c>.</param>
    public static OutputExcerpt Of(string text, string howToRead) => Of(new OutputEnds(text, "", 0, IsExact: true), howToRead);

    public static OutputExcerpt Of(OutputEnds text, string howToRead)
    {
        var excerpt = Of(text, howToRead, MaximumBytes);
        return excerpt.EncodedBytes <= MaximumEncodedBytes ? excerpt : Of(text, howToRead, ShorterBytes);
    }

    private static OutputExcerpt Of(OutputEnds text, string howToRead, int maximum)
    {
        var isWhole = text.Between == 0;

        // A UTF-16 unit takes at most three bytes.
        if (isWhole && (text.Head.Length * 3L <= maximum || Encoding.UTF8.GetByteCount(text.Head) <= maximum))
        {
            return new OutputExcerpt(text.Head, 0);
        }

        var headBytes = Encoding.UTF8.GetBytes(text.Head);
        var tailBytes = isWhole ? headBytes : Encoding.UTF8.GetBytes(text.Tail);
        var head = HeadEnd(headBytes, maximum / 2);
        var tail = TailStart(tailBytes, maximum / 2);
        var leftOut = isWhole ? tail - head : headBytes.Length - head + text.Between + tail;
        var shown = new StringBuilder()
            .Append(Encoding.UTF8.GetString(headBytes.AsSpan(0, head)));
        if (shown.Length > 0 && shown[^1] != '\n')
        {
            shown.Append('\n');
        }

        shown.Append(CultureInfo.InvariantCulture, $"… {leftOut:N0} bytes left out; {howToRead} …\n").Append(Encoding.UTF8.GetString(tailBytes.AsSpan(tail)));
        return new OutputExcerpt(shown.ToString(), leftOut);
    }

    private static int HeadEnd(byte[] bytes, int half)
    {
        if (bytes.Length <= half)
        {
            return bytes.Length;
        }

        var newline = bytes.AsSpan(half - LineReach, LineReach).LastIndexOf((byte)'\n');
        var end = newline >= 0 ? half - LineReach + newline + 1 : half;
        while (IsContinuation(bytes[end]))
        {
            end--;
        }

        return end;
    }

    private static int TailStart(byte[] bytes, int half)
    {
        if (bytes.Length <= half)
        {
            return 0;
        }

        var start = bytes.Length - half;
        var newline = bytes.AsSpan(start, LineReach).IndexOf((byte)'\n');
        start = newline >= 0 ? start + newline + 1 : start;
        while (IsContinuation(bytes[start]))
        {
            start++;
        }

        return start;
    }

    private static bool IsContinuation(byte value) => (value & 0xC0) == 0x80;
}
