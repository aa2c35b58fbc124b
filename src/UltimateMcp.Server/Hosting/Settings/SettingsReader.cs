using System.Collections.Immutable;
using UltimateMcp.Code.Workspaces;
using UltimateMcp.Primitives.Settings;

namespace UltimateMcp.Server.Hosting.Settings;

/// <summary>
/// Reads every setting from the command line, the environment, or <c>ultimate-mcp.json</c> in the home, in that order.
/// All errors are collected, so that one start shows them all. The configuration binder is not used: it throws at the
/// first bad text and names a property instead of the setting.
/// </summary>
/// <param name="environment">Looks up a variable; returns null if it is not set.</param>
internal sealed class SettingsReader(Func<string, string?> environment)
{
    private readonly List<SettingError> _errors = [];

    /// <param name="commandLine">Texts by setting name.</param>
    /// <param name="commandLineErrors">Errors of the command line itself; they come first.</param>
    public SettingsReading Read(IReadOnlyDictionary<string, string> commandLine, IEnumerable<SettingError> commandLineErrors)
    {
        _errors.AddRange(commandLineErrors);
        var values = new SettingValues();
        var given = SettingsTable.All.ToDictionary(setting => setting, setting => FromProcess(setting, commandLine));
        var home = ReadHome(values, given[ServerSettings.HomeSetting]);
        var file = SettingsFile.Read(values.Of(ServerSettings.HomeSetting), _errors);
        ImmutableArray<EffectiveSetting> effective =
        [
            home,
            .. SettingsTable.All.Skip(1).Select(setting =>
                (given[setting] ?? FromFile(setting, file)) is { } text ? Accept(values, text) : DefaultOf(setting)),
        ];
        var settings = ServerSettings.From(values, effective);
        AddWorkspaceErrors(settings);
        return new SettingsReading(settings, [.. _errors]);
    }

    private void AddWorkspaceErrors(ServerSettings settings)
    {
        var faults = WorkspaceSettings.FaultsOf(settings.Workspaces, settings.Home, settings.PrivateFolders);
        _errors.AddRange(faults.Select(static fault => new SettingError(WorkspaceSettings.Folders.Name, Value: null, fault)));
    }

    private EffectiveSetting? FromProcess(Setting setting, IReadOnlyDictionary<string, string> commandLine)
    {
        if (commandLine.TryGetValue(setting.Name, out var text))
        {
            return new EffectiveSetting(setting, text, SettingSource.CommandLine);
        }

        // If the user left a field blank, hosts pass an empty text, and bundles the literal ${user_config.x}.
        return environment(setting.Name) is { Length: > 0 } value && !IsBlankInBundle(value)
            ? new EffectiveSetting(setting, value, SettingSource.Environment)
            : null;
    }

    private static bool IsBlankInBundle(string value) =>
        value.StartsWith("${user_config.", StringComparison.Ordinal) && value.IndexOf('}') == value.Length - 1;

    private static EffectiveSetting? FromFile(Setting setting, IReadOnlyDictionary<Setting, string> file) =>
        file.TryGetValue(setting, out var text) ? new EffectiveSetting(setting, text, SettingSource.File) : null;

    private static EffectiveSetting DefaultOf(Setting setting) =>
        new(setting, setting.ComputedDefault ?? setting.DefaultText, SettingSource.Default);

    private EffectiveSetting ReadHome(SettingValues values, EffectiveSetting? given)
    {
        var home = given ?? new EffectiveSetting(ServerSettings.HomeSetting, DefaultHome(), SettingSource.Default);
        return Accept(values, home);
    }

    private EffectiveSetting Accept(SettingValues values, EffectiveSetting given)
    {
        var (setting, text, _) = given;
        if (text.Contains("${", StringComparison.Ordinal))
        {
            _errors.Add(new SettingError(setting.Name, setting.Show(text), "the host did not expand this; write the value itself"));
            return DefaultOf(setting);
        }

        if (!values.TrySet(setting, text))
        {
            _errors.Add(SettingError.NotAllowed(setting, text));
            return DefaultOf(setting);
        }

        return given;
    }

    /// <summary>The XDG data folder; a relative XDG_DATA_HOME must be ignored (XDG Base Directory Specification).</summary>
    private string DefaultHome()
    {
        var data = environment("XDG_DATA_HOME") is { } xdg && FolderSetting.IsAbsolute(xdg)
            ? xdg
            : OperatingSystem.IsWindows() ? Folder(Environment.SpecialFolder.LocalApplicationData) : UserData();
        return Path.Combine(data, "ultimate-mcp");
    }

    private string UserData()
    {
        var user = environment("HOME") is { } home && FolderSetting.IsAbsolute(home) ? home : Folder(Environment.SpecialFolder.UserProfile);
        return Path.Combine(user, ".local", "share");
    }

    private static string Folder(Environment.SpecialFolder folder) =>
        Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify);
}
