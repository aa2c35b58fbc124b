using System.Diagnostics;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Hosting;

public class EndTests
{
    [Fact]
    public async Task End_of_input_before_any_request_ends_the_server()
    {
        await using var server = TestServer.StartRaw();

        server.EndInput();

        Assert.Equal(0, await server.WaitForExitAsync());
    }

    [Fact]
    public async Task Forty_one_requests_and_the_end_of_input_at_once_get_forty_one_replies()
    {
        await using var server = TestServer.StartRaw();
        var lines = Enumerable.Range(1, 41).Select(id => RawClient.Request(id, "tools/list"));

        await server.Raw.SendAsync(string.Join('\n', lines));
        server.EndInput();
        var replies = await server.Raw.ReadToEndAsync();

        Assert.Equal(Enumerable.Range(1, 41), replies.Select(reply => (int)reply["id"]!).Order());
        Assert.Equal(0, await server.WaitForExitAsync());
    }

    [Theory]
    [InlineData(PosixSignalNumber.Terminate)]
    [InlineData(PosixSignalNumber.Interrupt)]
    [InlineData(PosixSignalNumber.HangUp)]
    public async Task A_signal_ends_the_server_while_its_input_stays_open(PosixSignalNumber signal)
    {
        // Whoever runs the tests may ignore signals, as nohup does, and that would be inherited.
        await using var server = TestServer.StartRaw(new TestServerOptions { Shell = "exec env --default-signal \"$@\"" });
        await server.Raw.InitializeAsync();
        var started = Stopwatch.GetTimestamp();

        server.Send(signal);

        Assert.Equal(0, await server.WaitForExitAsync());
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task A_host_that_has_closed_the_output_ends_the_server_with_its_next_reply()
    {
        await using var server = TestServer.StartRaw();
        await server.Raw.InitializeAsync();

        server.StopReading();
        await server.Raw.SendAsync(RawClient.Request(1, "ping"));

        Assert.Equal(0, await server.WaitForExitAsync());
    }

    [Fact]
    public async Task A_host_that_never_reads_cannot_keep_the_server_from_ending()
    {
        await using var server = TestServer.StartRaw();
        var lines = Enumerable.Range(1, 2000).Select(id => RawClient.Request(id, "tools/list"));

        await server.Raw.SendAsync(string.Join('\n', lines));
        server.EndInput();

        Assert.Equal(0, await server.WaitForExitAsync());
    }

    [Fact]
    public async Task Two_servers_share_a_home()
    {
        using var home = new TemporaryFolder();
        await using var first = TestServer.StartRaw(new TestServerOptions { Home = home.Path });
        await using var second = TestServer.StartRaw(new TestServerOptions { Home = home.Path });

        await first.Raw.InitializeAsync();
        await second.Raw.InitializeAsync();
        first.EndInput();

        Assert.Equal(0, await first.WaitForExitAsync());
        await second.Raw.PingAsync();
        Assert.Equal(2, Directory.GetFiles(home.Combine("logs")).Length);
    }

    [Fact]
    public async Task An_open_subscription_does_not_delay_the_end()
    {
        await using var server = TestServer.StartRaw();
        await server.Raw.SendAsync(RawClient.Request(1, "subscriptions/listen", RawClient.Stateless()));
        await server.Raw.RequestAsync("tools/list", RawClient.Stateless());

        server.EndInput();

        Assert.Equal(0, await server.WaitForExitAsync());
        Assert.DoesNotContain("were open for longer", server.Errors, StringComparison.Ordinal);
    }
}
