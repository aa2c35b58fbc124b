using System.Text;
using UltimateMcp.Code.Output;
using UltimateMcp.Code.Output.Encodings;
using UltimateMcp.Tests.Code.Output.Terminal;

namespace UltimateMcp.Tests.Code.Output.Encodings;

public class EncodingDetectorTests
{
    private static readonly Encoding LittleEndian = new UnicodeEncoding(bigEndian: false, byteOrderMark: true);
    private static readonly Encoding BigEndian = new UnicodeEncoding(bigEndian: true, byteOrderMark: true);

    public static TheoryData<byte[], string?, string> Texts => new()
    {
        { [.. LittleEndian.Preamble, .. LittleEndian.GetBytes("naïve 名 😀\r\n")], "utf-16le", "naïve 名 😀\n" },
        { [.. BigEndian.Preamble, .. BigEndian.GetBytes("naïve 名 😀\r\n")], "utf-16be", "naïve 名 😀\n" },
        { LittleEndian.GetBytes("Windows Subsystem for Linux\r\n"), "utf-16le", "Windows Subsystem for Linux\n" },
        { BigEndian.GetBytes("Größe: 12\n"), "utf-16be", "Größe: 12\n" },
        { [.. LittleEndian.Preamble, .. LittleEndian.GetBytes("名前")], "utf-16le", "名前" },
        { [.. LittleEndian.Preamble, .. LittleEndian.GetBytes("cut")[..5]], "utf-16le", "cu\ufffd" },
        { Encoding.Latin1.GetBytes("Über 40 Äpfel, naïve café\n"), "windows-1252", "Über 40 Äpfel, naïve café\n" },
        { [.. "price: "u8, 0x80, .. "5, "u8, 0x93, .. "quoted"u8, 0x94, 0x0a], "windows-1252", "price: €5, “quoted”\n" },
        { Encoding.Latin1.GetBytes("¿Qué? El niño\n"), "windows-1252", "¿Qué? El niño\n" },
        { [.. "CAF"u8, 0xc9, 0x94, .. Encoding.Latin1.GetBytes(" et là où été è\n")], "windows-1252", "CAFÉ” et là où été è\n" },
        { [.. Encoding.UTF8.Preamble, .. "marked é"u8], null, "marked é" },
        { [.. Encoding.UTF8.GetBytes("名 é 😀 "), 0xe9, .. " damaged"u8], null, "名 é 😀 \ufffd damaged" },
        { Encoding.UTF8.GetBytes("été 名\n"), null, "été 名\n" },
        { [0xe9, 0xe8, 0xe7, 0xe6, .. " four, as in GBK"u8], null, "\ufffd\ufffd\ufffd\ufffd four, as in GBK" },
        { [.. "x"u8, 0xff, .. "y and more text"u8], null, "x\ufffdy and more text" },
        { [.. "undefined "u8, 0x81, .. " there"u8], null, "undefined \ufffd there" },
        { [0x61, 0, 0x62, 0], null, "a\ufffdb\ufffd" },
        { [.. "./one\0./two\0"u8], null, "./one\ufffd./two\ufffd" },
        { [], null, "" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void The_encoding_of_text_is_detected(byte[] bytes, string? encoding, string shown)
    {
        Assert.Equal(encoding, EncodingDetector.Detect(bytes).Encoding.Name);
        Assert.Equal(shown, ShownLines.Of(bytes).Text);
        Assert.Equal(shown, ShownLines.Of(bytes, bytesAtOnce: 1).Text);
        Assert.Equal(shown, OutputHeadAndTail.Of(bytes).Head.Replace("\r\n", "\n", StringComparison.Ordinal));
        Assert.Equal(encoding, OutputHeadAndTail.Of(bytes).Encoding);
    }

    [Theory]
    [InlineData(new byte[] { 0xff, 0xfe, 0, 0, 0x61, 0, 0, 0 })]
    [InlineData(new byte[] { 0xff, 0xfe, 1, 0, 2, 0, 3, 0 })]
    [InlineData(new byte[] { 0xff, 0xfe, 0x61 })]
    [InlineData(new byte[] { 0xfe, 0xff, 0xdc, 0, 0x61, 0 })]
    [InlineData(new byte[] { 0, 0, 1, 0, 2, 0, 3, 0, 4, 0 })]
    [InlineData(new byte[] { 0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0 })]
    [InlineData(new byte[] { 0x80, 0x81, 0x82, 0x83, 0x84 })]
    public void Binary_data_is_not_detected_as_text(byte[] bytes)
    {
        Assert.True(EncodingDetector.Detect(bytes).IsBinary);
        Assert.Null(EncodingDetector.Detect(bytes).Encoding.Name);
    }

    [Fact]
    public void A_letter_of_windows_1252_after_much_ASCII_is_detected()
    {
        byte[] bytes = [.. Encoding.ASCII.GetBytes(new string('x', 100_000)), 0xe9, (byte)'!'];

        Assert.Equal("windows-1252", EncodingDetector.Detect(bytes).Encoding.Name);
        Assert.EndsWith("xé!", OutputHeadAndTail.Of(bytes).Head, StringComparison.Ordinal);
        Assert.True(OutputHeadAndTail.Of(bytes).IsLossless);
    }

    [Fact]
    public void Random_bytes_are_binary_and_UTF_8_is_UTF_8()
    {
        var random = new Random(5);
        for (var round = 0; round < 300; round++)
        {
            var bytes = new byte[random.Next(64, 4096)];
            random.NextBytes(bytes);
            var text = string.Concat(Enumerable.Range(0, 200).Select(_ => RandomRune(random)));

            Assert.True(EncodingDetector.Detect(bytes).IsBinary);
            Assert.Null(EncodingDetector.Detect(Encoding.UTF8.GetBytes(text)).Encoding.Name);
            Assert.False(EncodingDetector.Detect(Encoding.UTF8.GetBytes(text)).IsBinary);
        }
    }

    private static Rune RandomRune(Random random) => new(random.Next(3) switch
    {
        0 => random.Next(0x20, 0x7f),
        1 => random.Next(0xa0, 0xd800),
        _ => random.Next(0x10000, 0x1f000),
    });
}
