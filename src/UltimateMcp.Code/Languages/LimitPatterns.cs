using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace UltimateMcp.Code.Languages;

/// <summary>A limit that a run touched, whether or not it ended by it.</summary>
[Flags]
public enum ReachedLimits
{
    None = 0,
    Time = 1,
    Memory = 2,
    Output = 4,
    File = 8,
    Processes = 16,

    /// <summary>Of one process: the kernel counts them as processes, the settings do not.</summary>
    Threads = 32,

    /// <summary>Not the run's own: the machine had hardly any memory left, and this run held the most.</summary>
    Machine = 64,
}

/// <summary>How the stderr of a language's programs shows that a limit was touched, for where the worker reports no error.</summary>
/// <param name="FinalErrors">What a program says when it dies of a limit: matched with the end of stderr, so each pattern ends in
/// <c>\z</c>.</param>
/// <param name="AnyErrors">What a program may print that goes on, anywhere in the end of stderr: it explains, and decides nothing.</param>
public sealed record LimitPatterns(ImmutableArray<LimitPattern> FinalErrors, ImmutableArray<LimitPattern> AnyErrors)
{
    public static readonly LimitPatterns None = new([], []);
}

/// <param name="Text">Reads what a program wrote: it must take a time that grows with a line no faster than its length, and has a bound
/// besides.</param>
public sealed record LimitPattern(ReachedLimits Limit, Regex Text)
{
    /// <summary>For the text: <c>^</c> is the start of a line of it.</summary>
    public const RegexOptions Options = RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    /// <inheritdoc cref="Options"/>
    public const int MatchTimeoutMilliseconds = 1000;

    /// <summary>What cannot be read in time says nothing.</summary>
    public bool IsIn(string text)
    {
        try
        {
            return Text.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
