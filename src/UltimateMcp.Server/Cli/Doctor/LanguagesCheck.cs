using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Running;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox;
using UltimateMcp.Sandbox.Binds;

namespace UltimateMcp.Server.Cli.Doctor;

/// <summary>The interpreters, and whether they run in the sandbox.</summary>
internal static class LanguagesCheck
{
    /// <param name="sandboxWorks">If false, the sandbox check says why.</param>
    public static Task<Check[]> RunAsync(
        ToolchainCatalog toolchains, CodeRunner runner, bool sandboxWorks, CancellationToken cancellationToken) =>
        Task.WhenAll(LanguageCatalog.All.Select(language => RunAsync(language, toolchains, runner, sandboxWorks, cancellationToken)));

    /// <param name="error">Why it does not run in the sandbox; null if it does, or if that is unknown.</param>
    public static Check Evaluate(string language, ToolchainState state, string? error) => (state.Toolchain, error) switch
    {
        (null, _) => Check.Bad(language, state.Why ?? "not found", state.Fix ?? "Install it."),
        ({ } found, null) => Check.Good(language, Show(found)),
        ({ } found, _) => Check.Bad(
            language, $"{Show(found)}: {error}", "Install another version of it, or report this: the version should work."),
    };

    private static async Task<Check> RunAsync(
        Language language, ToolchainCatalog toolchains, CodeRunner runner, bool sandboxWorks, CancellationToken cancellationToken)
    {
        try
        {
            var state = await toolchains.FindAsync(language.Toolchain, cancellationToken);
            var error = state.Toolchain is { } found ? await ErrorOfAsync(language, found, runner, sandboxWorks, cancellationToken) : null;
            return Evaluate(language.Name, state, error);
        }
        catch (SandboxException unknown)
        {
            return Check.Bad(language.Name, unknown.Message, SandboxCheck.Fix(unknown));
        }
    }

    private static async Task<string?> ErrorOfAsync(
        Language language, Toolchain found, CodeRunner runner, bool sandboxWorks, CancellationToken cancellationToken)
    {
        try
        {
            await runner.RunEmptyProgramAsync(language, found, cancellationToken);
            return null;
        }
        catch (SandboxException failed)
        {
            return failed.Error == SandboxError.Unavailable && !sandboxWorks ? null : failed.Message;
        }
    }

    private static string Show(Toolchain found) =>
        $"{found.VersionText}, {found.Executable}{(found.Binds.IsEmpty ? "" : $", files {ReadOnlyBind.Summarize(found.Binds)}")}";
}
