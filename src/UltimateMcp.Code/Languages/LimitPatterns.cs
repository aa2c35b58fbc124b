using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace UltimateMcp.Code.Languages;

/// <summary>Limits that a run reached, whether or not they ended it.</summary>
[Flags]
public enum ReachedLimits
{
    None = 0,
    Time = 1,
    Memory = 2,
    Output = 4,
    File = 8,
    Processes = 16,

    /// <summary>Threads of one process. RLIMIT_NPROC counts them as processes; MAX_PROCESSES does not.</summary>
    Threads = 32,

    /// <summary>The machine was nearly out of memory, and this run held the most.</summary>
    Machine = 64,
}

/// <summary>How stderr shows that a limit was reached, for programs whose worker reports no error.</summary>
/// <param name="FinalErrors">The last lines of a program that a limit ended. Each pattern ends in <c>\z</c>.</param>
/// <param name="AnyErrors">Errors anywhere near the end of stderr. The program may have continued, so they give a hint
/// but not the outcome.</param>
public sealed record LimitPatterns(ImmutableArray<LimitPattern> FinalErrors, ImmutableArray<LimitPattern> AnyErrors);

/// <param name="Pattern">Runs on hostile input: it must take time linear in the length of a line.</param>
public sealed record LimitPattern(ReachedLimits Limit, Regex Pattern)
{
    /// <summary><c>^</c> matches at the start of each line.</summary>
    public const RegexOptions Options = RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    /// <inheritdoc cref="Options"/>
    public const int MatchTimeoutMilliseconds = 1000;

    /// <summary>A timeout counts as no match.</summary>
    public bool IsMatch(string text)
    {
        try
        {
            return Pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
