using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Linters;
using UltimateMcp.Code.Linting;

namespace UltimateMcp.Server.Cli.Doctor;

/// <summary>The linters of all languages.</summary>
internal static class LintersCheck
{
    public static async Task<IReadOnlyList<Check>> RunAsync(CodeLinter linter, CancellationToken cancellationToken)
    {
        List<Check> checks = [];
        foreach (var language in LanguageCatalog.All)
        {
            checks.Add(Evaluate(language.Name, await linter.FindAsync(language, cancellationToken)));
        }

        return checks;
    }

    public static Check Evaluate(string language, LinterState state)
    {
        var found = state.Linter is { } linter ? $"{linter.Name}, {linter.Version}" : null;
        return state.Lack is not { } lack
            ? Check.Good($"{language} linter", found ?? "")
            : Check.Bad($"{language} linter", found is null ? lack.Why : $"{found}. {lack.Why}", lack.Fix);
    }
}
