namespace UltimateMcp.Code.Linters;

/// <summary>Findings about the linters themselves, in line 1.</summary>
internal static class LinterFault
{
    public const string Crashed = "linter-crashed";
    public const string TimedOut = "linter-timeout";
    public const string Missing = "linter-missing";

    public const string Skipped = "linter-skipped";

    public static Finding CrashOf(string linter) => At(
        Crashed, FindingSeverity.Error, $"{linter} crashed on this code, so it found nothing. Very deep nesting is the usual cause.");

    public static Finding TimeoutOf(string linter, TimeSpan limit) => At(
        TimedOut, FindingSeverity.Error, $"{linter} took longer than {limit.TotalSeconds:0} s on this code, so it found nothing.");

    /// <param name="fix">What to install, as a command.</param>
    public static Finding MissingOf(string linter, string fix) => At(
        Missing, FindingSeverity.Info, $"{linter} is not installed, so its rules were not checked: {fix}");

    /// <param name="why">Follows the linter's name, without a full stop.</param>
    public static Finding SkippedOf(string linter, string why) =>
        At(Skipped, FindingSeverity.Info, $"{linter} {why}, so its rules were not checked.");

    private static Finding At(string rule, FindingSeverity severity, string message) => new()
    {
        Rule = rule, Severity = severity, Message = message, Line = 1, Column = 1, EndLine = 1, EndColumn = 1,
    };
}
