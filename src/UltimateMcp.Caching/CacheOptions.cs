using System.Collections.Immutable;
using UltimateMcp.Primitives.Settings;

namespace UltimateMcp.Caching;

/// <summary>Whether, how many and for how long results are cached. Each is a setting.</summary>
public sealed record CacheOptions
{
    public bool Enabled { get; init; } = CacheSettings.Enabled.Default;

    /// <summary>Results kept.</summary>
    public int Size { get; init; } = CacheSettings.Size.Default;

    public TimeSpan TimeToLive { get; init; } = CacheSettings.TimeToLive.Default;

    public static CacheOptions From(SettingValues values) => new()
    {
        Enabled = values.Of(CacheSettings.Enabled),
        Size = values.Of(CacheSettings.Size),
        TimeToLive = values.Of(CacheSettings.TimeToLive),
    };
}

public static class CacheSettings
{
    public static readonly BooleanSetting Enabled = new()
    {
        Name = "CACHE_ENABLED", Default = true, Description = "Whether an identical run is answered from memory.",
    };

    public static readonly IntegerSetting Size = new()
    {
        Name = "CACHE_SIZE", Default = 1000, Minimum = 1, Maximum = 1_000_000, Description = "Results that the cache keeps.",
    };

    public static readonly SecondsSetting TimeToLive = new()
    {
        Name = "CACHE_TTL", Default = TimeSpan.FromHours(1), Minimum = 0.001m, Maximum = 2_592_000m,
        Description = "Seconds for which a cached result is used.",
    };

    public static readonly ImmutableArray<Setting> All = [Enabled, Size, TimeToLive];
}
