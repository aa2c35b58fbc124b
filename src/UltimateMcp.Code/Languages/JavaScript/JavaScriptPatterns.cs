using System.Text.RegularExpressions;

namespace UltimateMcp.Code.Languages.JavaScript;

/// <summary>How node reports on stderr that a limit was reached.</summary>
internal static partial class JavaScriptPatterns
{
    public static readonly LimitPatterns Table = new(
        FinalErrors: [new(ReachedLimits.Memory, LastMemory()), new(ReachedLimits.Memory, LastAllocation())],
        AnyErrors:
        [
            new(ReachedLimits.Memory, Memory()),
            new(ReachedLimits.File, File()),
            new(ReachedLimits.Processes, Process()),
            new(ReachedLimits.Threads, Thread()),
        ]);

    /// <summary>The heap was full: only stack traces may follow.</summary>
    [GeneratedRegex(
        @"^(FATAL ERROR:|# Fatal) (?=.*(out of memory|OOM))(?>.*)"
        + @"(?>\n(#.*|-+ \w+ stack trace -+|<---.*--->|[ \t]*\d+: .*|[ \t]*))*\z",
        LimitPattern.Options,
        LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex LastMemory();

    /// <summary>Native code could not allocate memory.</summary>
    [GeneratedRegex(@"^[ \t]*what\(\): +std::bad_alloc\z", LimitPattern.Options, LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex LastAllocation();

    [GeneratedRegex(
        @"heap out of memory|Array buffer allocation failed|WebAssembly\.Memory\(\): could not allocate memory"
        + "|Cannot allocate Wasm memory|ERR_WORKER_OUT_OF_MEMORY",
        LimitPattern.Options,
        LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex Memory();

    [GeneratedRegex(@"\b(EFBIG|ENOSPC)\b", LimitPattern.Options, LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex File();

    [GeneratedRegex(@"\bspawn(Sync)? .{1,300} EAGAIN\b", LimitPattern.Options, LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex Process();

    [GeneratedRegex("ERR_WORKER_INIT_FAILED", LimitPattern.Options, LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex Thread();
}
