using System.Text;

namespace UltimateMcp.Sandbox.Scratch;

/// <summary>
/// Makes a file name safe to display: it may contain any byte except NUL and slash, including escape sequences and
/// bidirectional controls.
/// </summary>
internal static class DisplayName
{
    internal static string Of(ReadOnlySpan<byte> name) => EscapedText.LineOf(Encoding.UTF8.GetString(name));
}
