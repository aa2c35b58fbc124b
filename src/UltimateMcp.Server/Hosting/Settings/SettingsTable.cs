using System.Collections.Immutable;
using UltimateMcp.Caching;
using UltimateMcp.Code.Records;
using UltimateMcp.Code.Limits;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Code.Workspaces;
using UltimateMcp.Primitives.Settings;
using UltimateMcp.Sandbox.Pool;
using UltimateMcp.Server.Calls;

namespace UltimateMcp.Server.Hosting.Settings;

/// <summary>All settings, in the order in which docs and <c>--help</c> list them.</summary>
internal static class SettingsTable
{
    public static readonly ImmutableArray<Setting> All =
    [
        ServerSettings.HomeSetting,
        .. CacheSettings.All,
        .. CallSettings.All,
        .. RunSettings.All,
        .. ToolchainSettings.All,
        .. WorkspaceSettings.All,
        .. PoolSettings.All,
        .. WarmImportSettings.All,
        .. RecordSettings.All,
        ServerSettings.LogLevelSetting,
    ];

    public static IReadOnlyList<string> Names => [.. All.Select(static setting => setting.Name)];

    public static IReadOnlyList<string> Options => [.. All.Select(static setting => setting.Option)];

    public static Setting? Named(string name) => All.FirstOrDefault(setting => setting.Name == name);

    public static Setting? WithOption(string option) => All.FirstOrDefault(setting => setting.Option == option);
}
