using Microsoft.Extensions.Hosting;

namespace UltimateMcp.Server.Hosting;

/// <summary>The end of the process, which several of its parts can start.</summary>
internal sealed class Shutdown(IHostApplicationLifetime host, Watchdog watchdog)
{
    /// <summary>The bug, outside any call, that ended the server.</summary>
    public Exception? Error { get; private set; }

    /// <summary>The process is about to end: from here on the time is bounded.</summary>
    public void Announce() => watchdog.Start();

    /// <summary>Cancels all that runs.</summary>
    public void Begin()
    {
        Announce();
        host.StopApplication();
    }

    public void Fail(Exception bug)
    {
        Error ??= bug;
        Begin();
    }
}
