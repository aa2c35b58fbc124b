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
            if (await linter.FindAsync(language, cancellationToken) is { } state)
            {
                checks.Add(Evaluate(language.Name, state));
            }
        }

        return checks;
    }

    public static Check Evaluate(string language, LinterState state) => state.Linter is { } found
        ? Check.Good($"{language} linter", $"{found.Name} {found.Version}")
        : Check.Bad($"{language} linter", state.Why ?? "not found", state.Fix ?? "");
}
