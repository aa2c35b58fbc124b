namespace UltimateMcp.Server.Hosting;

/// <summary>
/// Ends the process when an orderly end takes too long. The protocol package waits for running handlers without a limit, and the host's
/// shutdown time-out does not reach into it, so this is a thread that depends on nothing else.
/// </summary>
/// <param name="exit">Ends the process; does not return.</param>
internal sealed class Watchdog(TimeSpan bound, Action exit)
{
    /// <summary>From the start of the shutdown to the exit, which is promised within three seconds.</summary>
    public static readonly TimeSpan DefaultBound = TimeSpan.FromSeconds(2.5);

    private int _started;

    /// <summary>Starts the clock; further calls do nothing.</summary>
    public void Start()
    {
        if (Interlocked.Exchange(ref _started, 1) == 0)
        {
            new Thread(Watch) { Name = "watchdog", IsBackground = true }.Start();
        }
    }

    private void Watch()
    {
        // Nothing sets it: an orderly end ends this background thread, too.
        using var never = new ManualResetEventSlim();
        never.Wait(bound);
        exit();
    }
}
