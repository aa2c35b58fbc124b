namespace UltimateMcp.Code.Languages;

/// <summary>The first thing in a program that may not be determined by its input.</summary>
/// <param name="What">The program's text for it.</param>
/// <param name="Line">Line in its file, from 1.</param>
/// <param name="Why">For tests and debugging.</param>
public sealed record Nondeterminism(string What, int Line, string Why);

/// <summary>Ends the check at the first finding; each language's <c>FindFirst</c> returns it as a value.</summary>
internal sealed class NondeterminismException(Nondeterminism finding) : Exception(finding.Why)
{
    public NondeterminismException(string what, int line, string why)
        : this(new Nondeterminism(what, line, why))
    {
    }

    public Nondeterminism Finding { get; } = finding;
}
