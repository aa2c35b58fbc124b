using System.Globalization;
using System.Text.RegularExpressions;
using UltimateMcp.Code.Linters;

namespace UltimateMcp.Code.Languages.Bash.Linting;

/// <summary>
/// Reads what <c>bash -n</c> says, which its exit code does not tell: it may be 0 with an error. A message is
/// <c>main.sh: line 3: syntax error near …</c>; the one after it may repeat the line of the script, in quotes.
/// </summary>
internal static partial class BashSyntax
{
    public const string Rule = "bash-syntax";

    private const string Warning = "warning: ";

    public static IEnumerable<Finding> FindingsIn(string errors, BashText text)
    {
        var isFirst = true;
        foreach (Match said in Message().Matches(errors))
        {
            var (message, line) = (said.Groups["message"].Value, int.Parse(said.Groups["line"].Value, CultureInfo.InvariantCulture));
            if (!message.StartsWith(Warning, StringComparison.Ordinal) && (isFirst || !IsEcho(message)))
            {
                var (start, end) = text.Line(line);
                yield return text.Find(Rule, FindingSeverity.Error, message, start, end);
            }

            isFirst = false;
        }
    }

    private static bool IsEcho(string message) => message.StartsWith('`') && message.EndsWith('\'');

    [GeneratedRegex(
        @"^main\.sh: (line )?(?<line>\d{1,9}): (?<message>[^\n]*)",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Message();
}
