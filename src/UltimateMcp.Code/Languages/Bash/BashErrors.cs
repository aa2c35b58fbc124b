using System.Globalization;
using System.Text.RegularExpressions;

namespace UltimateMcp.Code.Languages.Bash;

/// <summary>
/// Finds the shell error that ended a script. A script continues after most errors, so one counts only if it is the
/// last line of stderr and its command was the last.
/// </summary>
internal static partial class BashErrors
{
    public static ProgramError? In(ProgramTermination end)
    {
        if (end.ExitCode is not (1 or 2 or 126 or 127))
        {
            return null;
        }

        var lines = end.StandardError.TrimEnd().Split('\n');
        var last = ErrorLine().Match(lines[^1]);
        if (last.Success
            && lines.Length > 1
            && IsSourceLine(last)
            && ErrorLine().Match(lines[^2]) is { Success: true } before
            && LineOf(before) == LineOf(last))
        {
            // After a syntax error bash prints the source line.
            last = before;
        }

        if (!last.Success)
        {
            return null;
        }

        var (message, line) = (last.Groups["message"].Value.Trim(), LineOf(last));
        var isFatal = IsFatal(message, end.Code);
        return isFatal || (IsCodeOf(message, end.ExitCode) && EndsAt(end.Code, line)) ? new ProgramError("bash", message, line) : null;
    }

    private static bool IsSourceLine(Match error) => error.Groups["message"].Value is ['`', .., '\''];

    private static int LineOf(Match error) => int.Parse(error.Groups["line"].Value, CultureInfo.InvariantCulture);

    /// <summary>bash(1), EXIT STATUS: 127 if a command is not found, 126 if it is not executable.</summary>
    private static bool IsCodeOf(string message, int? exitCode) => exitCode switch
    {
        127 => message.EndsWith("not found", StringComparison.Ordinal)
            || message.EndsWith("No such file or directory", StringComparison.Ordinal),
        _ => !message.EndsWith("command not found", StringComparison.Ordinal),
    };

    /// <summary>After these errors bash always exits.</summary>
    private static bool IsFatal(string message, string code) =>
        message.StartsWith("syntax error", StringComparison.Ordinal)
        || message.StartsWith("unexpected EOF", StringComparison.Ordinal)
        || message.EndsWith(": unbound variable", StringComparison.Ordinal)
        || message.EndsWith(": readonly variable", StringComparison.Ordinal)
        || message.EndsWith(": bad substitution", StringComparison.Ordinal)
        || (Parameter().Match(message) is { Success: true } parameter && IsDemanded(parameter.Groups["name"].Value, code));

    /// <summary><c>${name:?message}</c>, <c>${name?}</c></summary>
    private static bool IsDemanded(string name, string code) =>
        code.Contains($"${{{name}:?", StringComparison.Ordinal) || code.Contains($"${{{name}?", StringComparison.Ordinal);

    /// <summary>
    /// Whether the script ended at that line: it is the last command, errors end the script (errexit), or the line
    /// exits.
    /// </summary>
    private static bool EndsAt(string code, int line)
    {
        var lines = code.Split('\n');
        if (line > lines.Length || ErrorsEnd().IsMatch(code))
        {
            return line <= lines.Length;
        }

        var last = Array.FindLastIndex(lines, static text => text.AsSpan().TrimStart() is not ([] or ['#', ..]) and not "\r");
        return line - 1 >= last || Exit().IsMatch(lines[line - 1]);
    }

    [GeneratedRegex(
        @"^main\.sh: line (?<line>\d{1,9}): (?<message>.{1,4000})\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex ErrorLine();

    [GeneratedRegex(@"^(?<name>\w+): ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\bset[ \t]+(-\w*e|-o[ \t]+errexit)|^#!.*bash[ \t]+-\w*e", HintRule.CodeOptions, HintRule.MatchTimeoutMilliseconds)]
    private static partial Regex ErrorsEnd();

    [GeneratedRegex(@"\b(exit|return|exec)\b", HintRule.CodeOptions, HintRule.MatchTimeoutMilliseconds)]
    private static partial Regex Exit();
}
