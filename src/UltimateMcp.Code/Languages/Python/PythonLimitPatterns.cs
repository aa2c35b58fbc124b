using System.Text.RegularExpressions;

namespace UltimateMcp.Code.Languages.Python;

/// <summary>How Python reports on stderr that a limit was reached.</summary>
internal static partial class PythonLimitPatterns
{
    // EAGAIN is not among them: reading an empty pipe gives the same error.
    public static readonly LimitPatterns All = new(
        FinalErrors:
        [
            new(ReachedLimits.Memory, FinalMemoryError()),
            new(ReachedLimits.File, FinalFileError()),
            new(ReachedLimits.Threads, FinalThreadError()),
        ],
        AnyErrors:
        [
            new(ReachedLimits.Memory, MemoryError()),
            new(ReachedLimits.File, FileError()),
            new(ReachedLimits.Processes, ProcessError()),
            new(ReachedLimits.Threads, ThreadError()),
        ]);

    [GeneratedRegex(@"^MemoryError\z", LimitPattern.Options, LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex FinalMemoryError();

    [GeneratedRegex(@"^OSError: \[Errno 2[78]\] .*\z", LimitPattern.Options, LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex FinalFileError();

    [GeneratedRegex(@"^RuntimeError: can't start new thread\z", LimitPattern.Options, LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex FinalThreadError();

    [GeneratedRegex(@"\bMemoryError\b", LimitPattern.Options, LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex MemoryError();

    [GeneratedRegex(@"\[Errno 2[78]\]", LimitPattern.Options, LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex FileError();

    [GeneratedRegex(@"\[Errno 11\] Resource temporarily unavailable", LimitPattern.Options, LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex ProcessError();

    [GeneratedRegex("can't start new thread", LimitPattern.Options, LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex ThreadError();
}
