using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Server;
using UltimateMcp.Server.Hosting.Logs;
using UltimateMcp.Server.Hosting.Settings;
using UltimateMcp.Server.Hosting.Stdio;

namespace UltimateMcp.Server.Hosting;

/// <summary>
/// Runs the only connection of the process and decides how it ends. At the end of input the open requests get a moment
/// for their replies; after a signal, or when the host is gone, nobody reads replies. Then everything is cancelled, and
/// the watchdog exits the process if something does not stop.
/// </summary>
internal sealed class ProtocolService(
    StdioTransport transport,
    IServiceProvider services,
    Shutdown shutdown,
    ClientLog clientLog,
    TimeProvider time,
    ILogger<ProtocolService> logger) : BackgroundService
{
    /// <summary>How long open requests may take after the end of input.</summary>
    public static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await ServeAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // A signal.
        }
        catch (Exception bug)
        {
            // Outside a call nobody else handles a bug: it becomes exit code 70 instead of an abort.
            shutdown.Fail(bug);
        }
        finally
        {
            shutdown.Begin();
        }
    }

    private async Task ServeAsync(CancellationToken stoppingToken)
    {
        var options = services.GetRequiredService<McpServerOptions>();
        await using var server = McpServer.Create(transport, options, services.GetRequiredService<ILoggerFactory>(), services);
        clientLog.Connect(server);
        transport.Start();
        Log.Serving(logger, ProductVersion.Text, Environment.ProcessId, services.GetRequiredService<ServerSettings>().Home);
        var session = server.RunAsync(stoppingToken);
        var how = await transport.Ended.WaitAsync(stoppingToken);
        Log.ShuttingDown(logger, how.ToString());
        shutdown.Announce();
        if (how == TransportEnd.EndOfInput)
        {
            await DrainAsync(stoppingToken);
        }

        shutdown.Begin();
        await session;
    }

    private async Task DrainAsync(CancellationToken stoppingToken)
    {
        try
        {
            await transport.Requests.WhenNoneAsync().WaitAsync(DrainTime, time, stoppingToken);
        }
        catch (TimeoutException)
        {
            Log.DrainTimedOut(logger, transport.Requests.Count, DrainTime);
        }
    }
}
