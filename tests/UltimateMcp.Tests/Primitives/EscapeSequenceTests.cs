
namespace UltimateMcp.Tests.Primitives;

public class EscapeSequenceTests
{
    /// <summary>Each sequence, and what follows it.</summary>
    [Theory]
    [InlineData("\u001b[31m", "red")]
    [InlineData("\u001b[38;5;196m", "deep")]
    [InlineData("\u001b[m", "x")]
    [InlineData("\u001b]0;title\u0007", "after")]
    [InlineData("\u001b]8;;http://x\u001b\\", "link")]
    [InlineData("\u001bPq#0\u001b\\", "x")]
    [InlineData("\u001b(B", "charset")]
    [InlineData("\u001b $F", "x")]
    [InlineData("\u001b=", "keypad")]
    [InlineData("\u001bc", "x")]
    [InlineData("\u001b]", "never ended")]
    [InlineData("\u001b]string", "\u001b[31mnext", 1)]
    [InlineData("\u001b", "\u001bx")]
    [InlineData("\u001b[12", "\n")]
    public void A_sequence_ends_where_its_kind_says(string sequence, string rest, int more = 0) =>
        Assert.Equal(sequence.Length + more, EscapeSequence.Length(sequence + rest));

    [Theory]
    [InlineData("\u001b")]
    [InlineData("\u001b[")]
    [InlineData("\u001b[31")]
    [InlineData("\u001b(")]
    public void One_that_is_cut_off_takes_all_there_is(string text) => Assert.Equal(text.Length, EscapeSequence.Length(text));
}
