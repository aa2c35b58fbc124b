using System.Diagnostics;
using System.Text;
using System.Text.Json;
using UltimateMcp.Code.Output.Terminal;

namespace UltimateMcp.Tests.Code.Output.Terminal;

public class TerminalEmulatorTests
{
    private const int Mebibyte = 1024 * 1024;

    [Theory]
    [InlineData("a\rb", "b")]
    [InlineData("abcdef\rXY", "XYcdef")]
    [InlineData("a\r\nb\r\n", "a\nb\n")]
    [InlineData("a\r\r\nb", "a\nb")]
    [InlineData("last\r", "last")]
    [InlineData("one\r\u001b[0m\n", "one\n")]
    [InlineData("10%\r20%\r100%\n", "100%\n")]
    [InlineData("\r\r\rx\n\ry\n", "x\ny\n")]
    [InlineData("abc\b\bX", "aXc")]
    [InlineData("a\b\b\b\bX", "X")]
    [InlineData("N\bNA\bA_\bM", "NAM")]
    [InlineData("abc\u001b[2DX", "aXc")]
    [InlineData("abc\u001b[DX", "abX")]
    [InlineData("abc\u001b[2GX", "aXc")]
    [InlineData("abc\u001b[GX", "Xbc")]
    [InlineData("abc\u001b[0GX", "Xbc")]
    [InlineData("a\u001b[2CX", "a  X")]
    [InlineData("a\u001b[6GX\n", "a    X\n")]
    [InlineData("abc\r\u001b[CX", "aXc")]
    [InlineData("abcdef\r\u001b[KXY", "XY")]
    [InlineData("abcdef\u001b[3G\u001b[K\n", "ab\n")]
    [InlineData("abcdef\u001b[3G\u001b[1KX", "  Xdef")]
    [InlineData("abcdef\u001b[2K\rX", "X")]
    [InlineData("abcdef\u001b[2K\n", "\n")]
    [InlineData("abcdef\r      \n", "\n")]
    [InlineData("\u001b[31mred\u001b[0m\u001b[?25l", "red")]
    [InlineData("\u001b[1;2Hx\u001b[Ay\u001b[?2Kz\u001b[3Jw", "xyzw")]
    [InlineData("\u001b]0;title\ashown\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\", "shownlink")]
    [InlineData("\u001b]no end\nnext", "no end\nnext")]
    [InlineData("\u001b(B\u001b7kept\u001b8", "kept")]
    [InlineData("\u001b[12\nx", "\nx")]
    [InlineData("a\u001b", "a")]
    [InlineData("a\tb\rX", "X       b")]
    [InlineData("abcdefghij\r\tX", "abcdefghXj")]
    [InlineData("a\tb", "a\tb")]
    [InlineData("名前\rab", "ab前")]
    [InlineData("名前\ra", "a 前")]
    [InlineData("ab\r名", "名")]
    [InlineData("名\bx", " x")]
    [InlineData("e\u0301a\rX", "Xa")]
    [InlineData("xe\u0301\rX", "Xe\u0301")]
    [InlineData("x\re\u0301", "e\u0301")]
    [InlineData("😀 50%\r😀 99%", "😀 99%")]
    [InlineData("a\u0001b\u0085", "a\ufffdb\ufffd")]
    [InlineData("pay\u202e\rtxt", "txt")]
    [InlineData("pay\u202e\rt", "tay\\u{202e}")]
    public void A_line_is_shown_as_a_terminal_leaves_it(string written, string shown)
    {
        Assert.Equal(shown, ShownLines.Of(written).Text);
        Assert.Equal(shown, ShownLines.Of(written, bytesAtOnce: 1).Text);
    }

    [Theory]
    [InlineData("10%\r20%", true)]
    [InlineData("abc\u001b[2K", true)]
    [InlineData("abc\b\u001b[K", true)]
    [InlineData("abc\r   ", true)]
    [InlineData("名\b!", true)]
    [InlineData("plain\r\ntext\r\n", false)]
    [InlineData("same\rsame", false)]
    [InlineData("\r\u001b[Knothing was there\r\n", false)]
    [InlineData("a\u001b[40Gb", false)]
    [InlineData("a  \rb", true)]
    [InlineData("  a\rb", false)]
    public void Overwriting_visible_text_is_detected(string written, bool was) =>
        Assert.Equal(was, ShownLines.Of(written).WasOverwritten);

    [Fact]
    public void Progress_bars_of_tqdm_pip_curl_and_apt_show_their_last_state()
    {
        var tqdm = string.Concat(
            Enumerable.Range(0, 101).Select(percent => $"\rfit: {percent,3}%|{new string('█', percent / 10),-10}| {percent}/100"));
        const string Pip = "\r\u001b[2K   \u001b[90m━━━━\u001b[0m 1.0/8.3 MB\r\u001b[2K   \u001b[32m━━━━━━━━\u001b[0m 8.3/8.3 MB\n";
        const string Curl = "\r  0     0    0     0    0     0      0\r100  1256  100  1256    0     0   9664\n";
        const string Apt = "\rReading package lists... 0%\r\rReading package lists... 100%\r\rReading package lists... Done\r\n";

        Assert.Equal("fit: 100%|██████████| 100/100\n", ShownLines.Of(tqdm + "\n").Text);
        Assert.Equal("   ━━━━━━━━ 8.3/8.3 MB\n", ShownLines.Of(Pip).Text);
        Assert.Equal("100  1256  100  1256    0     0   9664\n", ShownLines.Of(Curl).Text);
        Assert.Equal("Reading package lists... Done\n", ShownLines.Of(Apt).Text);
    }

    [Fact]
    public void A_line_that_is_longer_than_a_row_wraps()
    {
        var row = new string('x', TerminalRow.Width - 1);

        Assert.Equal("Y" + row, ShownLines.Of($"x{row}\rY").Text);
        Assert.Equal($"x{row}Y", ShownLines.Of($"x{row}z\rY").Text);
    }

    [Fact]
    public void Random_output_renders_as_on_a_simple_row_of_cells()
    {
        var random = new Random(11);
        for (var round = 0; round < 3000; round++)
        {
            var written = string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => Piece(random)));

            var shown = ShownLines.Of(written, random.Next(1, 8)).Text;

            // A row that nothing edited keeps its tabs.
            shown = Left(shown);
            Assert.True(Left(written) == shown, $"{JsonEncodedText.Encode(written)} leaves \"{shown}\", not \"{Left(written)}\".");
        }
    }

