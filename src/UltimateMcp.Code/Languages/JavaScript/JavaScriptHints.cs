using System.Collections.Immutable;
using System.Text.RegularExpressions;
using UltimateMcp.Code.Toolchains;

namespace UltimateMcp.Code.Languages.JavaScript;

/// <summary>Hints for mistakes that are common in JavaScript code.</summary>
internal static partial class JavaScriptHints
{
    internal static readonly HintRule UnsettledAwait = new(
        "A top-level await never finished: its promise was never settled, and nothing else was left to do.")
    {
        ExitCode = 13,
    };

    /// <summary>An ES module is named by its whole path, or as it is written.</summary>
    internal static readonly HintRule MissingFile = new(
        "A module of the program's own is missing: pass it in files, at the path that is imported.")
    {
        Errors = ["Cannot find module './", "Cannot find module '../", "Cannot find module '/scratch/"],
    };

    public static readonly ImmutableArray<HintRule> Rules =
    [
        .. SharedHints.Rules,
        new HintRule("This looks like TypeScript: run it with language typescript.")
        {
            Errors = ["SyntaxError"],
            Code = TypeScript(),
        },
        UnsettledAwait,
        MissingFile,
    ];

    public static readonly MissingModule MissingModule = new(NotFound(), ToolchainSettings.NodeModulesFolder);

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

    /// <summary>A path, such as <c>./lib</c>, is no package.</summary>
    [GeneratedRegex(
        @"Cannot find (module|package) '(?<name>(@[\w.-]+/)?[\w-][\w.-]*)(/[^']*)?'",
        HintRule.CodeOptions,
        HintRule.MatchTimeoutMilliseconds)]
    private static partial Regex NotFound();

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
