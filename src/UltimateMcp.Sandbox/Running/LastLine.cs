using System.Text;

namespace UltimateMcp.Sandbox.Running;

/// <summary>The last line of a program's output, shown while it still runs.</summary>
internal sealed class LastLine
{
    private const int MaximumCharacters = 200;

    /// <summary>Enough for 200 characters of UTF-8 and the escape sequences between them.</summary>
    private const int TailBytes = 2048;

    private volatile string? _text;

    /// <summary>Null while there is no line with visible characters.</summary>
    internal string? Text => _text;

    /// <summary>Appends a chunk of output.</summary>
    internal void Append(ReadOnlySpan<byte> chunk) => _text = In(chunk) ?? _text;

    /// <summary>The last line with visible characters, or null.</summary>
    internal static string? In(ReadOnlySpan<byte> chunk)
    {
        var start = Truncation.CharacterStart(chunk, Math.Max(0, chunk.Length - TailBytes));
        var text = EscapeSequence.Remove(Encoding.UTF8.GetString(chunk[start..]));
        var end = text.Length;
        while (end > 0)
        {
            var begin = text.LastIndexOfAny(['\n', '\r'], end - 1) + 1;
            var line = string.Concat(text[begin..end].Where(static character => !char.IsControl(character))).Trim();
            if (line.Length > 0)
            {
                return line[..Truncation.CharacterStart(line, Math.Min(line.Length, MaximumCharacters))];
            }

            end = begin - 1;
        }

        return null;
    }
}
