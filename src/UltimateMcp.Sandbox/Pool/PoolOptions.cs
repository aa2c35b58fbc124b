using System.Collections.Immutable;
using UltimateMcp.Primitives.Settings;

namespace UltimateMcp.Sandbox.Pool;

/// <summary>How much memory waiting sandboxes may take. It is a setting.</summary>
public sealed record PoolOptions
{
    /// <summary>Nothing waits: every run starts its own sandbox.</summary>
    public static readonly PoolOptions Off = new() { MaxMemoryMebibytes = 0 };

    /// <summary>Of all waiting sandboxes together; 0 turns the pool off.</summary>
    public int MaxMemoryMebibytes { get; init; } = PoolSettings.MaxMemory.Default;

    public static PoolOptions From(SettingValues values) => new() { MaxMemoryMebibytes = values.Of(PoolSettings.MaxMemory) };
}

public static class PoolSettings
{
    public static readonly IntegerSetting MaxMemory = new()
    {
        Name = "POOL_MAX_MEMORY_MB", Default = 512, Minimum = 0, Maximum = 65_536,
        Description = "MiB that interpreters started ahead and linters that are kept may take; 0: none are.",
    };

    public static readonly ImmutableArray<Setting> All = [MaxMemory];
}
