using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace UltimateMcp.Code.Limits;

/// <summary>Limits of a run, each a setting.</summary>
public sealed class RunOptions
{
    /// <summary>MAX_EXECUTION_TIME: default and upper bound of <c>timeout_seconds</c>.</summary>
#pragma warning disable IL2026 // The generated validator puts a range of its own, free of reflection, in the place of this attribute.
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
#pragma warning restore IL2026
    public TimeSpan MaxExecutionTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>MAX_MEMORY_MB: for the program; the language runtime's own need comes on top.</summary>
    [Range(8, 65_536)]
    public int MaxMemoryMebibytes { get; set; } = 128;

    /// <summary>MAX_FILE_SIZE_MB: largest single file.</summary>
    [Range(1, 4096)]
    public int MaxFileSizeMebibytes { get; set; } = 10;

    /// <summary>MAX_PROCESSES: processes, not threads.</summary>
    [Range(1, 4096)]
    public int MaxProcesses { get; set; } = 1;

    /// <summary>MAX_OUTPUT_KB: kept of stdout and of stderr, each.</summary>
    [Range(1, 65_536)]
    public int MaxOutputKibibytes { get; set; } = 1024;
}

[OptionsValidator]
public sealed partial class RunOptionsValidator : IValidateOptions<RunOptions>;
