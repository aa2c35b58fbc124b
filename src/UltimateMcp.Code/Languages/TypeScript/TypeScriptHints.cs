using System.Collections.Immutable;
using System.Text.RegularExpressions;
using UltimateMcp.Code.Languages.JavaScript;

namespace UltimateMcp.Code.Languages.TypeScript;

/// <summary>Hints for TypeScript that node cannot run when its types are gone.</summary>
internal static partial class TypeScriptHints
{
    public static readonly ImmutableArray<HintRule> Rules =
    [
        .. SharedHints.Rules,
        new HintRule("Decorators cannot be run: node does not know them. Call the function on the class instead.")
        {
            Errors = ["SyntaxError"],
            Code = Decorator(),
        },
        new HintRule("JSX cannot be run: call the function that makes elements instead.")
        {
            Errors = ["SyntaxError"],
            Code = Jsx(),
        },
        new HintRule("Types are removed, not checked, so a type must be imported as one: import type { Name }, or { type Name }.")
        {
            Errors = ["does not provide an export named"],
        },
        JavaScriptHints.UnsettledAwait,
        JavaScriptHints.MissingFile,
    ];

    /// <summary>A decorator before a class or a member, at the start of a line.</summary>
    [GeneratedRegex(@"^[ \t]*@[A-Za-z_$][\w$.]*", HintRule.CodeOptions, HintRule.MatchTimeoutMilliseconds)]
    private static partial Regex Decorator();

    /// <summary>The end of an element, or an element without content.</summary>
    [GeneratedRegex(@"</[\w.]{0,100}>|<[A-Za-z][\w.]{0,100}( [^<>]{0,200})?/>", HintRule.CodeOptions, HintRule.MatchTimeoutMilliseconds)]
    private static partial Regex Jsx();
}
