using System.Collections.Immutable;
using UltimateMcp.Primitives.Settings;

namespace UltimateMcp.Code.Limits;

/// <summary>Limits of a run. Each is a setting.</summary>
public sealed record RunOptions
{
    /// <summary>Default and upper bound of <c>timeout_seconds</c>.</summary>
    public TimeSpan MaxExecutionTime { get; init; } = RunSettings.MaxExecutionTime.Default;

    /// <summary>For the program, without what the language runtime requires.</summary>
    public int MaxMemoryMebibytes { get; init; } = RunSettings.MaxMemory.Default;

    /// <summary>Largest single file.</summary>
    public int MaxFileSizeMebibytes { get; init; } = RunSettings.MaxFileSize.Default;

    /// <summary>Processes, not threads.</summary>
    public int MaxProcesses { get; init; } = RunSettings.MaxProcesses.Default;

    /// <summary>Of stdout and stderr each.</summary>
    public int MaxOutputKibibytes { get; init; } = RunSettings.MaxOutput.Default;

    public static RunOptions From(SettingValues values) => new()
    {
        MaxExecutionTime = values.Of(RunSettings.MaxExecutionTime),
        MaxMemoryMebibytes = values.Of(RunSettings.MaxMemory),
        MaxFileSizeMebibytes = values.Of(RunSettings.MaxFileSize),
        MaxProcesses = values.Of(RunSettings.MaxProcesses),
        MaxOutputKibibytes = values.Of(RunSettings.MaxOutput),
    };
}

public static class RunSettings
{
    public static readonly SecondsSetting MaxExecutionTime = new()
    {
        Name = "MAX_EXECUTION_TIME", Default = TimeSpan.FromSeconds(30), Minimum = 0.1m, Maximum = 3600,
        Description = "Seconds that a run may take; default and upper bound of timeout_seconds.",
    };

    public static readonly IntegerSetting MaxMemory = new()
    {
        Name = "MAX_MEMORY_MB", Default = 128, Minimum = 8, Maximum = 65_536,
        Description = "MiB of memory for the program; the language runtime's own need comes on top.",
    };

    public static readonly IntegerSetting MaxFileSize = new()
    {
        Name = "MAX_FILE_SIZE_MB", Default = 10, Minimum = 1, Maximum = 4096,
        Description = "MiB of the largest file that a program may write.",
    };

    /// <summary>For a shell, whose commands are processes.</summary>
    public const int MinimumShellProcesses = 32;

    public static readonly IntegerSetting MaxProcesses = new()
    {
        Name = "MAX_PROCESSES", Default = 1, Minimum = 1, Maximum = 4096,
        Description = $"Processes, not threads, of a program; at 1 it cannot fork. Bash gets at least {MinimumShellProcesses}.",
    };

    public static readonly IntegerSetting MaxOutput = new()
    {
        Name = "MAX_OUTPUT_KB", Default = 1024, Minimum = 1, Maximum = 65_536,
        Description = "KiB kept of stdout and of stderr, each; a program that writes more is ended.",
    };

    public static readonly ImmutableArray<Setting> All = [MaxExecutionTime, MaxMemory, MaxFileSize, MaxProcesses, MaxOutput];
}
