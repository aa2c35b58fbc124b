using System.Collections.Immutable;

namespace UltimateMcp.Server.Hosting.Settings;

/// <summary>
/// Reads every setting: command line over environment over <c>ultimate-mcp.json</c> in the home. Each text is parsed by its row of the
/// table and judged by the generated validator of the options it goes into; all faults are collected, so that one start shows them all.
/// </summary>
/// <param name="environment">Looks a variable up; null when it is not set.</param>
internal sealed class SettingsReader(Func<string, string?> environment)
{
    private readonly List<SettingFault> _faults = [];

    /// <param name="commandLine">Texts by name of the setting.</param>
    /// <param name="commandLineFaults">What was wrong with the command line itself; reported first.</param>
    public SettingsReading Read(IReadOnlyDictionary<string, string> commandLine, IEnumerable<SettingFault> commandLineFaults)
    {
        _faults.AddRange(commandLineFaults);
        var draft = new SettingsDraft();
        var given = SettingsTable.All.ToDictionary(setting => setting, setting => FromProcess(setting, commandLine));
        var homeSetting = SettingsTable.All[0];
        var home = Accept(draft, given[homeSetting] ?? DefaultHome(homeSetting));
        var file = SettingsFile.Read(draft.Home, _faults);
        var inForce = SettingsTable.All.Skip(1).Select(setting => Accept(draft, given[setting] ?? FromFile(setting, file)));
        ImmutableArray<SettingInForce> all = [home, .. inForce];
        return new SettingsReading(
            new ServerSettings
            {
                Home = draft.Home ?? "",
                LogLevel = draft.LogLevel,
                Run = draft.Run,
                Records = draft.Records,
                Cache = draft.Cache,
                Calls = draft.Calls,
                InForce = all,
            },
            [.. _faults]);
    }

    private SettingInForce? FromProcess(Setting setting, IReadOnlyDictionary<string, string> commandLine)
    {
        if (commandLine.TryGetValue(setting.Name, out var text))
        {
            return new SettingInForce(setting, text, SettingSource.CommandLine);
        }

        // Hosts hand over empty texts, and bundles the literal ${user_config.x}, for what their user left blank.
        return environment(setting.Name) is { Length: > 0 } value && !IsBlankOfBundle(value)
            ? new SettingInForce(setting, value, SettingSource.Environment)
            : null;
    }

    private static bool IsBlankOfBundle(string value) =>
        value.StartsWith("${user_config.", StringComparison.Ordinal) && value.IndexOf('}') == value.Length - 1;

    private static SettingInForce FromFile(Setting setting, IReadOnlyDictionary<Setting, string> file) =>
        file.TryGetValue(setting, out var text)
            ? new SettingInForce(setting, text, SettingSource.File)
            : new SettingInForce(setting, setting.Default, SettingSource.Default);

    private SettingInForce Accept(SettingsDraft draft, SettingInForce given)
    {
        var (setting, text, source) = given;
        if (source == SettingSource.Default && !setting.IsRefusedInFile)
        {
            return given;
        }

        if (text.Contains("${", StringComparison.Ordinal))
        {
            return Refuse("the host did not expand this; write the value itself");
        }

        if (!SettingsDraft.Accepts(setting, text))
        {
            return Refuse(setting.Allowed);
        }

        setting.Apply(draft, text);
        return given;

        SettingInForce Refuse(string reason)
        {
            _faults.Add(new SettingFault(setting.Name, setting.Show(text), reason));
            return new SettingInForce(setting, setting.Default, SettingSource.Default);
        }
    }

    /// <summary>The XDG data folder; a relative XDG_DATA_HOME is to be ignored (XDG Base Directory Specification).</summary>
    private SettingInForce DefaultHome(Setting setting)
    {
        var data = environment("XDG_DATA_HOME") is { } xdg && SettingText.IsFolder(xdg)
            ? xdg
            : OperatingSystem.IsWindows() ? Folder(Environment.SpecialFolder.LocalApplicationData) : UserData();
        return new SettingInForce(setting, Path.Combine(data, "ultimate-mcp"), SettingSource.Default);
    }

    private string UserData()
    {
        var user = environment("HOME") is { } home && SettingText.IsFolder(home) ? home : Folder(Environment.SpecialFolder.UserProfile);
        return Path.Combine(user, ".local", "share");
    }

    private static string Folder(Environment.SpecialFolder folder) =>
        Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify);
}
