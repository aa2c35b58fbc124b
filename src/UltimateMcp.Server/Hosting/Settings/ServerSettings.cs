using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using UltimateMcp.Caching;
using UltimateMcp.Code.Records;
using UltimateMcp.Code.Limits;
using UltimateMcp.Code.Workspaces;
using UltimateMcp.Primitives.Settings;
using UltimateMcp.Sandbox.Binds;
using UltimateMcp.Sandbox.Pool;
using UltimateMcp.Server.Calls;

namespace UltimateMcp.Server.Hosting.Settings;

/// <summary>The settings of the process; they do not change while it runs.</summary>
internal sealed record ServerSettings
{
    public static readonly FolderSetting HomeSetting = new()
    {
        Name = "ULTIMATE_MCP_HOME", Default = "", ComputedDefault = "the user's data folder + ultimate-mcp", IsAllowedInFile = false,
        Description = "Folder of outputs and logs.",
    };

    public static readonly ChoiceSetting<LogLevel> LogLevelSetting = new()
    {
        Name = "LOG_LEVEL", Default = LogLevel.Information,
        Description = "Least severe events that are logged. Other usual names, such as info, warn and fatal, are accepted.",
        Choices =
        [
            ("Trace", LogLevel.Trace), ("Debug", LogLevel.Debug), ("Information", LogLevel.Information),
            ("Warning", LogLevel.Warning), ("Error", LogLevel.Error), ("Critical", LogLevel.Critical),
        ],
        Aliases =
        [
            ("verbose", LogLevel.Trace), ("info", LogLevel.Information), ("warn", LogLevel.Warning), ("err", LogLevel.Error),
            ("crit", LogLevel.Critical), ("fatal", LogLevel.Critical),
        ],
    };

    /// <summary>Absolute; may not exist yet.</summary>
    public required string Home { get; init; }

    public required LogLevel LogLevel { get; init; }

    public required RunOptions Run { get; init; }

    public required PoolOptions Pool { get; init; }

    public required WarmImportOptions WarmImports { get; init; }

    public required RecordOptions Records { get; init; }

    public required CacheOptions Cache { get; init; }

    public required CallOptions Calls { get; init; }

    public required ImmutableArray<string> Workspaces { get; init; }

    /// <summary>Folders that no program may see: the server's own and the homes of its user.</summary>
    public ImmutableArray<string> PrivateFolders => [.. UserHomes.OfServer().Prepend(Home)];

    /// <summary>The values of all settings.</summary>
    public required SettingValues Values { get; init; }

    /// <summary>The text of each setting and where it came from, in the order of the table.</summary>
    public required ImmutableArray<EffectiveSetting> Effective { get; init; }

    public static ServerSettings From(SettingValues values, ImmutableArray<EffectiveSetting> effective) => new()
    {
        Home = values.Of(HomeSetting),
        LogLevel = values.Of(LogLevelSetting),
        Run = RunOptions.From(values),
        Pool = PoolOptions.From(values),
        WarmImports = WarmImportOptions.From(values),
        Records = RecordOptions.From(values),
        Cache = CacheOptions.From(values),
        Calls = CallOptions.From(values),
        Workspaces = values.Of(WorkspaceSettings.Folders),
        Values = values,
        Effective = effective,
    };

    public SettingSource SourceOf(Setting setting) => Effective.First(effective => effective.Setting == setting).Source;
}

internal sealed record EffectiveSetting(Setting Setting, string Text, SettingSource Source);

/// <summary>In ascending precedence.</summary>
internal enum SettingSource
{
    Default,
    File,
    Environment,
    CommandLine,
}

/// <summary>One line on stderr: <c>NAME=value: what is wrong</c>.</summary>
/// <param name="Value">Null if the error is not about a value.</param>
internal sealed record SettingError(string Name, string? Value, string Message)
{
    private const int LongestValue = 80;

    /// <param name="place">Where the name stands; empty for the command line.</param>
    /// <param name="known">All names that can stand there.</param>
    public static SettingError Unknown(string place, string name, IReadOnlyList<string> known)
    {
        var suggestion = NearestName.Find(name, known) is { } nearest ? $"did you mean {nearest}?" : "--help lists them";
        return new SettingError(place + name, Value: null, $"there is no such setting; {suggestion}");
    }

    public static SettingError NotAllowed(Setting setting, string text) =>
        new(setting.Name, setting.Show(text), $"must be {setting.Allowed}");

    public override string ToString() => Value is null ? $"{Name}: {Message}" : $"{Name}={OneLine(Value)}: {Message}";

    private static string OneLine(string value)
    {
        var cut = value.Length > LongestValue ? value[..LongestValue] + "…" : value;
        return string.Concat(cut.Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? '?' : letter));
    }
}

/// <summary>
/// The settings and their errors. A bad setting has its default value, which is good enough for <c>doctor</c> but never
/// for serving.
/// </summary>
internal sealed record SettingsReading(ServerSettings Settings, ImmutableArray<SettingError> Errors);
