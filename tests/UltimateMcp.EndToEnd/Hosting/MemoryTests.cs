using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Hosting;

public sealed class MemoryTests
{
    private const long Mebibyte = 1024 * 1024;

    /// <summary>
    /// The promise is about the native server; on the runtime, which needs more by itself, only a leak would break the
    /// bound.
    /// </summary>
    [Fact]
    public async Task A_server_that_has_run_code_stays_small()
    {
        await using var server = await TestServer.StartAsync();

        await server.RunAsync("print(1)");

        Assert.InRange(server.ResidentBytes, Mebibyte, (ServerBinary.IsNative ? 60 : 200) * Mebibyte);
    }
}
