using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Tools;

/// <summary>One server for all tests of a class, without rate limits.</summary>
public sealed class UnlimitedServer : IAsyncLifetime
{
    public static readonly (string Name, string Value)[] NoRateLimits = [("RATE_LIMIT_RPS", "0"), ("RATE_LIMIT_EXECUTE_PER_MINUTE", "0")];

    public TestServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await TestServer.StartAsync(NoRateLimits);

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
