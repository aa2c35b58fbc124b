using System.Collections.Immutable;

namespace UltimateMcp.Server.Hosting.Settings;

/// <summary>The command line of a server, which contains only settings: <c>--cache-size 5</c> or <c>--cache-size=5</c>.</summary>
internal sealed record SettingArguments(IReadOnlyDictionary<string, string> Texts, ImmutableArray<SettingError> Errors)
{
    /// <summary>Whether every argument looks like a setting, known or not; otherwise the command line is a command.</summary>
    public static bool IsAll(ReadOnlySpan<string> arguments)
    {
        for (var index = 0; index < arguments.Length; index++)
        {
            var argument = arguments[index];
            if (!IsOption(argument) || argument is "--help" or "--version")
            {
                return false;
            }

            index += TakesNext(arguments, index) ? 1 : 0;
        }

        return true;
    }

    public static SettingArguments Parse(ReadOnlySpan<string> arguments)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var errors = ImmutableArray.CreateBuilder<SettingError>();
        for (var index = 0; index < arguments.Length; index++)
        {
            var parts = arguments[index].Split('=', 2);
            var text = parts.Length == 2 ? parts[1] : TakesNext(arguments, index) ? arguments[++index] : null;
            if (SettingsTable.WithOption(parts[0]) is not { } setting)
            {
                errors.Add(SettingError.Unknown("", parts[0], SettingsTable.Options));
            }
            else if (text is null)
            {
                errors.Add(new SettingError(parts[0], Value: null, $"needs a value, which must be {setting.Allowed}"));
            }
            else if (!texts.TryAdd(setting.Name, text))
            {
                errors.Add(new SettingError(parts[0], setting.Show(text), "appears twice"));
            }
        }

        return new SettingArguments(texts, errors.ToImmutable());
    }

    private static bool IsOption(string argument) => argument.StartsWith("--", StringComparison.Ordinal) && argument.Length > 2;

    private static bool TakesNext(ReadOnlySpan<string> arguments, int index) =>
        !arguments[index].Contains('=') && index + 1 < arguments.Length && !IsOption(arguments[index + 1]);
}
