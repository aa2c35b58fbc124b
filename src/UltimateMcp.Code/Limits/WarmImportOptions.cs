using System.Collections.Immutable;
using UltimateMcp.Primitives.Settings;

namespace UltimateMcp.Code.Limits;

/// <summary>Modules that an interpreter imports before each program. It is a setting.</summary>
public sealed record WarmImportOptions
{
    /// <summary>In the order in which they are imported.</summary>
    public ImmutableArray<string> Python { get; init; } = WarmImportSettings.Python.Default;

    public static WarmImportOptions From(SettingValues values) => new() { Python = values.Of(WarmImportSettings.Python) };
}

public static class WarmImportSettings
{
    public static readonly ModulesSetting Python = new()
    {
        Name = "PYTHON_WARM_IMPORTS", Default = [], ComputedDefault = "none",
        Description = "Modules that Python has imported before each program; when one was started ahead, their import takes no time.",
    };

    public static readonly ImmutableArray<Setting> All = [Python];
}
