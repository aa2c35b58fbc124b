using System.Collections.Immutable;
using System.Text.RegularExpressions;
using UltimateMcp.Code.Linters;

namespace UltimateMcp.Code.Languages.Python.Linting;

/// <summary>Finds what Python code defines and imports, and the comments that turn ruff's rules off.</summary>
internal static partial class PythonStructure
{
    public static SourceStructure Of(LintSource source, PythonLines lines, int? complexity)
    {
        var functions = ImmutableArray.CreateBuilder<SourceDefinition>();
        var classes = ImmutableArray.CreateBuilder<SourceDefinition>();
        List<string> imports = [];
        Stack<(int Indentation, string Name, int Line, bool IsClass)> open = [];
        var lastLine = 1;
        foreach (var line in lines.Lines)
        {
            Close(line.Indentation);
            var text = source.Text[line.Start..line.End];
            lastLine = source.PlaceOf(line.End - 1).Line;
            if (Definition().Match(text) is { Success: true } definition)
            {
                var name = definition.Groups["name"].Value;
                var path = open.TryPeek(out var parent) ? $"{parent.Name}.{name}" : name;
                open.Push((line.Indentation, path, source.PlaceOf(line.Start).Line, definition.Groups["class"].Success));
            }

            AddImports(imports, text, line);
        }

        Close(0);
        return new SourceStructure(InOrder(functions), InOrder(classes), [.. imports.Distinct(StringComparer.Ordinal)], complexity);

        void Close(int indentation)
        {
            while (open.TryPeek(out var inner) && inner.Indentation >= indentation)
            {
                (inner.IsClass ? classes : functions).Add(new SourceDefinition(inner.Name, inner.Line, lastLine));
                open.Pop();
            }
        }
    }

    /// <summary>The comments that turn rules off.</summary>
    public static IReadOnlyList<(int Start, int End)> Suppressions(LintSource source, PythonLines lines) =>
    [
        .. lines.Comments.Where(comment =>
            Suppression().IsMatch(source.Text[comment.Start..comment.End])
            || (IsAlone(source, comment.Start) && FileSuppression().IsMatch(source.Text[comment.Start..comment.End]))),
    ];

    private static bool IsAlone(LintSource source, int comment)
    {
        var (line, column) = source.PlaceOf(comment);
        return source.LineAt(line)[..(column - 1)].IsWhiteSpace();
    }

    private static ImmutableArray<SourceDefinition> InOrder(ImmutableArray<SourceDefinition>.Builder definitions)
    {
        definitions.Sort(static (left, right) => left.Line.CompareTo(right.Line));
        return definitions.ToImmutable();
    }

    private static void AddImports(List<string> imports, string text, LogicalLine line)
    {
        foreach (var start in (int[])[line.Start, .. line.Splits])
        {
            var statement = text.AsSpan(Math.Min(start - line.Start, text.Length)).TrimStart().ToString();
            if (From().Match(statement) is { Success: true } from)
            {
                imports.Add(from.Groups["module"].Value.Replace(" ", "", StringComparison.Ordinal));
            }
            else if (Import().Match(statement) is { Success: true } import)
            {
                imports.AddRange(import.Groups["module"].Captures.Select(static module => module.Value));
            }
        }
    }

    [GeneratedRegex(
        @"^(?:(?<class>class)|(?:async\s+)?def)\s+(?<name>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Definition();

    [GeneratedRegex(@"^from\s+(?<module>[.\s]*[\w.]*)\s*\bimport\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex From();

    [GeneratedRegex(
        @"^import\s+(?<module>[\w.]+)(\s+as\s+\w+)?(\s*,\s*(?<module>[\w.]+)(\s+as\s+\w+)?)*",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Import();

    /// <summary>For a line; codes may follow. A colon without a code, or a longer word, turns nothing off.</summary>
    [GeneratedRegex(
        @"#\s*(noqa(\s*:\s*[a-z]+[0-9]|(?!\s*:|[\w-]))|ruff\s*:\s*(disable|ignore)\b)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Suppression();

    /// <summary>For the whole file, on a line of its own.</summary>
    [GeneratedRegex(
        @"#\s*(ruff|flake8)\s*:\s*(noqa|file-ignore)\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex FileSuppression();
}
