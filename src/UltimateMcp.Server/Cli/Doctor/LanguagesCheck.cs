using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Toolchains;

namespace UltimateMcp.Server.Cli.Doctor;

/// <summary>The interpreters.</summary>
internal static class LanguagesCheck
{
    public static Task<Check[]> LookAsync(ToolchainCatalog toolchains, CancellationToken cancellationToken) =>
        Task.WhenAll(LanguageCatalog.All.Select(async language => Judge(language.Name, await toolchains.FindAsync(language, cancellationToken))));

    public static Check Judge(string language, ToolchainState state) => state.Toolchain is { } found
        ? Check.Good(language, $"{found.VersionText}, {found.Executable}")
        : Check.Bad(language, state.Why ?? "not found", state.Fix ?? "Install it.");
}
