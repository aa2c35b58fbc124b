using System.Text.RegularExpressions;

namespace UltimateMcp.Code.Languages.JavaScript;

/// <summary>How node reports on stderr that a limit was reached.</summary>
internal static partial class JavaScriptLimitPatterns
{
    public static readonly LimitPatterns All = new(
        FinalErrors: [new(ReachedLimits.Memory, FinalMemoryError()), new(ReachedLimits.Memory, FinalAllocationError())],
        AnyErrors:
        [
            new(ReachedLimits.Memory, MemoryError()),
            new(ReachedLimits.File, FileError()),
            new(ReachedLimits.Processes, ProcessError()),
            new(ReachedLimits.Threads, ThreadError()),
        ]);

    /// <summary>The heap was full: only stack traces may follow.</summary>
    [GeneratedRegex(
        @"^(FATAL ERROR:|# Fatal) (?=.*(out of memory|OOM))(?>.*)"
        + @"(?>\n(#.*|-+ \w+ stack trace -+|<---.*--->|[ \t]*\d+: .*|[ \t]*))*\z",
        LimitPattern.Options,
        LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex FinalMemoryError();

    /// <summary>Native code could not allocate memory.</summary>
    [GeneratedRegex(@"^[ \t]*what\(\): +std::bad_alloc\z", LimitPattern.Options, LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex FinalAllocationError();

    [GeneratedRegex(
        @"heap out of memory|Array buffer allocation failed|WebAssembly\.Memory\(\): could not allocate memory"
        + "|Cannot allocate Wasm memory|ERR_WORKER_OUT_OF_MEMORY",
        LimitPattern.Options,
        LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex MemoryError();

    [GeneratedRegex(@"\b(EFBIG|ENOSPC)\b", LimitPattern.Options, LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex FileError();

    [GeneratedRegex(@"\bspawn(Sync)? .{1,300} EAGAIN\b", LimitPattern.Options, LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex ProcessError();

    [GeneratedRegex("ERR_WORKER_INIT_FAILED", LimitPattern.Options, LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex ThreadError();
}
