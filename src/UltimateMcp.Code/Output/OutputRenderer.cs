using UltimateMcp.Code.Output.Encodings;
using UltimateMcp.Code.Output.Terminal;

namespace UltimateMcp.Code.Output;

/// <summary>
/// Decodes bytes and renders them as a terminal would. Memory is bounded by one terminal row, whatever the length of a
/// line.
/// </summary>
internal sealed class OutputRenderer(TextEncoding encoding, ILineSink sink)
{
    private const int ChunkBytes = 8 * 1024;

    private readonly System.Text.Decoder _decoder = encoding.NewDecoder();
    private readonly TerminalEmulator _terminal = new(sink);

    // A UTF-8 decoder carries over at most one character.
    private readonly char[] _characters = new char[ChunkBytes + 4];
    private int _remainingMark = encoding.ByteOrderMarkLength;

    public bool IsLossless => _terminal.IsLossless;

    public bool WasOverwritten => _terminal.WasOverwritten;

    /// <inheritdoc cref="TerminalEmulator.Lines"/>
    public long Lines => _terminal.Lines;

    /// <summary>Whether the last line has no line feed.</summary>
    public bool EndsWithoutLineFeed => _terminal.EndsWithoutLineFeed;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        var mark = Math.Min(_remainingMark, bytes.Length);
        _remainingMark -= mark;
        for (bytes = bytes[mark..]; !bytes.IsEmpty;)
        {
            var part = bytes[..Math.Min(bytes.Length, ChunkBytes)];
            _terminal.Write(_characters.AsSpan(0, _decoder.GetChars(part, _characters, flush: false)));
            bytes = bytes[part.Length..];
        }
    }

    public void Finish()
    {
        _terminal.Write(_characters.AsSpan(0, _decoder.GetChars([], _characters, flush: true)));
        _terminal.Finish();
    }
}
