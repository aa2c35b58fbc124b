using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace UltimateMcp.Worker.CSharp.Compiling;

/// <summary>An error of the compiler.</summary>
/// <param name="Path">The file relative to the scratch folder; null if the error is in no file.</param>
/// <param name="Line">From 1, as is the column.</param>
internal sealed record CompilationError(string Id, string Message, string? Path, int Line, int Column)
{
    private const string NoPackages =
        "NuGet packages, projects and other SDKs cannot be used: the sandbox has no network. Only the libraries of .NET itself are there.";

    /// <summary>
    /// In the order of the files and their lines. Errors without a place, such as a missing entry point, follow from
    /// those with one.
    /// </summary>
    internal static ImmutableArray<CompilationError> Of(IEnumerable<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(Of).ToList();
        var placed = errors.FindAll(static error => error.Path is not null);
        return Sorted(placed.Count > 0 ? placed : errors);
    }

    internal static CompilationError TooComplex(string path, LinePosition place) => new(
        "CS8078", "An expression is too long or complex to compile", RelativePath(path), place.Line + 1, place.Character + 1);

    private static ImmutableArray<CompilationError> Sorted(List<CompilationError> errors) =>
    [
        .. errors
            .OrderBy(static error => error.Path is not SourceFiles.MainName)
            .ThenBy(static error => error.Path, StringComparer.Ordinal)
            .ThenBy(static error => error.Line)
            .ThenBy(static error => error.Column),
    ];

    internal Failure ToFailure() => Path is SourceFiles.MainName
        ? new Failure(Id, Message, Line)
        : new Failure(Id, Path is null ? Message : $"{Place}: {Message}", Line: null);

    public override string ToString() => $"{(Path is null ? "CSC " : Place)}: error {Id}: {Message}";

    private static string RelativePath(string path) => System.IO.Path.GetRelativePath(SourceFiles.Folder, path);

    private string Place => string.Create(CultureInfo.InvariantCulture, $"{Path}({Line},{Column})");

    private static CompilationError Of(Diagnostic diagnostic)
    {
        // "#:" and "#r" directives.
        var message = diagnostic.Id is "CS9298" or "CS7011" ? NoPackages : diagnostic.GetMessage(CultureInfo.InvariantCulture);
        var place = diagnostic.Location.GetMappedLineSpan();
        return diagnostic.Location.IsInSource
            ? new(
                diagnostic.Id,
                message,
                RelativePath(place.Path),
                place.StartLinePosition.Line + 1,
                place.StartLinePosition.Character + 1)
            : new(diagnostic.Id, message, null, 0, 0);
    }
}
