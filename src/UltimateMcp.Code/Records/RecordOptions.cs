using System.Collections.Immutable;
using UltimateMcp.Primitives.Settings;

namespace UltimateMcp.Code.Records;

/// <summary>The size limit for records.</summary>
public sealed record RecordOptions
{
    public int MaxSizeMebibytes { get; init; } = RecordSettings.MaxSize.Default;

    public static RecordOptions From(SettingValues values) => new() { MaxSizeMebibytes = values.Of(RecordSettings.MaxSize) };
}

public static class RecordSettings
{
    public static readonly IntegerSetting MaxSize = new()
    {
        Name = "OUTPUTS_MAX_SIZE_MB", Default = 1024, Minimum = 1, Maximum = 1_048_576,
        Description = $"MiB that records of runs may take; the oldest are removed first, the newest {RecordQuota.AlwaysKept} never.",
    };

    public static readonly ImmutableArray<Setting> All = [MaxSize];
}
