using System.Collections.Immutable;
using System.Text.RegularExpressions;
using UltimateMcp.Code.Toolchains;

namespace UltimateMcp.Code.Languages.Python;

/// <summary>Hints for mistakes that are common in Python code.</summary>
internal static partial class PythonHints
{
    public static readonly ImmutableArray<HintRule> Rules =
    [
        .. SharedHints.Rules,
        new HintRule("Lines that begin with ! or % are commands of notebooks, not Python: run commands with language bash.")
        {
            Errors = ["SyntaxError"],
            Code = NotebookCommand(),
        },
        new HintRule("await works only inside of async def: put it into async def main(), and end with asyncio.run(main()).")
        {
            Errors =
            [
                "SyntaxError: 'await' outside", "SyntaxError: 'async with' outside", "SyntaxError: 'async for' outside",
                "SyntaxError: asynchronous comprehension outside",
            ],
        },
        new HintRule("Nobody answers input(): pass what the program reads as stdin, a line each.")
        {
            Errors = ["EOFError: EOF when reading a line"],
        },
        new HintRule(
            "Python crashed in native code: by deep recursion (the first thread's stack has 8 MB, others have 2), "
            + "or by a bug in an extension or in the use of ctypes.")
        {
            Signal = "SIGSEGV",
        },
    ];

    public static readonly MissingModule MissingModule = new(NotFound(), ToolchainSettings.PythonInterpreter);

    public const string NothingPrinted = "Nothing was printed: the value of the last line is not shown. Pass it to print().";

    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "and", "as", "assert", "async", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for",
        "from", "global", "if", "import", "nonlocal", "pass", "raise", "return", "try", "while", "with", "print",
    };

    /// <summary>Whether the last line of a text is an expression whose value nobody takes.</summary>
    public static bool EndsInExpression(string code)
    {
        var line = code.AsSpan().TrimEnd();
        line = line[(line.LastIndexOf('\n') + 1)..].TrimEnd();
        return line.Length > 0 && (char.IsLetterOrDigit(line[0]) || line[0] is '_' or '[' or '(' or '{' or '-' or '"' or '\'')
            && !Keywords.Contains(FirstWord(line).ToString())
            && !Assignment().IsMatch(line)
            && line[^1] is not (':' or '\\' or ',');
    }

    private static ReadOnlySpan<char> FirstWord(ReadOnlySpan<char> line)
    {
        var end = 0;
        while (end < line.Length && (char.IsLetterOrDigit(line[end]) || line[end] == '_'))
        {
            end++;
        }

        return line[..end];
    }

    [GeneratedRegex(
        @"^ModuleNotFoundError: No module named '(?<name>\w+)(\.[\w.]+)?'", HintRule.CodeOptions, HintRule.MatchTimeoutMilliseconds)]
    private static partial Regex NotFound();

    [GeneratedRegex(@"^[ \t]*[!%]{1,2}[a-z]", HintRule.CodeOptions, HintRule.MatchTimeoutMilliseconds)]
    private static partial Regex NotebookCommand();

    /// <summary>Before the operator there may be targets and annotations.</summary>
    [GeneratedRegex(
        @"^[\w.,\[\]'"" :*|-]{1,200}?(?<![=!<>])(//|\*\*|<<|>>|[-+*/%@&|^:])?=(?!=)"
        + @"|^[\w.]+[ \t]*:[ \t]*[\w.\[\], |]+$",
        HintRule.CodeOptions,
        HintRule.MatchTimeoutMilliseconds)]
    private static partial Regex Assignment();
}
