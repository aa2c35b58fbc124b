using System.Globalization;
using System.Text;

namespace UltimateMcp.Sandbox.Scratch;

/// <summary>A file name as it may be shown: it can hold any byte but NUL and slash, escape sequences and changes of writing direction too.</summary>
internal static class ShownName
{
    internal static string Of(ReadOnlySpan<byte> name)
    {
        var shown = new StringBuilder();
        foreach (var rune in Encoding.UTF8.GetString(name).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                shown.Append("\\u{").Append(rune.Value.ToString("x", CultureInfo.InvariantCulture)).Append('}');
            }
            else
            {
                shown.Append(rune);
            }
        }

        return shown.ToString();
    }
}
