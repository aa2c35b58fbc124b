namespace UltimateMcp.Code.Languages;

/// <summary>The first thing in a program that is not known to be determined by its input.</summary>
/// <param name="What">As the program writes it.</param>
/// <param name="Line">From 1, in the file that holds it.</param>
/// <param name="Why">For tests and debugging.</param>
public sealed record Nondeterminism(string What, int Line, string Why);

/// <summary>Ends the reading of a program at the first thing found; each language's door turns it into a value.</summary>
internal sealed class NondeterminismException(Nondeterminism found) : Exception(found.Why)
{
    public NondeterminismException(string what, int line, string why)
        : this(new Nondeterminism(what, line, why))
    {
    }

    public Nondeterminism Found { get; } = found;
}
