using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace UltimateMcp.Worker.CSharp.Linting;

/// <summary>What the compiler says about the code, and what the code defines. Places are offsets in UTF-16 code units.</summary>
internal sealed record LintReport(IReadOnlyList<LintFinding> Findings)
{
    public IReadOnlyList<LintDefinition> Functions { get; init; } = [];

    public IReadOnlyList<LintDefinition> Classes { get; init; } = [];

    /// <summary>Namespaces.</summary>
    public IReadOnlyList<string> Imports { get; init; } = [];

    /// <summary>Of directives that turn warnings off.</summary>
    public IReadOnlyList<LintPlace> Suppressions { get; init; } = [];

    /// <summary>The highest McCabe number of a function; null if the code does not parse.</summary>
    public int? Complexity { get; init; }
}

/// <param name="End">Exclusive.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LintPlace(int Start, int End);

internal sealed record LintDefinition(string Name, int Start, int End);

/// <param name="Severity">1 to 3: error, warning, information.</param>
internal sealed record LintFinding(string Rule, int Severity, string Message, int Start, int End, string? Url)
{
    internal static LintFinding Of(Diagnostic diagnostic) => new(
        diagnostic.Id,
        diagnostic.Severity switch { DiagnosticSeverity.Error => 1, DiagnosticSeverity.Warning => 2, _ => 3 },
        diagnostic.GetMessage(CultureInfo.InvariantCulture),
        diagnostic.Location.SourceSpan.Start,
        diagnostic.Location.SourceSpan.End,
        diagnostic.Descriptor.HelpLinkUri is { Length: > 0 } page ? page : null);

    internal static LintFinding Error(string id, string message, LinePosition place, SourceText text)
    {
        var start = text.Lines.GetPosition(place);
        return new LintFinding(id, 1, message, start, start, Url: null);
    }
}
