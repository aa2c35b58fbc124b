using System.Text;

namespace UltimateMcp.Sandbox.Running;

/// <summary>Finds what to show of a chunk of output while the program still runs.</summary>
internal static class LastLine
{
    private const int MaximumCharacters = 200;

    /// <summary>Enough for 200 characters of UTF-8 and the escape sequences between them.</summary>
    private const int BytesLookedAt = 2048;

    /// <summary>The last line that has something visible, or null.</summary>
    internal static string? In(ReadOnlySpan<byte> chunk)
    {
        var text = EscapeSequence.Remove(Encoding.UTF8.GetString(chunk[Truncation.CharacterStart(chunk, Math.Max(0, chunk.Length - BytesLookedAt))..]));
        var end = text.Length;
        while (end > 0)
        {
            var start = text.LastIndexOfAny(['\n', '\r'], end - 1) + 1;
            var line = string.Concat(text[start..end].Where(static character => !char.IsControl(character))).Trim();
            if (line.Length > 0)
            {
                return line[..Truncation.CharacterStart(line, Math.Min(line.Length, MaximumCharacters))];
            }

            end = start - 1;
        }

        return null;
    }
}
