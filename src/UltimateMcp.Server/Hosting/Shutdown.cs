using Microsoft.Extensions.Hosting;

namespace UltimateMcp.Server.Hosting;

/// <summary>Shuts the process down; several parts can start that.</summary>
internal sealed class Shutdown(IHostApplicationLifetime host, Watchdog watchdog)
{
    /// <summary>The bug outside any call that stopped the server.</summary>
    public Exception? Error { get; private set; }

    /// <summary>The process is about to exit: starts the watchdog.</summary>
    public void Announce() => watchdog.Start();

    /// <summary>Cancels everything.</summary>
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
