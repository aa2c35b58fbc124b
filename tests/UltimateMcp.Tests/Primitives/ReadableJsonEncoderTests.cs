using System.Buffers;
using System.Text;
using System.Text.Json;

namespace UltimateMcp.Tests.Primitives;

public class ReadableJsonEncoderTests
{
    [Theory]
    [InlineData("plain <b>&'+`/", "plain <b>&'+`/")]
    [InlineData("é ß Привет Ελλ עברית 名前 カナ 한글", "é ß Привет Ελλ עברית 名前 カナ 한글")]
    [InlineData("😀", "😀")]
    [InlineData("a😀b👩\u200d🚀𝒳𠀀\U0001F1E9\U0001F1EA", "a😀b👩\u200d🚀𝒳𠀀\U0001F1E9\U0001F1EA")]
    [InlineData("\"", "\\\"")]
    [InlineData("\\", "\\\\")]
    [InlineData("\n\r\t\b\f", @"\n\r\t\b\f")]
    [InlineData("\0\u001b\u007f\u0085", @"\u0000\u001B\u007F\u0085")]
    [InlineData("\u2028\u2029", @"\u2028\u2029")]
    [InlineData("😀\"😀\n😀", "😀\\\"😀\\n😀")]
    [InlineData("\U000E0041", @"\uDB40\uDC41")]
    [InlineData("\U0010FFFF", @"\uDBFF\uDFFF")]
    [InlineData("\U000F0000😀", @"\uDB80\uDC00😀")]
    public void Text_stays_readable_and_what_JSON_demands_is_escaped(string text, string expected)
    {
        Assert.Equal($"\"{expected}\"", Written(json => json.WriteStringValue(text)));
        Assert.Equal($"\"{expected}\"", Written(json => json.WriteStringValue(Encoding.UTF8.GetBytes(text))));
        Assert.Equal(text, JsonElement.Parse(Written(json => json.WriteStringValue(text))).GetString());
    }

    [Fact]
    public void A_lone_surrogate_is_replaced()
    {
        Assert.Equal("\"\\uFFFD\"", Written(json => json.WriteStringValue("\ud83d")));
        Assert.Equal("\"\\uFFFD\\uFFFD\"", Written(json => json.WriteStringValue("\ude00\ud83d")));
        Assert.Equal("\"x\\uFFFD😀\"", Written(json => json.WriteStringValue("x\ud83d😀")));
    }

    [Fact]
    public void Invalid_UTF_8_is_replaced_and_the_rest_stays() =>
        Assert.Equal("\"a\\uFFFD😀\"", Written(json => json.WriteStringValue([(byte)'a', 0xf0, .. "😀"u8])));

    /// <summary>All characters there are, each between quotes that must be escaped.</summary>
    [Fact]
    public void What_is_written_is_read_back()
    {
        foreach (var block in Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Chunk(4096))
        {
            var text = $"\"{string.Join('"', block.Select(scalar => new Rune(scalar)))}\"";

            Assert.Equal(text, JsonElement.Parse(Written(json => json.WriteStringValue(text))).GetString());
        }
    }

    [Fact]
    public void A_destination_that_is_too_small_is_filled_as_far_as_whole_characters_go()
    {
        Span<char> letters = new char[3];
        Span<byte> bytes = new byte[5];

        var status = ReadableJsonEncoder.Instance.Encode("a😀😀", letters, out var consumed, out var written);
        var statusOfBytes = ReadableJsonEncoder.Instance.EncodeUtf8("a😀😀"u8, bytes, out var consumedBytes, out var writtenBytes);

        Assert.Equal((OperationStatus.DestinationTooSmall, 3, 3), (status, consumed, written));
        Assert.Equal((OperationStatus.DestinationTooSmall, 5, 5), (statusOfBytes, consumedBytes, writtenBytes));
    }

    [Fact]
    public void Names_of_members_are_readable_too() =>
        Assert.Equal("""{"名 😀":1}""", Written(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("名 😀", 1);
            json.WriteEndObject();
        }));

    private static string Written(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = ReadableJsonEncoder.Instance }))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
