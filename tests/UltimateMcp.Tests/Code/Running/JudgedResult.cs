using System.Text.RegularExpressions;
using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Running;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Tests.Code.Running;

/// <summary>How runs of the test sandbox's workers ended.</summary>
internal static class JudgedResult
{
    private static readonly LimitPatterns Patterns =
        new([], [new LimitPattern(ReachedLimits.Memory, new Regex("MemoryError", RegexOptions.NonBacktracking))]);

    extension(SandboxResult result)
    {
        internal RunTermination End => OutcomeRules.Classify(result, Patterns);
    }
}
