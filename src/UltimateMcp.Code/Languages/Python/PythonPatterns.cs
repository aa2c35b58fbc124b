using System.Text.RegularExpressions;

namespace UltimateMcp.Code.Languages.Python;

/// <summary>How Python reports on stderr that a limit was reached.</summary>
internal static partial class PythonPatterns
{
    // EAGAIN is not among them: reading an empty pipe gives the same error.
    public static readonly LimitPatterns Table = new(
        FinalErrors:
        [
            new(ReachedLimits.Memory, LastMemory()),
            new(ReachedLimits.File, LastFile()),
            new(ReachedLimits.Threads, LastThread()),
        ],
        AnyErrors:
        [
            new(ReachedLimits.Memory, Memory()),
            new(ReachedLimits.File, File()),
            new(ReachedLimits.Processes, Process()),
            new(ReachedLimits.Threads, Thread()),
        ]);

    [GeneratedRegex(@"^MemoryError\z", LimitPattern.Options, LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex LastMemory();

    [GeneratedRegex(@"^OSError: \[Errno 2[78]\] .*\z", LimitPattern.Options, LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex LastFile();

    [GeneratedRegex(@"^RuntimeError: can't start new thread\z", LimitPattern.Options, LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex LastThread();

    [GeneratedRegex(@"\bMemoryError\b", LimitPattern.Options, LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex Memory();

    [GeneratedRegex(@"\[Errno 2[78]\]", LimitPattern.Options, LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex File();

    [GeneratedRegex(@"\[Errno 11\] Resource temporarily unavailable", LimitPattern.Options, LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex Process();

    [GeneratedRegex("can't start new thread", LimitPattern.Options, LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex Thread();
}
