using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using UltimateMcp.Caching;
using UltimateMcp.Code.Records;
using UltimateMcp.Code.Limits;
using UltimateMcp.Server.Calls;

namespace UltimateMcp.Server.Hosting.Settings;

/// <summary>What the process runs with, fixed from start to end.</summary>
internal sealed record ServerSettings
{
    /// <summary>Absolute; may not exist yet.</summary>
    public required string Home { get; init; }

    public required LogLevel LogLevel { get; init; }

    public required RunOptions Run { get; init; }

    public required RecordOptions Records { get; init; }

    public required CacheOptions Cache { get; init; }

    public required CallOptions Calls { get; init; }

    /// <summary>Each setting with the text in force and where it came from, in the order of the table.</summary>
    public required ImmutableArray<SettingInForce> InForce { get; init; }
}

internal sealed record SettingInForce(Setting Setting, string Text, SettingSource Source);

/// <summary>A later one wins over an earlier one.</summary>
internal enum SettingSource
{
    Default,
    File,
    Environment,
    CommandLine,
}

/// <summary>One line on stderr: <c>NAME=value: what is allowed</c>.</summary>
internal sealed record SettingFault(string Name, string? Value, string Allowed)
{
    private const int LongestValue = 80;

    public override string ToString() => Value is null ? $"{Name}: {Allowed}" : $"{Name}={OneLine(Value)}: {Allowed}";

    private static string OneLine(string value)
    {
        var cut = value.Length > LongestValue ? value[..LongestValue] + "…" : value;
        return string.Concat(cut.Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? '?' : letter));
    }
}

/// <summary>The outcome of reading settings. With faults, each bad setting stands at its default: good enough for <c>doctor</c>, never for serving.</summary>
internal sealed record SettingsReading(ServerSettings Settings, ImmutableArray<SettingFault> Faults);
