using System.Text.Json.Nodes;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Hosting;

/// <summary>Each way to end while a program runs that ignores SIGTERM and would run for a minute.</summary>
public class EndWithRunTests
{
    private const string Stubborn = "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\ntime.sleep(60)\n";

    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(4);

    [Theory]
    [InlineData(PosixSignalNumber.Terminate)]
    [InlineData(PosixSignalNumber.Interrupt)]
    public async Task A_signal_ends_the_program(PosixSignalNumber signal)
    {
        await using var server = TestServer.StartRaw(("MAX_EXECUTION_TIME", "60"), ("POOL_MAX_MEMORY_MB", "0"));
        var program = await StartStubbornAsync(server);

        server.Send(signal);

        Assert.Equal(0, await server.WaitForExitAsync().WaitAsync(_soon));
        Assert.True(await ProcessTree.AreGoneAsync(program, _soon));
    }

    [Fact]
    public async Task The_end_of_input_ends_the_program()
    {
        await using var server = TestServer.StartRaw(("MAX_EXECUTION_TIME", "60"), ("POOL_MAX_MEMORY_MB", "0"));
        var program = await StartStubbornAsync(server);

        server.EndInput();

        Assert.Equal(0, await server.WaitForExitAsync().WaitAsync(_soon));
        Assert.True(await ProcessTree.AreGoneAsync(program, _soon));
    }

    [Fact]
    public async Task A_host_that_is_gone_ends_the_program()
    {
        await using var server = TestServer.StartRaw(("MAX_EXECUTION_TIME", "60"), ("POOL_MAX_MEMORY_MB", "0"));
        var program = await StartStubbornAsync(server);

        server.StopReading();
        await server.Raw.SendAsync(RawClient.Request(2, "ping"));

        Assert.Equal(0, await server.WaitForExitAsync().WaitAsync(_soon));
        Assert.True(await ProcessTree.AreGoneAsync(program, _soon));
    }

    [Fact]
    public async Task A_server_that_is_killed_leaves_no_program_behind()
    {
        await using var server = TestServer.StartRaw(("MAX_EXECUTION_TIME", "60"), ("POOL_MAX_MEMORY_MB", "0"));
        var program = await StartStubbornAsync(server);

        server.Send(PosixSignalNumber.Kill);

        await server.WaitForExitAsync();
        Assert.True(await ProcessTree.AreGoneAsync(program, _soon));
    }

    [Fact]
    public async Task A_cancelled_call_ends_the_program_and_is_not_waited_for()
    {
        await using var server = TestServer.StartRaw(("MAX_EXECUTION_TIME", "60"), ("POOL_MAX_MEMORY_MB", "0"));
        var program = await StartStubbornAsync(server);

        await server.Raw.SendAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}""");

        Assert.True(await ProcessTree.AreGoneAsync(program, _soon));
        await server.Raw.PingAsync();
        server.EndInput();
        Assert.Empty(await server.Raw.ReadToEndAsync());
        Assert.Equal(0, await server.WaitForExitAsync());
    }

    [Fact]
    public async Task An_interrupted_command_ends_the_program_and_exits_1()
    {
        await using var command = TestServer.StartRaw(new TestServerOptions
        {
            Arguments = ["call", "execute_code", "--json", new JsonObject { ["code"] = Stubborn }.ToJsonString()],
        });
        var program = await ProcessTree.AppearingBelowAsync(command.ProcessId, TestServer.Timeout);

        command.Send(PosixSignalNumber.Interrupt);

        Assert.Equal(1, await command.WaitForExitAsync().WaitAsync(_soon));
        Assert.True(await ProcessTree.AreGoneAsync(program, _soon));
    }

    /// <summary>Returns the processes of the run once a progress message shows that it is running.</summary>
    private static async Task<IReadOnlyList<HostProcess>> StartStubbornAsync(TestServer server)
    {
        await server.Raw.InitializeAsync();
        var parameters = new JsonObject
        {
            ["name"] = "execute_code",
            ["arguments"] = new JsonObject { ["code"] = "print('up', flush=True)\n" + Stubborn, ["timeout_seconds"] = 60 },
            ["_meta"] = new JsonObject { ["progressToken"] = "p" },
        };
        await server.Raw.SendAsync(RawClient.Request(1, "tools/call", parameters));
        while (((string?)(await server.Raw.ReadAsync())["params"]?["message"])?.EndsWith("up", StringComparison.Ordinal) != true)
        {
        }

        var program = ProcessTree.Below(server.ProcessId);
        Assert.NotEmpty(program);
        return program;
    }
}
