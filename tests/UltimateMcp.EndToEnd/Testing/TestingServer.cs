using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Testing;

/// <summary>One server for all tests of a class, without rate limits, with the system's Python.</summary>
public sealed class TestingServer : IAsyncLifetime
{
    public TestServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Server = await TestServer.StartAsync([.. UnlimitedServer.NoRateLimits, ("PYTHON_INTERPRETER", Pytest.Interpreter)]);

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
