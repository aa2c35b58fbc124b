using Microsoft.Extensions.Hosting;

namespace UltimateMcp.Server.Hosting;

/// <summary>The end of the process as its parts see it.</summary>
internal sealed class Shutdown(IHostApplicationLifetime host, Watchdog watchdog)
{
    /// <summary>A bug of ours, outside any call, that ended the server.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>The first sign of the end: from here on time is bounded.</summary>
    public void Announce() => watchdog.Start();

    /// <summary>Cancels all that runs.</summary>
    public void Begin()
    {
        Announce();
        host.StopApplication();
    }

    public void Fail(Exception bug)
    {
        Fault ??= bug;
        Begin();
    }
}
