using System.Text.RegularExpressions;

namespace UltimateMcp.Code.Languages.CSharp;

/// <summary>How .NET reports on stderr that a limit was reached.</summary>
internal static partial class CSharpLimitPatterns
{
    public static readonly LimitPatterns All = new(
        FinalErrors: [new(ReachedLimits.Memory, FinalMemoryError())],
        AnyErrors:
        [
            new(ReachedLimits.Memory, MemoryError()),
            new(ReachedLimits.File, FileError()),
            new(ReachedLimits.Processes, ProcessError()),
        ]);

    /// <summary>
    /// The runtime itself had no memory left, or no report could be sent; a stack trace may follow. The runtime's own C++
    /// code throws pointers to exceptions; one that it has no memory to handle ends the process.
    /// </summary>
    [GeneratedRegex(
        @"^(Out of memory\.|Unhandled exception\. (System\.OutOfMemoryException\b|[\w.]+: Cannot allocate memory).*"
        + @"|Failed to create CoreCLR, HRESULT: 0x8007000E"
        + @"|terminate called after throwing an instance of '(Exception\*|std::bad_alloc)'(\n *what\(\):.*)?)"
        + @"(?>\n(   at .*|Aborted.*|[ \t]*))*\z",
        LimitPattern.Options,
        LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex FinalMemoryError();

    [GeneratedRegex(@"\bOutOfMemoryException\b|^Out of memory\.", LimitPattern.Options, LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex MemoryError();

    [GeneratedRegex("No space left on device|File too large", LimitPattern.Options, LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex FileError();

    [GeneratedRegex(
        @"\bstart process .{0,300}Resource temporarily unavailable", LimitPattern.Options, LimitPattern.MatchTimeoutMilliseconds)]
    private static partial Regex ProcessError();
}
