using System.Collections.Immutable;
using UltimateMcp.Code.Linters;

namespace UltimateMcp.Tests.Code.Linters;

public class TextEditTests
{
    [Theory]
    [InlineData("abcdef", "X2-4", "Y0-1")]
    [InlineData("abcdef", "XYZ0-1", "W1-2")]
    [InlineData("abcdef", "XYZ1-2", "W0-6")]
    [InlineData("abcdef", "0-3", "W0-1")]
    [InlineData("abcdef", "XYZ3-3", "W3-6")]
    [InlineData("abcdef", "X5-6", "W6-6")]
    public void Two_edits_in_a_row_can_be_made_at_once(string text, string first, string second)
    {
        var between = TextEdit.Apply(text, [Edit(first)]);

        var composed = TextEdit.Compose([Edit(first)], between, [Edit(second)]);

        Assert.Equal(TextEdit.Apply(between, [Edit(second)]), TextEdit.Apply(text, composed));
    }

    /// <summary>The same thousands of lists in each run.</summary>
    [Fact]
    public void Whatever_is_edited_twice_can_be_edited_at_once()
    {
        var random = new Random(20261130);
        for (var round = 0; round < 5000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(0, 30)).Select(at => (char)('a' + (at % 26))));
            var first = EditsOf(text, random, "XYZ");
            var between = TextEdit.Apply(text, first);
            var second = EditsOf(between, random, "123");

            var composed = TextEdit.Compose(first, between, second);

            Assert.Equal(TextEdit.Apply(between, second), TextEdit.Apply(text, composed));
            Assert.True(composed.Zip(composed.Skip(1)).All(pair => pair.First.End <= pair.Second.Start), string.Join(' ', composed));
        }
    }

    /// <summary>Edits that do not touch each other.</summary>
    private static ImmutableArray<TextEdit> EditsOf(string text, Random random, string letters)
    {
        List<TextEdit> edits = [];
        for (var at = random.Next(0, 5); at <= text.Length; at += random.Next(1, 6))
        {
            var end = Math.Min(text.Length, at + random.Next(0, 4));
            edits.Add(new TextEdit(at, end, letters[..random.Next(0, 4)]));
            at = end + 1;
        }

        return [.. edits];
    }

    /// <summary>Of a text such as <c>X2-4</c>: the new text, and from where to where.</summary>
    private static TextEdit Edit(string text)
    {
        var digits = text.AsSpan().IndexOfAnyInRange('0', '9');
        var places = text[digits..].Split('-').Select(int.Parse).ToArray();
        return new TextEdit(places[0], places[1], text[..digits]);
    }
}
