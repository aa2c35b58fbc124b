using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace UltimateMcp.Code.Records;

/// <summary>How much of the home records of runs may take.</summary>
public sealed class RecordOptions
{
    /// <summary>OUTPUTS_MAX_SIZE_MB: oldest records are removed first.</summary>
    [Range(1, 1_048_576)]
    public int MaxSizeMebibytes { get; set; } = 1024;
}

[OptionsValidator]
public sealed partial class RecordOptionsValidator : IValidateOptions<RecordOptions>;
