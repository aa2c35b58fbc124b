using System.Text;

namespace UltimateMcp.Code.Output.Encodings;

/// <summary>An encoding, with the byte order mark that was found.</summary>
/// <param name="Name">The IANA name; null for UTF-8.</param>
/// <param name="ByteOrderMarkLength">Bytes of the byte order mark, which are skipped.</param>
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

    /// <summary>Decodes a complete text.</summary>
    public string Decode(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[Math.Min(ByteOrderMarkLength, bytes.Length)..];
        var decoder = NewDecoder();
        var text = new char[decoder.GetCharCount(bytes, flush: true)];
        return new string(text, 0, decoder.GetChars(bytes, text, flush: true));
    }
}
