using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Hosting;

public class SurroundingsTests
{
    [Fact]
    public async Task The_root_folder_may_be_the_working_directory()
    {
        await using var server = TestServer.StartRaw(new TestServerOptions { WorkingDirectory = "/" });

        await server.Raw.InitializeAsync();

        await server.Raw.PingAsync();
    }

    [Fact]
    public async Task The_working_directory_may_have_been_deleted()
    {
        using var folder = new TemporaryFolder();
        await using var server = TestServer.StartRaw(
            new TestServerOptions { WorkingDirectory = folder.Path, Shell = """rmdir "$PWD" && exec "$@" """ });

        await server.Raw.InitializeAsync();

        Assert.False(Directory.Exists(folder.Path));
        await server.Raw.PingAsync();
    }

    [Fact]
    public async Task The_working_directory_may_be_read_only()
    {
        await using var server = TestServer.StartRaw(new TestServerOptions { WorkingDirectory = "/proc/self" });

        await server.Raw.InitializeAsync();

        await server.Raw.PingAsync();
    }

    [Fact]
    public async Task A_home_that_does_not_exist_is_made()
    {
        using var folder = new TemporaryFolder();
        var home = folder.Combine("not/yet/there");
        await using var server = TestServer.StartRaw(new TestServerOptions { Home = home });

        await server.Raw.InitializeAsync();

        Assert.Single(Directory.GetFiles(Path.Combine(home, "logs")));
    }

    [Fact]
    public async Task A_home_that_cannot_be_written_is_a_warning()
    {
        await using var server = TestServer.StartRaw(new TestServerOptions { Home = "/proc/ultimate-mcp" });

        await server.Raw.InitializeAsync();
        server.EndInput();

        Assert.Equal(0, await server.WaitForExitAsync());
        Assert.Contains("no log file in /proc/ultimate-mcp/logs", server.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_log_folder_is_a_warning()
    {
        using var home = new TemporaryFolder();
        await File.WriteAllTextAsync(home.Combine("logs"), "");
        await using var server = TestServer.StartRaw(new TestServerOptions { Home = home.Path });

        await server.Raw.InitializeAsync();
        server.EndInput();

        Assert.Equal(0, await server.WaitForExitAsync());
        Assert.Contains("no log file in", server.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_but_replies_reaches_the_output()
    {
        await using var server = TestServer.StartRaw();
        await server.Raw.InitializeAsync();

        Assert.Equal("/dev/null", Link(0));
        Assert.Equal(Link(2), Link(1));

        string? Link(int descriptor) => File.ResolveLinkTarget(
            $"/proc/{server.ProcessId}/fd/{descriptor}", returnFinalTarget: false)?.FullName;
    }

    /// <summary>Then the runtime's own files get the free numbers, and none of them may be written over.</summary>
    [Theory]
    [InlineData("<&-")]
    [InlineData(">&-")]
    [InlineData("2>&-")]
    [InlineData("<&- >&- 2>&-")]
    public async Task A_host_may_start_the_server_with_streams_closed(string closed)
    {
        await using var server = TestServer.StartRaw(new TestServerOptions { Shell = $"exec \"$@\" {closed}" });

        // Where nobody reads, the request is lost.
        _ = await Record.ExceptionAsync(() => server.Raw.SendAsync(RawClient.Request(1, "ping")));
        server.EndInput();

        Assert.Equal(0, await server.WaitForExitAsync());
        Assert.DoesNotContain("internal error", server.Errors, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_full_home_does_not_disturb_the_end()
    {
        using var folder = new TemporaryFolder();
        var unshare = Environment.IsPrivilegedProcess ? "unshare --mount" : "unshare --map-root-user --mount";
        const string Fill = "mkdir logs canary; cat /dev/zero > fill 2> /dev/null";
        await using var server = TestServer.StartRaw(new TestServerOptions
        {
            Home = folder.Path,
            Shell = $"exec {unshare} sh -c 'mount -t tmpfs -o size=64k none {folder.Path}"
                + $" && cd {folder.Path} && {{ {Fill}; exec \"$@\"; }}' sh \"$@\"",
        });
        await server.Raw.InitializeAsync();

        server.EndInput();

        Assert.Equal(0, await server.WaitForExitAsync());
        Assert.DoesNotContain("internal error", server.Errors, StringComparison.OrdinalIgnoreCase);
    }
}
