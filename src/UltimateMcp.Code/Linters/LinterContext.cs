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

    /// <summary>The linters that ship with the server.</summary>
    public string ToolsFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "tools");
}
