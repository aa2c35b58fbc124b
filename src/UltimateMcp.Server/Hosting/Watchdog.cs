namespace UltimateMcp.Server.Hosting;

/// <summary>
/// Ends the process when an orderly end takes too long. The package waits for running handlers for ever, and the host's own shutdown bound
/// does not reach into it, so the last word is had by a thread that depends on nothing else.
/// </summary>
/// <param name="exit">Ends the process; does not return.</param>
internal sealed class Watchdog(TimeSpan bound, Action exit)
{
    /// <summary>Longest time from the first sign of the end to the exit, which is to be had within three seconds.</summary>
    public static readonly TimeSpan DefaultBound = TimeSpan.FromSeconds(2.5);

    private int _started;

    /// <summary>Starts to count, once.</summary>
    public void Start()
    {
        if (Interlocked.Exchange(ref _started, 1) == 0)
        {
            new Thread(Watch) { Name = "watchdog", IsBackground = true }.Start();
        }
    }

    private void Watch()
    {
        // Nothing sets it: an orderly end takes this background thread along.
        using var never = new ManualResetEventSlim();
        never.Wait(bound);
        exit();
    }
}
