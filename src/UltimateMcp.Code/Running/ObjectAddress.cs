using System.Buffers;
using System.Text;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Running;

/// <summary>
/// Finds memory addresses in output, as in Python's default repr: <c>&lt;__main__.Node object at 0x7f3a…&gt;</c>. They
/// differ between processes (ASLR), and the code does not show that it prints one.
/// </summary>
internal static class ObjectAddress
{
    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    private static ReadOnlySpan<byte> Mark => " at 0x"u8;

    /// <summary>Whether the complete output or the exception contains an address.</summary>
    public static bool IsIn(SandboxResult result) =>
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
