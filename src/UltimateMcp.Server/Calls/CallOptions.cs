using System.Collections.Immutable;
using UltimateMcp.Primitives.Settings;

namespace UltimateMcp.Server.Calls;

/// <summary>Limits on calls. Each is a setting.</summary>
internal sealed record CallOptions
{
    /// <summary>Calls a second of each tool, and the capacity of its bucket. 0 turns the limit off.</summary>
    public double CallsPerSecond { get; init; } = CallSettings.CallsPerSecond.Default;

    /// <summary>Calls a minute of each tool that runs code, and the capacity of its bucket. 0 turns the limit off.</summary>
    public int ExecutionsPerMinute { get; init; } = CallSettings.ExecutionsPerMinute.Default;

    /// <summary>Calls served at once; others wait in a queue.</summary>
    public int MaxConcurrentCalls { get; init; } = CallSettings.MaxConcurrentCalls.Default;

    public static CallOptions From(SettingValues values) => new()
    {
        CallsPerSecond = values.Of(CallSettings.CallsPerSecond),
        ExecutionsPerMinute = values.Of(CallSettings.ExecutionsPerMinute),
        MaxConcurrentCalls = values.Of(CallSettings.MaxConcurrentCalls),
    };
}

internal static class CallSettings
{
    public static readonly NumberSetting CallsPerSecond = new()
    {
        Name = "RATE_LIMIT_RPS", Default = 10, Minimum = 0, Maximum = 10_000,
        Description = "Calls a second of each tool, and its burst; 0 turns the limit off.",
    };

    public static readonly IntegerSetting ExecutionsPerMinute = new()
    {
        Name = "RATE_LIMIT_EXECUTE_PER_MINUTE", Default = 10, Minimum = 0, Maximum = 100_000,
        Description = "Calls a minute of each tool that runs code; 0 turns the limit off. An answer from the cache does not count.",
    };

    public static readonly IntegerSetting MaxConcurrentCalls = new()
    {
        Name = "MAX_CONCURRENT_CALLS", Default = Math.Min(Environment.ProcessorCount * 4, 1024), ComputedDefault = "processor count × 4",
        Minimum = 1, Maximum = 1024,
        Description = "Calls served at once; further ones wait in line.",
    };

    public static readonly ImmutableArray<Setting> All = [CallsPerSecond, ExecutionsPerMinute, MaxConcurrentCalls];
}
