using System.Text;
using System.Text.Json;
using UltimateMcp.Primitives.Settings;

namespace UltimateMcp.Server.Hosting.Settings;

/// <summary>
/// <c>ultimate-mcp.json</c> in the home: one flat object whose members are settings. Comments, trailing commas and a
/// byte order mark are allowed.
/// </summary>
internal static class SettingsFile
{
    public const string Name = "ultimate-mcp.json";

    /// <summary>For a file without a byte order mark.</summary>
    private static readonly UTF8Encoding _encoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly JsonDocumentOptions _format = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>The texts by setting; empty if there is no such file.</summary>
    public static IReadOnlyDictionary<Setting, string> Read(string home, List<SettingError> errors)
    {
        var texts = new Dictionary<Setting, string>();
        if (home.Length == 0)
        {
            return texts;
        }

        if (File.Exists(home))
        {
            var setting = ServerSettings.HomeSetting;
            errors.Add(new SettingError(setting.Name, home, $"must be {setting.Allowed}; this is a file"));
            return texts;
        }

        var path = Path.Combine(home, Name);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path, _encoding), _format);
            Collect(document.RootElement, texts, errors);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            // The file is optional.
        }
        catch (JsonException wrong)
        {
            errors.Add(new SettingError(
                path, Value: null, $"is not valid JSON at line {wrong.LineNumber + 1}; it must be one flat object with each name once"));
        }
        catch (DecoderFallbackException)
        {
            errors.Add(new SettingError(path, Value: null, "is not valid UTF-8"));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            errors.Add(new SettingError(path, Value: null, $"cannot be read ({unreadable.Message})"));
        }

        return texts;
    }

    private static void Collect(JsonElement root, Dictionary<Setting, string> texts, List<SettingError> errors)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new SettingError(Name, Value: null, "must be one flat object of settings"));
            return;
        }

        foreach (var member in root.EnumerateObject())
        {
            if (SettingsTable.Named(member.Name) is not { } setting)
            {
                errors.Add(SettingError.Unknown($"{Name}: ", member.Name, SettingsTable.Names));
            }
            else if (!setting.IsAllowedInFile)
            {
                errors.Add(new SettingError(
                    $"{Name}: {member.Name}",
                    Value: null,
                    "must be set in the environment or on the command line: this file lies in that folder"));
            }
            else if (TextOf(member.Value) is { } text)
            {
                texts.Add(setting, text);
            }
            else
            {
                errors.Add(new SettingError($"{Name}: {member.Name}", Value: null, "must be a string, a number or a boolean"));
            }
        }
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };
}
