using System.Buffers;
using System.Text;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Running;

/// <summary>
/// An address in memory, as interpreters show objects that have no text of their own: <c>&lt;__main__.Node object at
/// 0x7f3a…&gt;</c>. The kernel lays memory out anew for each process, and no word of the code tells that it prints one.
/// </summary>
internal static class ObjectAddress
{
    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    private static ReadOnlySpan<byte> Mark => " at 0x"u8;

    /// <summary>Whether the whole output, not only what a reply shows of it, or the exception holds one.</summary>
    public static bool IsShownBy(SandboxResult result) =>
        IsIn(result.StandardOutput.Bytes.Span)
        || IsIn(result.StandardError.Bytes.Span)
        || (result.Report?.Message is { } message && IsIn(Encoding.UTF8.GetBytes(message)));

    public static bool IsIn(ReadOnlySpan<byte> text)
    {
        while (text.IndexOf(Mark) is >= 0 and var found)
        {
            text = text[(found + Mark.Length)..];
            if (text.Length > 0 && HexDigits.Contains(text[0]))
            {
                return true;
            }
        }

        return false;
    }
}
