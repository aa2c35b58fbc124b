using System.Text.RegularExpressions;

namespace UltimateMcp.Code.Languages.Bash;

/// <summary>
/// How bash and its commands report on stderr that a limit was reached: a line that starts with the command's name and
/// ends with the reason.
/// </summary>
internal static partial class BashPatterns
{
    public static readonly LimitPatterns Table = new(
        FinalErrors:
        [
            new(ReachedLimits.Memory, LastMemory()),
            new(ReachedLimits.File, LastFile()),
            new(ReachedLimits.Processes, LastFork()),
        ],
        AnyErrors: [new(ReachedLimits.Memory, Memory()), new(ReachedLimits.File, File()), new(ReachedLimits.Processes, Fork())]);

    [GeneratedRegex(
        @"^[^:\n]+: (.*: )?(cannot allocate \d+ bytes.*|[Cc]annot allocate memory|memory exhausted)\z",
        LimitPattern.Options,
        LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex LastMemory();

    [GeneratedRegex(
        @"^[^:\n]+: .*(: (No space left on device|File too large)|: +\d+ File size limit exceeded.*)\z",
        LimitPattern.Options,
        LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex LastFile();

    /// <summary>Not <c>fork: retry: …</c>: bash tries again after it.</summary>
    [GeneratedRegex(@"^[^:\n]+: (line \d+: )?fork: [A-Z].*\z", LimitPattern.Options, LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex LastFork();

    [GeneratedRegex(
        @": (cannot allocate \d+ bytes|[Cc]annot allocate memory|memory exhausted)",
        LimitPattern.Options,
        LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex Memory();

    [GeneratedRegex(
        @": (No space left on device|File too large)$|File size limit exceeded",
        LimitPattern.Options,
        LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex File();

    [GeneratedRegex(@": fork: (retry: )?Resource temporarily unavailable", LimitPattern.Options, LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex Fork();
}
