using System.Collections.Immutable;

namespace UltimateMcp.Primitives.Settings;

/// <summary>Names of modules, separated by commas.</summary>
public sealed class ModulesSetting : Setting<ImmutableArray<string>>
{
    /// <summary>They are arguments of the interpreter.</summary>
    private const int MaximumCount = 64;
    private const int MaximumLength = 128;

    public override string Type => "modules";

    public override string DefaultText => string.Join(',', Default);

    public override string Allowed => "names of modules, such as numpy,scipy.stats";

    public override object? TryRead(string text)
    {
        var names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return names.Length <= MaximumCount && names.All(IsModule) ? names.Distinct(StringComparer.Ordinal).ToImmutableArray() : null;
    }

    private static bool IsModule(string name) => name.Length <= MaximumLength && name.Split('.').All(IsIdentifier);

    private static bool IsIdentifier(string part) =>
        part.Length > 0 && !char.IsAsciiDigit(part[0]) && part.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');
}
