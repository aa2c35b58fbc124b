using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace UltimateMcp.Code.Output;

/// <summary>
/// What a reply shows of a stream: all of a short stream, else its head and tail, cut at line ends if possible. In JSON
/// it is one string with <c>…</c> on its own line between the two. In text, a header says what is omitted: a program
/// could print such a line itself.
/// </summary>
/// <param name="Head">The whole text if <paramref name="OmittedBytes"/> is 0. Head and tail take at most
/// <see cref="MaximumBytes"/> in UTF-8.</param>
/// <param name="OmittedBytes">Bytes of UTF-8 between head and tail.</param>
/// <param name="Lines">Lines of the whole stream.</param>
[JsonConverter(typeof(OutputExcerptJson))]
public sealed record OutputExcerpt(string Head, string Tail, long OmittedBytes, long Lines)
{
    public const int MaximumBytes = 16 * 1024;

    // Text with many JSON escapes is cut shorter, so that two streams fit in a reply of 64 KB.
    private const int MaximumEncodedBytes = 24 * 1024;
    private const int MaximumBytesWhenEscaped = MaximumEncodedBytes / MaximumEscapeGrowth;

    // An unassigned character outside the Basic Multilingual Plane: 4 bytes in UTF-8, 12 as two escapes.
    private const int MaximumEscapeGrowth = 3;

    // How far a cut may move to a line's end.
    private const int LineEndSearchLength = 1024;

    /// <summary>Head and tail as one string.</summary>
    public string Joined => OmittedBytes == 0 ? Head : Head.Length == 0 || Head[^1] == '\n' ? $"{Head}…\n{Tail}" : $"{Head}\n…\n{Tail}";

    /// <summary>Size of the text in JSON.</summary>
    internal int EncodedBytes => (int)JsonTextSize.Of(Joined);

    /// <summary>
    /// Appends a header with the number of lines, then the lines. Only a line feed ends a line and other line
    /// separators are escaped, so that a program cannot print a line outside its block.
    /// </summary>
    /// <param name="name">Name of the stream.</param>
    /// <param name="howToRead">How to read the rest, if text is omitted.</param>
    public void AppendBlock(StringBuilder text, string name, string howToRead)
    {
        string[] head = SplitLines(Head);
        string[] tail = SplitLines(Tail);
        var shown = head.Length + tail.Length;
        text.Append(CultureInfo.InvariantCulture, $"{name}, {shown:N0} ");
        text.Append(OmittedBytes == 0
            ? "lines:"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"of {Math.Max(Lines, shown):N0} lines ({OmittedBytes:N0} bytes left out after line {head.Length:N0}; {howToRead}):"));
        foreach (var line in (string[])[.. head, .. tail])
        {
            text.Append('\n').Append(line.Contains('\r') ? line.Replace("\r", "\\r", StringComparison.Ordinal) : line);
        }
    }

    internal static OutputExcerpt Of(OutputHeadAndTail text)
    {
        var excerpt = Of(text, MaximumBytes);
        return excerpt.EncodedBytes <= MaximumEncodedBytes ? excerpt : Of(text, MaximumBytesWhenEscaped);
    }

    private static OutputExcerpt Of(OutputHeadAndTail text, int maximum)
    {
        var isWhole = text.OmittedBytes == 0;

        // A UTF-16 unit takes at most three bytes.
        if (isWhole && (text.Head.Length * 3L <= maximum || Encoding.UTF8.GetByteCount(text.Head) <= maximum))
        {
            return new OutputExcerpt(text.Head, "", 0, text.Lines);
        }

        var headBytes = Encoding.UTF8.GetBytes(text.Head);
        var tailBytes = isWhole ? headBytes : Encoding.UTF8.GetBytes(text.Tail);
        var head = HeadEnd(headBytes, maximum / 2);
        var tail = TailStart(tailBytes, maximum / 2);
        return new OutputExcerpt(
            Encoding.UTF8.GetString(headBytes.AsSpan(0, head)),
            Encoding.UTF8.GetString(tailBytes.AsSpan(tail)),
            isWhole ? tail - head : headBytes.Length - head + text.OmittedBytes + tail,
            text.Lines);
    }

    /// <summary>Splits at line feeds, without a carriage return before each.</summary>
    private static string[] SplitLines(string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        string[] lines = (text[^1] == '\n' ? text[..^1] : text).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = lines[i].EndsWith('\r') ? lines[i][..^1] : lines[i];
        }

        return lines;
    }

    private static int HeadEnd(byte[] bytes, int half)
    {
        if (bytes.Length <= half)
        {
            return bytes.Length;
        }

        var newline = bytes.AsSpan(half - LineEndSearchLength, LineEndSearchLength).LastIndexOf((byte)'\n');
        var end = newline >= 0 ? half - LineEndSearchLength + newline + 1 : half;
        return Truncation.CharacterStart(bytes, end);
    }

    private static int TailStart(byte[] bytes, int half)
    {
        if (bytes.Length <= half)
        {
            return 0;
        }

        var start = bytes.Length - half;
        var newline = bytes.AsSpan(start, LineEndSearchLength).IndexOf((byte)'\n');
        start = newline >= 0 ? start + newline + 1 : start;
        return Truncation.CharacterEnd(bytes, start);
    }
}

/// <summary>Writes one string. An excerpt that is read back from a record has the whole string as its head.</summary>
internal sealed class OutputExcerptJson : JsonConverter<OutputExcerpt>
{
    public override OutputExcerpt Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? "", "", 0, 0);

    public override void Write(Utf8JsonWriter writer, OutputExcerpt value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Joined);
}
