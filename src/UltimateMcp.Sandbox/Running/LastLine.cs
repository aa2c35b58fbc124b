using System.Text;
using System.Text.RegularExpressions;

namespace UltimateMcp.Sandbox.Running;

/// <summary>Finds what to show of a chunk of output while the program still runs.</summary>
internal static partial class LastLine
{
    private const int MaximumCharacters = 200;

    /// <summary>Enough for 200 characters of UTF-8 and the escape sequences between them.</summary>
    private const int BytesLookedAt = 2048;

    /// <summary>The last line that has something visible, or null.</summary>
    internal static string? In(ReadOnlySpan<byte> chunk)
    {
        var tail = chunk[Math.Max(0, chunk.Length - BytesLookedAt)..];
        var text = EscapeSequence().Replace(Encoding.UTF8.GetString(tail), "");
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

    /// <summary>ECMA-48: control sequences, strings up to their end, and two-character escapes.</summary>
    [GeneratedRegex(@"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EscapeSequence();
}
