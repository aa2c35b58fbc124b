using System.Text;
using UltimateMcp.Server.Hosting.Stdio;

namespace UltimateMcp.Tests.Server.Hosting.Stdio;

public class LineReaderTests
{
    [Theory]
    [InlineData("a\nb\n", "a|b")]
    [InlineData("a\nb", "a|b")]
    [InlineData("\n\na\n", "||a")]
    [InlineData("a\r\nb", "a\r|b")]
    [InlineData("", "")]
    public void Lines_end_at_line_feeds_and_at_the_end(string input, string lines) =>
        Assert.Equal(lines, string.Join('|', ReadAll(new MemoryStream(Encoding.UTF8.GetBytes(input))).Select(line => line.Text)));

    [Fact]
    public void Lines_come_whole_however_the_bytes_arrive()
    {
        var lines = Enumerable.Range(0, 500).Select(length => new string('x', length * 37)).ToList();
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines));

        var read = ReadAll(new Trickle(bytes, [1, 7, 65_536, 3, 4096]));

        Assert.Equal(lines, read.Select(line => line.Text));
    }

    [Fact]
    public void A_line_may_have_8_MiB_and_not_one_byte_more()
    {
        var longest = new string('x', LineReader.LongestLine);

        var read = ReadAll(new MemoryStream(Encoding.UTF8.GetBytes($"{longest}\n{longest}y\n{longest}y{longest}\nlast")));

        Assert.Equal([LineKind.Whole, LineKind.TooLong, LineKind.TooLong, LineKind.Whole], read.Select(line => line.Kind));
        Assert.Equal([LineReader.LongestLine, 1024, 1024, 4], read.Select(line => line.Text.Length));
        Assert.Equal("last", read[^1].Text);
    }

    [Fact]
    public void A_line_that_is_too_long_is_reported_before_it_ends()
    {
        var reader = new LineReader(new Trickle(new byte[LineReader.LongestLine + 65_536], [65_536]) { IsEndless = true });

        var line = reader.Next();

        Assert.Equal(LineKind.TooLong, line.Kind);
    }

    [Fact]
    public void A_line_that_is_too_long_and_never_ends_is_one_line()
    {
        var read = ReadAll(new MemoryStream(new byte[3 * LineReader.LongestLine]));

        Assert.Equal(LineKind.TooLong, Assert.Single(read).Kind);
    }

    private static List<(LineKind Kind, string Text)> ReadAll(Stream stream)
    {
        var reader = new LineReader(stream);
        var lines = new List<(LineKind, string)>();
        while (true)
        {
            var line = reader.Next();
            if (line.Kind == LineKind.End)
            {
                return lines;
            }

            lines.Add((line.Kind, Encoding.UTF8.GetString(line.Bytes)));
        }
    }

    /// <summary>Returns bytes in pieces of the given sizes, again and again.</summary>
    private sealed class Trickle(byte[] bytes, int[] sizes) : MemoryStream(bytes)
    {
        private int _turn;

        /// <summary>Whether a read at the end fails the test.</summary>
        public bool IsEndless { get; init; }

        public override int Read(Span<byte> buffer)
        {
            Assert.False(IsEndless && Position == Length, "Nothing more should be read.");
            return base.Read(buffer[..Math.Min(buffer.Length, sizes[_turn++ % sizes.Length])]);
        }
    }
}
