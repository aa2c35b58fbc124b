using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace UltimateMcp.Code.Languages.JavaScript;

/// <summary>Hints for mistakes that are common in JavaScript code.</summary>
internal static partial class JavaScriptHints
{
    public static readonly ImmutableArray<HintRule> Rules =
    [
        .. SharedHints.Rules,
        new HintRule("This looks like TypeScript, and javascript is run as it is: leave types out.")
        {
            Errors = ["SyntaxError"],
            Code = TypeScript(),
        },
        new HintRule("A top-level await never finished: its promise was never settled, and nothing else was left to do.")
        {
            ExitCode = 13,
        },
    ];

    public const string NothingPrinted = "Nothing was printed: the value of the last line is not shown. Pass it to console.log().";

    /// <summary>Whether the last line of a text is an expression whose value nobody takes.</summary>
    public static bool EndsInExpression(string code)
    {
        var line = code.AsSpan().TrimEnd();
        line = line[(line.LastIndexOf('\n') + 1)..].TrimEnd().TrimEnd(';');
        return line.Length > 0
            && Expression().IsMatch(line)
            && !Assignment().IsMatch(line)
            && !line.Contains("console.", StringComparison.Ordinal)
            && line[^1] is not ('{' or ',');
    }

    /// <summary>A keyword that only TypeScript has, or a type after a colon.</summary>
    [GeneratedRegex(
        @"^[ \t]*(export[ \t]+)?(declare[ \t]|(abstract[ \t]+)?interface[ \t]+\w"
        + @"|type[ \t]+\w+[ \t]*(<[^>]{0,80}>)?[ \t]*=|enum[ \t]+\w|namespace[ \t]+\w)"
        + @"|[\w)\]?][ \t]*:[ \t]*(readonly[ \t]+)?(string|number|boolean|any|void|unknown|never|Array<|Record<|Map<|Promise<)"
        + @"|\bas[ \t]+(const|string|number|any|unknown)\b|^[ \t]*(private|public|protected|readonly)[ \t]+\w",
        HintRule.CodeOptions,
        HintRule.MatchTimeoutMilliseconds)]
    private static partial Regex TypeScript();

    [GeneratedRegex(
        @"^(?!(async|await|break|case|catch|class|const|continue|debugger|default|do|else|export|finally|for|function|if|import|let"
        + @"|return|switch|throw|try|var|while|with)\b)[\w$\[('""`!+-]",
        HintRule.CodeOptions,
        HintRule.MatchTimeoutMilliseconds)]
    private static partial Regex Expression();

    [GeneratedRegex(
        @"^[\w$.\[\]'"", {}]{1,200}?(?<![=!<>])(\*\*|<<|>>>?|&&|\|\||\?\?|[-+*/%&|^])?=(?![=>])",
        HintRule.CodeOptions,
        HintRule.MatchTimeoutMilliseconds)]
    private static partial Regex Assignment();
}
