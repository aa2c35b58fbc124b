using System.Text.Json;
using UltimateMcp.Code.Output;

namespace UltimateMcp.Tests.Code.Output;

public class JsonTextSizeTests
{
    [Fact]
    public void The_size_is_that_of_the_JSON_writer_and_the_prefix_is_the_longest_that_fits()
    {
        var random = new Random(3);
        string[] units = ["x", "\"", "\u0001", "é", "名", "😀", "\u2028", "\n", "\\"];
        for (var round = 0; round < 500; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(700)).Select(_ => units[random.Next(units.Length)]));
            var room = random.Next(3000);

            var fitting = JsonTextSize.FittingLength(text, room);

            Assert.Equal(Written(text), JsonTextSize.Of(text));
            Assert.InRange(Written(text[..fitting]), 0, room);
            Assert.True(fitting == text.Length || Written(text[..fitting]) > room - 2 * 12);
            Assert.False(fitting > 0 && char.IsHighSurrogate(text[fitting - 1]));
        }
    }

    private static int Written(string text) =>
        JsonEncodedText.Encode(text, ReadableJsonEncoder.Instance).EncodedUtf8Bytes.Length;
}
