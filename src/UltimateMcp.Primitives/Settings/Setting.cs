namespace UltimateMcp.Primitives.Settings;

/// <summary>
/// One setting: the single source of its name, default, range and meaning. The process reads and checks its text by it; the docs, the
/// manifest, <c>--help</c>, <c>doctor</c> and error messages quote it. It stands beside the options class that takes its value.
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

    /// <summary>Shown as <c>***</c> wherever a value is shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary>False for the setting that says where the file is.</summary>
    public bool IsAllowedInFile { get; init; } = true;

    /// <summary>How the docs name a default that depends on the machine; null where it is the same everywhere.</summary>
    public string? ComputedDefault { get; init; }

    /// <summary>One word for what the text is, such as <c>integer</c>.</summary>
    public abstract string Type { get; }

    /// <summary>The default as a text that <see cref="TryRead"/> takes.</summary>
    public abstract string DefaultText { get; }

    /// <summary>What a value must be, as it goes on after "must be": <c>an integer from 1 to 1024</c>.</summary>
    public abstract string Allowed { get; }

    /// <summary>The value of a text; null where it is not allowed.</summary>
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
