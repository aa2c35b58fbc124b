using System.Text;

namespace UltimateMcp.Code.Output.Encodings;

/// <summary>How bytes are read as text.</summary>
/// <param name="Name">As the IANA registry has it; null for UTF-8, which is not worth a word.</param>
/// <param name="ByteOrderMarkLength">Length of the byte order mark at the start, which is not shown.</param>
internal sealed record TextEncoding(string? Name, int ByteOrderMarkLength)
{
    public const string Utf16LittleEndian = "utf-16le";
    public const string Utf16BigEndian = "utf-16be";
    public const string Windows1252 = "windows-1252";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly UnicodeEncoding LittleEndian = new(bigEndian: false, byteOrderMark: false);
    private static readonly UnicodeEncoding BigEndian = new(bigEndian: true, byteOrderMark: false);

    public Decoder NewDecoder() => Name switch
    {
        Utf16LittleEndian => LittleEndian.GetDecoder(),
        Utf16BigEndian => BigEndian.GetDecoder(),
        Windows1252 => new Windows1252Decoder(),
        _ => Utf8.GetDecoder(),
    };

    /// <summary>The text of all the bytes.</summary>
    public string Decode(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[Math.Min(ByteOrderMarkLength, bytes.Length)..];
        var decoder = NewDecoder();
        var text = new char[decoder.GetCharCount(bytes, flush: true)];
        return new string(text, 0, decoder.GetChars(bytes, text, flush: true));
    }
}