    /// <summary>What costs a terminal much for few bytes: long rows that a jump makes, and erasing them again and again.</summary>
    [Theory]
    [InlineData("\r")]
    [InlineData("\b")]
    [InlineData("\u001b[99999999G")]
    [InlineData("\u001b[99999999Gx\r")]
    [InlineData("\u001b[99999999999999999999Cx\u001b[2K")]
    [InlineData("x\u001b[1K")]
    [InlineData("\u001b[2Kx")]
    [InlineData("\u001b[256Gx\u001b[1K\r")]
    [InlineData("\tx\r\u001b[K")]
    [InlineData("a\u0301\b")]
    [InlineData("a\r\u0301")]
    [InlineData("\u001b]")]
    [InlineData("\u001b]x")]
    [InlineData("\u001b[1;")]
    [InlineData("名\b")]
    public void A_hostile_line_of_2_MB_costs_little_time_and_memory(string unit)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(unit, 2 * Mebibyte / Encoding.UTF8.GetByteCount(unit))));
        Hostile(Encoding.UTF8.GetBytes(new string('x', TerminalRow.Width - 10) + "\b"), bytes);
        Hostile([], bytes);
    }

    private static void Hostile(byte[] before, byte[] bytes)
    {
        var text = new UltimateMcp.Code.Output.OutputRenderer(new UltimateMcp.Code.Output.Encodings.TextEncoding(null, 0), new NoLines());
        text.Write(before);
        var clock = Stopwatch.StartNew();

        text.Write(bytes);
        text.Finish();

        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 10);
        GC.Collect();
        var held = GC.GetTotalMemory(forceFullCollection: true);
        text = null;
        Assert.InRange(held - GC.GetTotalMemory(forceFullCollection: true), long.MinValue, 16 * Mebibyte);
    }

    private static string Piece(Random random) => random.Next(14) switch
    {
        0 => "\r",
        1 => "\b",
        2 => $"\u001b[{random.Next(30)}G",
        3 => $"\u001b[{random.Next(9)}C",
        4 => $"\u001b[{random.Next(9)}D",
        5 => "\u001b[K",
        6 => "\u001b[1K",
        7 => "\u001b[2K",
        8 => "\u001b[31m",
        9 => "\t",
        _ => new string((char)('a' + random.Next(26)), random.Next(1, 6)),
    };

    /// <summary>The same in the simplest way: a wide row of spaces.</summary>
    private static string Left(string written)
    {
        var row = new char[1000];
        Array.Fill(row, ' ');
        var cursor = 0;
        for (var i = 0; i < written.Length; i++)
        {
            switch (written[i])
            {
                case '\r':
                    cursor = 0;
                    break;
                case '\b':
                    cursor = Math.Max(0, cursor - 1);
                    break;
                case '\t':
                    cursor = (cursor / 8 * 8) + 8;
                    break;
                case '\u001b':
                    var final = written.AsSpan(i + 2).IndexOfAnyExceptInRange('0', '9') + i + 2;
                    var number = int.TryParse(written.AsSpan(i + 2, final - i - 2), out var parsed) ? parsed : 0;
                    cursor = written[final] switch
                    {
                        'G' => Math.Max(0, number - 1),
                        'C' => cursor + Math.Max(1, number),
                        'D' => Math.Max(0, cursor - Math.Max(1, number)),
                        _ => cursor,
                    };
                    if (written[final] == 'K')
                    {
                        Array.Fill(
                            row,
                            ' ',
                            number == 0 ? cursor : 0,
                            number switch { 0 => row.Length - cursor, 1 => cursor + 1, _ => row.Length });
                    }

                    i = final;
                    break;
                default:
                    row[cursor++] = written[i];
                    break;
            }
        }

        return new string(row).TrimEnd(' ');
    }

    private sealed class NoLines : ILineSink
    {
        public bool Skips => false;

        public void Append(ReadOnlySpan<char> text)
        {
        }

        public void EndLine(bool afterCarriageReturn)
        {
        }
    }
}
