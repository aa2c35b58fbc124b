namespace UltimateMcp.Code.Output;

/// <summary>
/// The readable text of a stream, as much of it as a reply can show: all of a short one, both ends of a long one. A program may write as much as it is let,
/// and text takes several times the memory of its bytes.
/// </summary>
/// <param name="Head">The whole, when <paramref name="Between"/> is 0.</param>
/// <param name="Between">Bytes between head and tail.</param>
/// <param name="IsExact">As of <see cref="TerminalText"/>, of the whole stream.</param>
/// <param name="Lines">Of the whole stream.</param>
internal sealed record OutputEnds(string Head, string Tail, long Between, bool IsExact, long Lines)
{
    /// <summary>Far more than an excerpt shows: escape sequences take room that does not show.</summary>
    public const int WindowBytes = 64 * 1024;

    private const int ScannedAtOnce = 16 * 1024;

    /// <summary>The last part that is known, where errors tell what happened.</summary>
    public string End => Between == 0 ? Head : Tail;

    public static OutputEnds Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= 2 * WindowBytes)
        {
            var whole = TerminalText.From(bytes);
            return new OutputEnds(whole.Text, "", 0, whole.IsExact, LinesIn(bytes));
        }

        var headEnd = Truncation.CharacterStart(bytes, WindowBytes);
        var tailStart = Truncation.CharacterStart(bytes, bytes.Length - WindowBytes);
        var head = TerminalText.From(bytes[..headEnd]);
        var tail = TerminalText.From(bytes[tailStart..]);
        var isExact = head.IsExact && tail.IsExact && AllIsExact(bytes[headEnd..tailStart]);
        return new OutputEnds(head.Text, tail.Text, tailStart - headEnd, isExact, LinesIn(bytes));
    }

    private static long LinesIn(ReadOnlySpan<byte> bytes) => bytes.Count((byte)'\n') + (bytes is [.., not (byte)'\n'] ? 1 : 0);

    private static bool AllIsExact(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > ScannedAtOnce)
        {
            var end = Truncation.CharacterStart(bytes, ScannedAtOnce);
            if (!TerminalText.From(bytes[..end]).IsExact)
            {
                return false;
            }

            bytes = bytes[end..];
        }

        return TerminalText.From(bytes).IsExact;
    }
}
