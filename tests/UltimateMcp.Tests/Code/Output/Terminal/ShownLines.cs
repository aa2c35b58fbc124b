using System.Text;
using UltimateMcp.Code.Output;
using UltimateMcp.Code.Output.Encodings;
using UltimateMcp.Code.Output.Terminal;

namespace UltimateMcp.Tests.Code.Output.Terminal;

/// <summary>All lines of a text, as they are shown.</summary>
internal sealed class ShownLines : ILineSink
{
    private readonly StringBuilder _text = new();

    public bool Skips => false;

    public void Append(ReadOnlySpan<char> text) => _text.Append(text);

    public void EndLine(bool afterCarriageReturn) => _text.Append('\n');

    public static (string Text, bool WasOverwritten, bool IsLossless) Of(ReadOnlySpan<byte> bytes, int bytesAtOnce = int.MaxValue)
    {
        var lines = new ShownLines();
        var text = new OutputRenderer(EncodingDetector.Detect(bytes).Encoding, lines);
        while (!bytes.IsEmpty)
        {
            var part = bytes[..Math.Min(bytes.Length, bytesAtOnce)];
            text.Write(part);
            bytes = bytes[part.Length..];
        }

        text.Finish();
        return (lines._text.ToString(), text.WasOverwritten, text.IsLossless);
    }

    public static (string Text, bool WasOverwritten, bool IsLossless) Of(string text, int bytesAtOnce = int.MaxValue) =>
        Of(Encoding.UTF8.GetBytes(text), bytesAtOnce);
}
