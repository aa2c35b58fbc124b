using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using UltimateMcp.Server.Hosting.Stdio;

namespace UltimateMcp.Server.Hosting;

/// <summary>Slow work that should be done before the first call needs it. A call gets the result from its owner, not from here.</summary>
internal sealed record WarmUpStep(string Name, Func<CancellationToken, Task> RunAsync);

/// <summary>
/// Runs the steps in parallel once the transport has started reading, so that none delays <c>initialize</c>. A failure
/// is logged, and <c>health</c> shows it.
/// </summary>
internal sealed class WarmUp(IEnumerable<WarmUpStep> steps, StdioTransport transport, ILogger<WarmUp> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await transport.Reading.WaitAsync(stoppingToken);
        await Task.WhenAll(steps.Select(step => RunAsync(step, stoppingToken)));
    }

    private async Task RunAsync(WarmUpStep step, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Yield();
            await step.RunAsync(cancellationToken);
            Log.WarmedUp(logger, step.Name);
        }
        catch (Exception failure)
        {
            // A failed step must not stop the others or the server.
            if (!cancellationToken.IsCancellationRequested)
            {
                Log.WarmUpFailed(logger, failure, step.Name);
            }
        }
    }
}
