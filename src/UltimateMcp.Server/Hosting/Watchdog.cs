namespace UltimateMcp.Server.Hosting;

/// <summary>
/// Exits the process if an orderly shutdown takes too long. The protocol package waits for running handlers without a
/// limit, and the host's shutdown timeout does not apply to it, so this is a thread that depends on nothing else.
/// </summary>
/// <param name="exit">Exits the process; does not return.</param>
internal sealed class Watchdog(TimeSpan timeout, Action exit)
{
    /// <summary>From the start of the shutdown to the exit, which the docs promise within three seconds.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(2.5);

    private int _started;

    /// <summary>Starts the timeout; further calls do nothing.</summary>
    public void Start()
    {
        if (Interlocked.Exchange(ref _started, 1) == 0)
        {
            new Thread(Watch) { Name = "watchdog", IsBackground = true }.Start();
        }
    }

    private void Watch()
    {
        // Nothing sets it: an orderly exit also ends this background thread.
        using var never = new ManualResetEventSlim();
        never.Wait(timeout);
        exit();
    }
}
