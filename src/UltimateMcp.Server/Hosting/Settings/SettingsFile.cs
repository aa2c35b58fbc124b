using System.Text.Json;

namespace UltimateMcp.Server.Hosting.Settings;

/// <summary><c>ultimate-mcp.json</c> in the home: one flat object whose members are settings. Comments and trailing commas are fine.</summary>
internal static class SettingsFile
{
    public const string Name = "ultimate-mcp.json";

    private static readonly JsonDocumentOptions _format = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>The texts by setting; empty when there is no such file.</summary>
    public static IReadOnlyDictionary<Setting, string> Read(string? home, List<SettingFault> faults)
    {
        var texts = new Dictionary<Setting, string>();
        if (home is null)
        {
            return texts;
        }

        if (File.Exists(home))
        {
            faults.Add(new SettingFault("ULTIMATE_MCP_HOME", home, "an absolute path to a folder; this is a file"));
            return texts;
        }

        var path = Path.Combine(home, Name);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), _format);
            Collect(document.RootElement, texts, faults);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            // The file is optional.
        }
        catch (JsonException wrong)
        {
            faults.Add(new SettingFault(path, Value: null, $"not valid JSON at line {wrong.LineNumber + 1}; one flat object is allowed, each name once"));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            faults.Add(new SettingFault(path, Value: null, $"cannot be read ({unreadable.Message})"));
        }

        return texts;
    }

    private static void Collect(JsonElement root, Dictionary<Setting, string> texts, List<SettingFault> faults)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new SettingFault(Name, Value: null, "one flat object of settings is allowed"));
            return;
        }

        foreach (var member in root.EnumerateObject())
        {
            if (SettingsTable.Named(member.Name) is not { } setting)
            {
                faults.Add(new SettingFault($"{Name}: {member.Name}", Value: null, "no such setting; --help lists them"));
            }
            else if (setting.IsRefusedInFile)
            {
                faults.Add(new SettingFault(
                    $"{Name}: {member.Name}", Value: null, "allowed in the environment and on the command line, not in the file that it leads to"));
            }
            else if (TextOf(member.Value) is { } text)
            {
                texts.Add(setting, text);
            }
            else
            {
                faults.Add(new SettingFault($"{Name}: {member.Name}", Value: null, "a text, a number, true or false is allowed"));
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
