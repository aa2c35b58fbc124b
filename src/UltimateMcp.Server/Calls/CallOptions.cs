using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace UltimateMcp.Server.Calls;

/// <summary>Limits on calls, each a setting.</summary>
internal sealed class CallOptions
{
    /// <summary>RATE_LIMIT_RPS: refill per second of each tool's bucket, and its burst. 0 turns it off.</summary>
    [Range(0.0, 10_000.0)]
    public double CallsPerSecond { get; set; } = 10;

    /// <summary>RATE_LIMIT_EXECUTE_PER_MINUTE: for each tool that runs code; the bucket holds as many. 0 turns it off.</summary>
    [Range(0, 100_000)]
    public int ExecutionsPerMinute { get; set; } = 10;

    /// <summary>MAX_CONCURRENT_CALLS: calls served at once; further ones wait in line.</summary>
    [Range(1, 1024)]
    public int MaxConcurrentCalls { get; set; } = Environment.ProcessorCount * 4;
}

[OptionsValidator]
internal sealed partial class CallOptionsValidator : IValidateOptions<CallOptions>;
