using UltimateMcp.Server.Hosting.Settings;

namespace UltimateMcp.Server.Cli.Doctor;

/// <summary>Each setting with its source, and each error that would prevent the server from starting.</summary>
internal static class SettingsCheck
{
    public static IEnumerable<Check> Run(SettingsReading reading)
    {
        var wrong = reading.Errors.Select(error => Check.Bad(error.Name, error.Value ?? "wrong", error.Message));
        var bad = reading.Errors.Select(error => error.Name).ToHashSet(StringComparer.Ordinal);
        var good = reading.Settings.Effective
            .Where(setting => !bad.Contains(setting.Setting.Name))
            .Select(setting => Check.Good(setting.Setting.Name, $"{ValueText(setting)} ({SourceText(setting.Source)})"));
        return wrong.Concat(good);
    }

    private static string ValueText(EffectiveSetting effective) => effective switch
    {
        { Source: SettingSource.Default, Setting: { ComputedDefault: { } computed, DefaultText: { Length: > 0 } here } } =>
            $"{computed} = {here}",
        _ => effective.Setting.Show(effective.Text),
    };

    private static string SourceText(SettingSource source) => source switch
    {
        SettingSource.CommandLine => "command line",
        SettingSource.Environment => "environment",
        SettingSource.File => SettingsFile.Name,
        _ => "default",
    };
}
