using System.Collections.Immutable;
using System.Globalization;

namespace UltimateMcp.Primitives.Settings;

/// <summary><c>true</c> or <c>false</c>, in any case.</summary>
public sealed class BooleanSetting : Setting<bool>
{
    public override string Type => "boolean";

    public override string DefaultText => Default ? "true" : "false";

    public override string Allowed => "true or false";

    public override object? TryRead(string text) =>
        text.Equals("true", StringComparison.OrdinalIgnoreCase) ? true
        : text.Equals("false", StringComparison.OrdinalIgnoreCase) ? false
        : null;
}

public sealed class IntegerSetting : Setting<int>
{
    public required int Minimum { get; init; }

    public required int Maximum { get; init; }

    public override string Type => "integer";

    public override string DefaultText => Default.ToString(CultureInfo.InvariantCulture);

    public override string Allowed => string.Create(CultureInfo.InvariantCulture, $"an integer from {Minimum} to {Maximum}");

    public override object? TryRead(string text)
    {
        var isInteger = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value);
        return isInteger && value >= Minimum && value <= Maximum ? value : null;
    }
}

/// <summary>Decimal: a double would let <c>NaN</c> and <c>Infinity</c> pass.</summary>
public sealed class NumberSetting : Setting<double>
{
    public required decimal Minimum { get; init; }

    public required decimal Maximum { get; init; }

    public override string Type => "number";

    public override string DefaultText => Default.ToString(CultureInfo.InvariantCulture);

    public override string Allowed => string.Create(CultureInfo.InvariantCulture, $"a number from {Minimum} to {Maximum}");

    public override object? TryRead(string text) =>
        DecimalText.TryParse(text, out var value) && value >= Minimum && value <= Maximum ? (double)value : null;
}

/// <summary>A duration, written as decimal seconds.</summary>
public sealed class SecondsSetting : Setting<TimeSpan>
{
    public required decimal Minimum { get; init; }

    public required decimal Maximum { get; init; }

    public override string Type => "seconds";

    public override string DefaultText => Default.TotalSeconds.ToString(CultureInfo.InvariantCulture);

    public override string Allowed => string.Create(CultureInfo.InvariantCulture, $"a number of seconds from {Minimum} to {Maximum}");

    public override object? TryRead(string text) => DecimalText.TryParse(text, out var value) && value >= Minimum && value <= Maximum
        ? TimeSpan.FromTicks((long)(value * TimeSpan.TicksPerSecond))
        : null;
}

/// <summary>A folder by its absolute path, because the working directory of a server depends on its host.</summary>
public sealed class FolderSetting : Setting<string>
{
    public override string Type => "folder";

    public override string DefaultText => Default;

    public override string Allowed => "an absolute path to a folder";

    public override object? TryRead(string text) => IsAbsolute(text) ? text : null;

    public static bool IsAbsolute(string text) => Path.IsPathFullyQualified(text) && !text.Contains('\0');
}

/// <summary>Folders by their absolute paths, separated as in PATH. Whether they exist is checked when they are used.</summary>
public sealed class FolderListSetting : Setting<ImmutableArray<string>>
{
    private const char Separator = ':';

    public override string Type => "folders";

    public override string DefaultText => string.Join(Separator, Default);

    public override string Allowed => $"absolute paths to folders, without . and .., with {Separator} between them";

    public override object? TryRead(string text)
    {
        var folders = text.Split(Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return folders.Length > 0 && Array.TrueForAll(folders, IsPlain) ? folders.ToImmutableArray() : null;
    }

    private static bool IsPlain(string path) =>
        FolderSetting.IsAbsolute(path) && Array.TrueForAll(path.Split('/'), static part => part is not ("." or ".."));
}

/// <summary>A file or folder by its absolute path. Whether it exists is checked when it is used.</summary>
public sealed class PathSetting : Setting<string>
{
    /// <summary>The name that the folder must have; null if any file or folder is allowed.</summary>
    public string? FolderName { get; init; }

    /// <summary>What it names, with its article.</summary>
    public string Noun => FolderName is null ? "an environment" : "a folder";

    public override string Type => FolderName is null ? "path" : "folder";

    public override string DefaultText => Default;

    public override string Allowed => FolderName is { } name
        ? $"an absolute path to a folder named {name}"
        : "an absolute path to a file or folder";

    public override object? TryRead(string text) =>
        FolderSetting.IsAbsolute(text) && (FolderName is null || Path.GetFileName(text.TrimEnd('/')) == FolderName) ? text : null;
}

/// <summary>One of a few names, in any case.</summary>
public sealed class ChoiceSetting<T> : Setting<T>
    where T : struct, Enum
{
    /// <summary>In display order.</summary>
    public required ImmutableArray<(string Name, T Value)> Choices { get; init; }

    /// <summary>Accepted too, but not listed.</summary>
    public ImmutableArray<(string Name, T Value)> Aliases { get; init; } = [];

    public override string Type => "name";

    public override string DefaultText => Choices.First(choice => EqualityComparer<T>.Default.Equals(choice.Value, Default)).Name;

    public override string Allowed => $"one of: {string.Join(", ", Choices.Select(static choice => choice.Name))}";

    public override object? TryRead(string text)
    {
        foreach (var (name, value) in Choices.AsSpan())
        {
            if (name.Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        foreach (var (name, value) in Aliases.AsSpan())
        {
            if (name.Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }
}

internal static class DecimalText
{
    public static bool TryParse(string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
}
