namespace UltimateMcp.Code.Running;

/// <summary>Bytes in a request, as the text of a data URL without a media type (RFC 2397).</summary>
internal static class FileBytes
{
    public const string Start = "data:;base64,";

    /// <param name="fault">What is wrong with the text, to follow "it".</param>
    public static bool TryRead(string text, out byte[] bytes, out string? fault)
    {
        var base64 = text.AsSpan(Start.Length);
        bytes = new byte[base64.Length / 4 * 3 + 3];
        if (Convert.TryFromBase64Chars(base64, bytes, out var count))
        {
            Array.Resize(ref bytes, count);
            fault = null;
            return true;
        }

        fault = FaultOf(base64);
        return false;
    }

    private static string FaultOf(ReadOnlySpan<char> base64)
    {
        var digits = 0;
        for (var i = 0; i < base64.Length; i++)
        {
            if (char.IsAsciiLetterOrDigit(base64[i]) || base64[i] is '+' or '/')
            {
                digits++;
            }
            else if (base64[i] is not ('=' or ' ' or '\t' or '\r' or '\n'))
            {
                var shown = base64[i] is > ' ' and < '\x7f' ? $"'{base64[i]}'" : $"U+{(int)base64[i]:X4}";
                return $"has {shown} as character {i + 1}";
            }
        }

        var padding = (4 - digits % 4) % 4;
        return padding == 3
            ? $"has {digits} digits, of which the last is left over"
            : $"has {digits} digits, after which {padding} of = must end it";
    }
}
