namespace UltimateMcp.Primitives.Settings;

/// <summary>
/// One setting: the single source of its name, default, range and description. It parses and validates the text; the
/// docs, the manifest, <c>--help</c>, <c>doctor</c> and error messages use its texts. It is declared next to the
/// options class that takes its value.
/// </summary>
public abstract class Setting
{
    private protected Setting()
    {
    }

    /// <summary>Name of the environment variable and of the member in <c>ultimate-mcp.json</c>.</summary>
    public required string Name { get; init; }

    /// <summary>One plain sentence.</summary>
    public required string Description { get; init; }

    /// <summary>The same name on the command line: <c>--cache-size</c>.</summary>
    public string Option => "--" + Name.ToLowerInvariant().Replace('_', '-');

    /// <summary>Its value is always shown as <c>***</c>.</summary>
    public bool IsSecret { get; init; }

    /// <summary>False for the setting that determines where the file is.</summary>
    public bool IsAllowedInFile { get; init; } = true;

    /// <summary>How the docs describe a default that depends on the machine; null if it is the same everywhere.</summary>
    public string? ComputedDefault { get; init; }

    /// <summary>One word for the type of the value, such as <c>integer</c>.</summary>
    public abstract string Type { get; }

    /// <summary>The default as a text that <see cref="TryRead"/> accepts.</summary>
    public abstract string DefaultText { get; }

    /// <summary>What a value must be, worded to follow "must be": <c>an integer from 1 to 1024</c>.</summary>
    public abstract string Allowed { get; }

    /// <summary>Parses a text; null if it is not allowed.</summary>
    public abstract object? TryRead(string text);

    public string Show(string text) => IsSecret ? "***" : text;
}

/// <summary>A setting whose value is a <typeparamref name="T"/>.</summary>
public abstract class Setting<T> : Setting
    where T : notnull
{
    private protected Setting()
    {
    }

    public required T Default { get; init; }
}
