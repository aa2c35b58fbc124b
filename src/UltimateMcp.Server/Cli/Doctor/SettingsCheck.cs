using UltimateMcp.Server.Hosting.Settings;

namespace UltimateMcp.Server.Cli.Doctor;

/// <summary>Each setting with its source, and each fault that would keep the server from starting.</summary>
internal static class SettingsCheck
{
    public static IEnumerable<Check> Look(SettingsReading reading)
    {
        var wrong = reading.Faults.Select(fault => Check.Bad(fault.Name, fault.Value ?? "not understood", fault.Allowed));
        var faulty = reading.Faults.Select(fault => fault.Name).ToHashSet(StringComparer.Ordinal);
        var good = reading.Settings.InForce
            .Where(setting => !faulty.Contains(setting.Setting.Name))
            .Select(setting => Check.Good(setting.Setting.Name, $"{ValueText(setting)} ({SourceText(setting.Source)})"));
        return wrong.Concat(good);
    }

    private static string ValueText(SettingInForce setting) => setting is { Source: SettingSource.Default, Setting.DefaultHere: { } here }
        ? $"{setting.Text} = {here}"
        : setting.Setting.Show(setting.Text);

    private static string SourceText(SettingSource source) => source switch
    {
        SettingSource.CommandLine => "command line",
        SettingSource.Environment => "environment",
        SettingSource.File => SettingsFile.Name,
        _ => "default",
    };
}
