using Microsoft.Extensions.DependencyInjection;
using UltimateMcp.Server.Hosting;

namespace UltimateMcp.Tests.Server.Hosting;

public class ProtocolServiceTests
{
    [Fact]
    public async Task A_call_that_is_open_at_the_end_of_input_is_answered()
    {
        await using var server = new ServerInProcess();
        await server.CallHeldAsync("1");
        await server.Tool.Started.InTime();

        server.EndInput();
        server.Tool.Release("done");

        Assert.Contains("\"done\"", await server.ReadLineAsync(), StringComparison.Ordinal);
        await server.Ended.InTime();
    }

    [Fact]
    public async Task A_call_that_outlasts_the_drain_is_cancelled()
    {
        await using var server = new ServerInProcess();
        await server.CallHeldAsync("1");
        await server.Tool.Started.InTime();

        server.EndInput();
        while (!server.Tool.Cancelled.IsCompleted)
        {
            server.Time.Advance(ProtocolService.DrainTime);
            await Task.Yield();
        }

        await server.Ended.InTime();
    }

    [Theory]
    [InlineData("1")]
    [InlineData("\"a\"")]
    public async Task A_cancelled_call_does_not_hold_up_the_end(string id)
    {
        await using var server = new ServerInProcess();
        await server.CallHeldAsync(id);
        await server.Tool.Started.InTime();

        await server.SendAsync($$$"""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":{{{id}}}}}""");
        await server.Tool.Cancelled.InTime();
        server.EndInput();

        await server.Ended.InTime();
    }

    [Theory]
    [InlineData("""{"requestId":{}}""")]
    [InlineData("""{"requestId":1.5}""")]
    [InlineData("""{"requestId":true}""")]
    [InlineData("""{"requestId":1,"requestId":2}""")]
    [InlineData("[1]")]
    [InlineData("1")]
    [InlineData("{}")]
    public async Task A_cancellation_of_nothing_is_ignored(string parameters)
    {
        await using var server = new ServerInProcess();

        await server.SendAsync($$"""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{{parameters}}}""");
        await server.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"ping"}""");

        Assert.Equal("""{"result":{},"id":1,"jsonrpc":"2.0"}""", await server.ReadLineAsync());
    }

    [Fact]
    public async Task A_host_that_is_gone_is_not_waited_for()
    {
        await using var server = new ServerInProcess(output: new BrokenStream(new IOException("gone")));
        await server.CallHeldAsync("1");
        await server.Tool.Started.InTime();

        await server.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"ping"}""");

        await server.Tool.Cancelled.InTime();
        await server.Ended.InTime();
    }

    [Fact]
    public async Task A_tool_that_ignores_its_cancellation_is_left_to_the_watchdog()
    {
        await using var server = new ServerInProcess(watchdogBound: TimeSpan.FromMilliseconds(50));
        server.Tool.IgnoresCancellation = true;
        await server.CallHeldAsync("1");
        await server.Tool.Started.InTime();

        server.EndInput();

        await server.WatchdogExit.InTime();
    }

    [Fact]
    public async Task A_broken_input_is_the_end_of_input()
    {
        await using var server = new ServerInProcess(input: new BrokenStream(new IOException("broken")));

        await server.Ended.InTime();

        Assert.Null(server.Shutdown.Error);
    }

    [Fact]
    public async Task A_bug_while_reading_ends_the_server_with_an_internal_error()
    {
        var bug = new InvalidOperationException("bug");
        await using var server = new ServerInProcess(input: new BrokenStream(bug));

        await server.Ended.InTime();

        Assert.Same(bug, server.Shutdown.Error);
    }

    [Fact]
    public async Task A_warm_up_that_fails_stops_neither_the_others_nor_the_server()
    {
        var warmed = new TaskCompletionSource();
        await using var server = new ServerInProcess(change: services =>
        {
            services.AddSingleton(new WarmUpStep("bad", _ => throw new InvalidOperationException("bug")));
            services.AddSingleton(new WarmUpStep("good", _ =>
            {
                warmed.SetResult();
                return Task.CompletedTask;
            }));
        });

        await warmed.Task.InTime();
        await server.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"ping"}""");

        Assert.Equal("""{"result":{},"id":1,"jsonrpc":"2.0"}""", await server.ReadLineAsync());
    }

    private sealed class BrokenStream(Exception error) : MemoryStream
    {
        public override int Read(Span<byte> buffer) => throw error;

        public override void Write(ReadOnlySpan<byte> buffer) => throw error;
    }
}
