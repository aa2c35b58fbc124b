namespace UltimateMcp.Server.Hosting.Settings;

/// <summary>One setting: the single source of its name, default, meaning and parsing, for the process, the docs, the manifest and <c>doctor</c>.</summary>
/// <param name="Name">Name of the environment variable and of the member in <c>ultimate-mcp.json</c>.</param>
/// <param name="Default">As the docs show it; the options classes hold the value itself, and a test compares the two.</param>
/// <param name="Description">One plain sentence.</param>
/// <param name="Allowed">What a fault says is allowed: <c>a whole number from 1 to 1024</c>.</param>
internal sealed record Setting(string Name, SettingKind Kind, string Default, string Description, string Allowed)
{
    /// <summary>The same name on the command line: <c>--cache-size</c>.</summary>
    public string Option { get; } = "--" + Name.ToLowerInvariant().Replace('_', '-');

    /// <summary>Shown as <c>***</c> wherever a value is shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Where the setting may not stand: the file lies in the home, so it cannot name it.</summary>
    public bool IsRefusedInFile { get; init; }

    /// <summary>What a default that depends on the machine comes to on this one.</summary>
    public string? DefaultHere { get; init; }

    /// <summary>Puts a text into the draft; false when it cannot be read. Ranges are the validators' business.</summary>
    public required Func<SettingsDraft, string, bool> Apply { get; init; }

    public string Show(string text) => IsSecret ? "***" : text;
}

/// <summary>What the text of a setting is.</summary>
internal enum SettingKind
{
    Folder,
    Flag,
    Whole,
    Number,

    /// <summary>A duration in decimal seconds.</summary>
    Seconds,
    Choice,
}
