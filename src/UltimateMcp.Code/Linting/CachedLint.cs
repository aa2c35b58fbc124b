using UltimateMcp.Code.Records;

namespace UltimateMcp.Code.Linting;

/// <summary>A lint in the cache.</summary>
public sealed record CachedLint(LintResult Result) : CachedResult(Result.LintId);
