using System.Text.Json;

namespace UltimateMcp.EndToEnd.Harness;

/// <summary>What <c>health</c> says of the interpreters of a language that were started ahead.</summary>
internal sealed record PoolReading(int Waiting, long WarmRuns, long ColdRuns)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);
    private static readonly PoolReading None = new(0, 0, 0);

    public static async Task<PoolReading> OfAsync(TestServer server, string language)
    {
        var asking = server.Client.CallToolAsync("health", cancellationToken: CancellationToken.None).AsTask();
        var result = await asking.WaitAsync(TestServer.Timeout);
        var languages = result.StructuredContent!.Value.GetProperty("pool").GetProperty("languages").EnumerateArray();
        return languages.FirstOrDefault(one => one.GetProperty("name").GetString() == language) is { ValueKind: JsonValueKind.Object } found
            ? new PoolReading(
                found.GetProperty("waiting").GetInt32(),
                found.GetProperty("warm_runs").GetInt64(),
                found.GetProperty("cold_runs").GetInt64())
            : None;
    }

    /// <summary>Waits until so many wait. Nothing signals it, so <c>health</c> is asked again and again.</summary>
    /// <returns>False if that takes longer than <paramref name="within"/>.</returns>
    public static async Task<bool> BecomesAsync(TestServer server, string language, int waiting, TimeSpan within)
    {
        using var timeout = new CancellationTokenSource(within);
        using var ticks = new PeriodicTimer(Interval);
        try
        {
            while ((await OfAsync(server, language)).Waiting < waiting)
            {
                await ticks.WaitForNextTickAsync(timeout.Token);
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
