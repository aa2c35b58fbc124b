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
        var text = WithoutEscapes(Encoding.UTF8.GetString(chunk[Math.Max(0, chunk.Length - BytesLookedAt)..]));
        var end = text.Length;
        while (end > 0)
        {
            var start = text.LastIndexOfAny(['\n', '\r'], end - 1) + 1;
            var line = string.Concat(text[start..end].Where(static character => !char.IsControl(character))).Trim();
            if (line.Length > 0)
            {
                return line.Length > MaximumCharacters ? line[..MaximumCharacters] : line;
            }

            end = start - 1;
        }

        return null;
    }

    private static string WithoutEscapes(string text)
    {
        var kept = new StringBuilder(text.Length);
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            var escape = rest.IndexOf(EscapeSequence.Introducer);
            kept.Append(escape < 0 ? rest : rest[..escape]);
            rest = escape < 0 ? [] : rest[escape..][EscapeSequence.Length(rest[escape..])..];
        }

        return kept.ToString();
    }
}
