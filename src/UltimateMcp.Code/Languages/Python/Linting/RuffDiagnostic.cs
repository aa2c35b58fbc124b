using System.Collections.Immutable;
using System.Globalization;
using UltimateMcp.Code.Linters;

namespace UltimateMcp.Code.Languages.Python.Linting;

/// <summary>A diagnostic of ruff, read from the values of its host.</summary>
internal sealed record RuffDiagnostic(
    string Rule, string Message, (int Line, int Column) Start, (int Line, int Column) End, ImmutableArray<RuffEdit> Edits)
{
    public static RuffDiagnostic Read(object? value)
    {
        var diagnostic = (Dictionary<string, object?>)value!;
        return new RuffDiagnostic(
            diagnostic["code"] as string ?? RuffRules.Syntax,
            (string)diagnostic["message"]!,
            PlaceIn(diagnostic, "start_location"),
            PlaceIn(diagnostic, "end_location"),
            diagnostic.GetValueOrDefault("fix") is Dictionary<string, object?> fix
                ? [.. ((List<object?>)fix["edits"]!).Select(RuffEdit.Read)]
                : []);
    }

    /// <summary>The complexity that a C901 tells: <c>`name` is too complex (12 > 0)</c>.</summary>
    public int? Complexity
    {
        get
        {
            var open = Message.LastIndexOf('(');
            var end = open < 0 ? -1 : Message.IndexOf(' ', open);
            return Rule == RuffRules.Complexity && end > 0
                && int.TryParse(Message.AsSpan(open + 1, end - open - 1), CultureInfo.InvariantCulture, out var number)
                ? number
                : null;
        }
    }

    public SourceFix FixIn(LintSource source) => new([.. Edits.Select(edit => edit.In(source))]);

    internal static (int Line, int Column) PlaceIn(Dictionary<string, object?> parent, string name)
    {
        var place = (Dictionary<string, object?>)parent[name]!;
        return ((int)(double)place["row"]!, (int)(double)place["column"]!);
    }
}

internal sealed record RuffEdit((int Line, int Column) Start, (int Line, int Column) End, string Content)
{
    public static RuffEdit Read(object? value)
    {
        var edit = (Dictionary<string, object?>)value!;
        return new RuffEdit(
            RuffDiagnostic.PlaceIn(edit, "location"), RuffDiagnostic.PlaceIn(edit, "end_location"), edit["content"] as string ?? "");
    }

    public TextEdit In(LintSource source) => new(
        source.OffsetOf(Start.Line, Start.Column),
        source.OffsetOf(End.Line, End.Column),
        Content.ReplaceLineEndings(source.LineEnd));
}
