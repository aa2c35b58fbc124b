using System.Diagnostics;
using UltimateMcp.Code.Languages;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Attacks;

/// <summary>How a run affected the machine's memory.</summary>
/// <param name="Mebibytes">By how much its available memory dropped at most.</param>
/// <param name="Beyond">The longest time that it was down by more than the limits and the folders of the run allow.</param>
/// <param name="Promised">By how much it may drop: the figure in the threat model.</param>
internal sealed record MachineDip(long Mebibytes, TimeSpan Beyond, long Promised)
{
    private static readonly TimeSpan LongestBeyond = TimeSpan.FromSeconds(1);

    private const int SmallestScratch = 64;

    /// <summary>The folders for temporary files and for shared memory.</summary>
    private const int OtherFolders = 64 + 32;

    private const int Allowance = 64;

    /// <summary>Others use the machine too, but they can only make the drop look larger: a hole in the sandbox shows each time.</summary>
    private const int Attempts = 3;

    public bool IsAsPromised => Mebibytes <= Promised && Beyond <= LongestBeyond;

    /// <param name="limit">MAX_MEMORY_MB of the server.</param>
    public static async Task<(ToolAnswer Reply, MachineDip Dip)> OfAsync(AttackServer server, Act act, int limit)
    {
        await server.LivesAsync();
        for (var attempt = 1; ; attempt++)
        {
            using var watch = new AvailableMemory();
            var reply = await server.RunAsync(act);
            var own = RuntimeMemory(act) + limit + SmallestScratch + OtherFolders;
            var dip = new MachineDip(watch.Dip(), watch.LongestBelow(own), own + limit + Allowance);
            if (dip.IsAsPromised || attempt == Attempts)
            {
                return (reply, dip);
            }
        }
    }

    private static int RuntimeMemory(Act act) => (int)(LanguageCatalog.Find(act.Language).Runtime.Memory.Bytes >> 20);
}

/// <summary>Samples the machine's available memory until it is stopped.</summary>
internal sealed class AvailableMemory : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<(long At, long Kibibytes)> _seen = [];
    private readonly Task _sampling;
    private readonly long _before = Read();

    public AvailableMemory() => _sampling = SampleAsync();

    /// <summary>By how many MiB it dropped at most.</summary>
    public long Dip()
    {
        Stop();
        return Math.Max(0, _before - _seen.Min(static seen => seen.Kibibytes)) / 1024;
    }

    /// <summary>The longest time that it was down by more.</summary>
    public TimeSpan LongestBelow(int mebibytes)
    {
        Stop();
        var longest = TimeSpan.Zero;
        long? since = null;
        foreach (var (at, kibibytes) in _seen)
        {
            since = _before - kibibytes > mebibytes * 1024L ? since ?? at : null;
            var lasted = since is { } began ? Stopwatch.GetElapsedTime(began, at) : TimeSpan.Zero;
            longest = lasted > longest ? lasted : longest;
        }

        return longest;
    }

    public void Dispose()
    {
        Stop();
        _stop.Dispose();
    }

    private void Stop()
    {
        _stop.Cancel();
        _sampling.Wait();
    }

    private async Task SampleAsync()
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        do
        {
            _seen.Add((Stopwatch.GetTimestamp(), Read()));
        }
        while (!_stop.IsCancellationRequested && await ticks.WaitForNextTickAsync(CancellationToken.None));
    }

    private static long Read() => File.ReadLines("/proc/meminfo")
        .Where(line => line.StartsWith("MemAvailable:", StringComparison.Ordinal))
        .Select(line => long.Parse(line["MemAvailable:".Length..^"kB".Length].Trim()))
        .Single();
}
