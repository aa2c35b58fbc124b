using System.Text;

namespace UltimateMcp.Sandbox.Scratch;

/// <summary>
/// A file name as it may be shown: it can hold any byte but NUL and slash, escape sequences and changes of writing direction too.
/// </summary>
internal static class DisplayName
{
    internal static string Of(ReadOnlySpan<byte> name) => EscapedText.LineOf(Encoding.UTF8.GetString(name));
}
