using System.Text.RegularExpressions;

namespace UltimateMcp.Tests.Rules;

/// <summary>The names of the types that a C# file declares.</summary>
internal static partial class TypeDeclarations
{
    public static IReadOnlyList<string> In(string text) => [.. Declaration().Matches(text).Select(match => match.Groups["name"].Value)];

    [GeneratedRegex(
        @"^\s*([a-z]+\s+)*(class|record|struct|interface|enum)\s+(?<name>[A-Z]\w*)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Declaration();
}
