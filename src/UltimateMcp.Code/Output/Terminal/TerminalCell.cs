using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace UltimateMcp.Code.Output.Terminal;

/// <summary>A column of a row: a character, the second half of a wide one, or nothing.</summary>
/// <param name="Value">A code point, or one of the constants.</param>
/// <param name="Marks">Combining marks that stand over the character.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TerminalCell(int Value, string? Marks = null)
{
    private const int Nothing = 0;
    private const int SecondHalf = -1;
    private const int MaximumMarks = 16;

    public static readonly TerminalCell Blank = new(Nothing);
    public static readonly TerminalCell Half = new(SecondHalf);

    public bool IsBlank => Value is Nothing or ' ' && Marks is null;

    public bool IsHalf => Value == SecondHalf;

    /// <summary>Null where the cell has nothing to stand over, or enough of them.</summary>
    public TerminalCell? With(Rune mark) => Value <= Nothing || Marks?.Length >= MaximumMarks ? null : this with { Marks = Marks + mark };

    public void AppendTo(StringBuilder text)
    {
        if (!IsHalf)
        {
            text.Append(Value == Nothing ? new Rune(' ') : new Rune(Value)).Append(Marks);
        }
    }

    /// <summary>Columns that a character takes: 2 for those of East Asia and for emoji, 0 for what stands over the one before.</summary>
    public static int WidthOf(Rune rune) => rune.Value switch
    {
        < 0x300 => 1,
        (>= 0x1100 and <= 0x115f) or (>= 0x2e80 and <= 0x303e) or (>= 0x3041 and <= 0x4dbf) => 2,
        (>= 0x4e00 and <= 0xa4cf) or (>= 0xac00 and <= 0xd7a3) => 2,
        (>= 0xf900 and <= 0xfaff) or (>= 0xfe30 and <= 0xfe6f) or (>= 0xff00 and <= 0xff60) or (>= 0xffe0 and <= 0xffe6) => 2,
        (>= 0x1f300 and <= 0x1f64f) or (>= 0x1f680 and <= 0x1f6ff) or (>= 0x1f900 and <= 0x1faff) or (>= 0x20000 and <= 0x3fffd) => 2,
        _ => Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
            _ => 1,
        },
    };
}
