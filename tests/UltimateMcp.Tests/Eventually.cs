namespace UltimateMcp.Tests;

/// <summary>Waits for something that another process or thread does and nothing signals.</summary>
public static class Eventually
{
    public static async Task IsTrueAsync(Func<bool> condition)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            await ticks.WaitForNextTickAsync(limit.Token);
        }
    }
}
