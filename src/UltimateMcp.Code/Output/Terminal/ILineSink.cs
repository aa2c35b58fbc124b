namespace UltimateMcp.Code.Output.Terminal;

/// <summary>Takes the lines of a text as they become final, piece by piece.</summary>
internal interface ILineSink
{
    /// <summary>The text of this line is not wanted, only its end.</summary>
    bool Skips { get; }

    /// <summary>More of the line. No piece ends inside a surrogate pair.</summary>
    void Append(ReadOnlySpan<char> text);

    /// <param name="afterCarriageReturn">A carriage return stood before the line feed.</param>
    void EndLine(bool afterCarriageReturn);
}
