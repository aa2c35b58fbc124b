using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace UltimateMcp.Caching;

/// <summary>Settings of the result cache.</summary>
public sealed class CacheOptions
{
    /// <summary>CACHE_ENABLED</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>CACHE_SIZE: results kept.</summary>
    [Range(1, 1_000_000)]
    public int Size { get; set; } = 1000;

    /// <summary>CACHE_TTL: how long a result is answered again.</summary>
#pragma warning disable IL2026 // The generated validator puts a range of its own, free of reflection, in the place of this attribute.
    [Range(typeof(TimeSpan), "00:00:00.001", "30.00:00:00")]
#pragma warning restore IL2026
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromHours(1);
}

[OptionsValidator]
public sealed partial class CacheOptionsValidator : IValidateOptions<CacheOptions>;
