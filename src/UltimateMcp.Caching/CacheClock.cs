using Microsoft.Extensions.Internal;

namespace UltimateMcp.Caching;

/// <summary>The clock in the form that the memory cache takes.</summary>
internal sealed class CacheClock(TimeProvider time) : ISystemClock
{
    public DateTimeOffset UtcNow => time.GetUtcNow();
}
