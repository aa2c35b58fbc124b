using Microsoft.Extensions.Internal;

namespace UltimateMcp.Caching;

/// <summary>Adapts <see cref="TimeProvider"/> for <c>MemoryCache</c>.</summary>
internal sealed class CacheClock(TimeProvider time) : ISystemClock
{
    public DateTimeOffset UtcNow => time.GetUtcNow();
}
