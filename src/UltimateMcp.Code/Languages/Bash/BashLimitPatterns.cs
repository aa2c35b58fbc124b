using System.Text.RegularExpressions;

namespace UltimateMcp.Code.Languages.Bash;

/// <summary>
/// How bash and its commands report on stderr that a limit was reached: a line that starts with the command's name and
/// ends with the reason.
/// </summary>
internal static partial class BashLimitPatterns
{
    public static readonly LimitPatterns All = new(
        FinalErrors:
        [
            new(ReachedLimits.Memory, FinalMemoryError()),
            new(ReachedLimits.File, FinalFileError()),
            new(ReachedLimits.Processes, FinalForkError()),
        ],
        AnyErrors:
        [
            new(ReachedLimits.Memory, MemoryError()),
            new(ReachedLimits.File, FileError()),
            new(ReachedLimits.Processes, ForkError()),
        ]);

    [GeneratedRegex(
        @"^[^:\n]+: (.*: )?(cannot allocate \d+ bytes.*|[Cc]annot allocate memory|memory exhausted)\z",
        LimitPattern.Options,
        LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex FinalMemoryError();

    [GeneratedRegex(
        @"^[^:\n]+: .*(: (No space left on device|File too large)|: +\d+ File size limit exceeded.*)\z",
        LimitPattern.Options,
        LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex FinalFileError();

    /// <summary>Not <c>fork: retry: …</c>: bash tries again after it.</summary>
    [GeneratedRegex(@"^[^:\n]+: (line \d+: )?fork: [A-Z].*\z", LimitPattern.Options, LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex FinalForkError();

    [GeneratedRegex(
        @": (cannot allocate \d+ bytes|[Cc]annot allocate memory|memory exhausted)",
        LimitPattern.Options,
        LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex MemoryError();

    [GeneratedRegex(
        @": (No space left on device|File too large)$|File size limit exceeded",
        LimitPattern.Options,
        LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex FileError();

    [GeneratedRegex(@": fork: (retry: )?Resource temporarily unavailable", LimitPattern.Options, LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex ForkError();
}
