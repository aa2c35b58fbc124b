using UltimateMcp.Code.Limits;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Linters;

/// <summary>What the linters of all languages work with.</summary>
/// <param name="CacheFolder">In the home; a linter may keep there what takes long to make.</param>
public sealed record LinterContext(
    BubblewrapSandbox Sandbox, ToolchainCatalog Toolchains, RunOptions Options, string CacheFolder, TimeProvider Time)
{
    /// <summary>The folder of the home in which <see cref="CacheFolder"/> is.</summary>
    public const string FolderName = "linters";

    /// <summary>What was found of a program is used for this long without another look.</summary>
    private static readonly TimeSpan LookupLifetime = TimeSpan.FromSeconds(1);

    /// <summary>The linters that ship with the server.</summary>
    public string ToolsFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "tools");

    internal Task<ToolchainState> FindAsync(ToolchainRequirement requirement, CancellationToken cancellationToken) =>
        Toolchains.FindAsync(requirement, LookupLifetime, cancellationToken);

    /// <summary>What the linter of a language cannot do without.</summary>
    /// <exception cref="CodeException">It is missing.</exception>
    internal async Task<Toolchain> RequireAsync(
        string language, ToolchainRequirement requirement, CancellationToken cancellationToken)
    {
        var state = await FindAsync(requirement, cancellationToken);
        return state.Toolchain ?? throw Unavailable(language, state.Why ?? "", state.Fix ?? "");
    }

    /// <param name="why">Without a full stop.</param>
    /// <param name="fix">What to do.</param>
    internal static CodeException Unavailable(string language, string why, string fix) =>
        new(CodeError.LanguageUnavailable, $"{language} cannot be linted here: {why}.", fix);
}
