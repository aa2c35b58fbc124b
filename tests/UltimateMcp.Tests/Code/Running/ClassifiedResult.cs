using System.Text.RegularExpressions;
using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Running;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Tests.Code.Running;

/// <summary>Classifies how runs of the test sandbox's workers ended.</summary>
internal static class ClassifiedResult
{
    private static readonly LimitPatterns Patterns =
        new([], [new LimitPattern(ReachedLimits.Memory, new Regex("MemoryError", RegexOptions.NonBacktracking))]);

    extension(SandboxResult result)
    {
        internal RunTermination End => OutcomeRules.Classify(result, Patterns);
    }
}
