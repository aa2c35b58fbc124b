namespace UltimateMcp.Code.Output.Terminal;

/// <summary>Receives the lines of a text as they become final, in pieces.</summary>
internal interface ILineSink
{
    /// <summary>Whether only the end of this line is needed, not its text.</summary>
    bool Skips { get; }

    /// <summary>More of the line. No piece ends inside a surrogate pair.</summary>
    void Append(ReadOnlySpan<char> text);

    /// <param name="afterCarriageReturn">A carriage return stood before the line feed.</param>
    void EndLine(bool afterCarriageReturn);
}
