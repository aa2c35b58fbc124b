using System.Globalization;

namespace UltimateMcp.EndToEnd.Attacks;

[Collection(Measured.Name)]
public class MemoryAttacks(AttackServers servers)
{
    private const int LimitMebibytes = 64;
    private const int Slack = 300;

    /// <summary>What connections take between two looks of the watch: 480 MiB were seen. Without a watch it is gigabytes.</summary>
    private const int SlackOfConnections = 600;

    /// <summary>Others use the machine too, and only ever make a dip look deeper: a hole shows each time.</summary>
    private const int Attempts = 3;

    [Theory]
    [EachIdentity("heap")]
    [EachIdentity("private")]
    [EachIdentity("stacks")]
    [EachIdentity("shared")]
    [EachIdentity("shared_zero")]
    [EachIdentity("memfd")]
    [EachIdentity("sysv")]
    [EachIdentity("pipes")]
    [EachIdentity("sockets")]
    [EachIdentity("tcp")]
    [EachIdentity("tmpfs")]
    [Trait("Attack", "45")]
    [Trait("Attack", "46")]
    [Trait("Attack", "47")]
    [Trait("Attack", "48")]
    [Trait("Attack", "49")]
    public async Task The_machine_does_not_feel_a_program_that_takes_all_it_gets(Identity identity, string kind)
    {
        var server = await ServerAsync(identity);

        // An ordinary user has at most 64 MiB of pipes anywhere.
        var most = kind is "pipes" ? 50 : 2 * LimitMebibytes;

        var outside = await server.OutsideAsync(new Act("memory.py", kind, $"{most}", server.Outside));
        var (reply, dip) = await DipAsync(server, new Act("memory.py", kind, "4096"));

        Assert.Equal("ok", outside["memory"]);
        Assert.InRange(dip, 0, LimitMebibytes + (kind is "tcp" ? SlackOfConnections : Slack));
        Assert.True(reply.Outcome == "memory_limit" || Answers.Of(reply.Stdout)["memory"] != "ok", reply.ToString());
    }

    [Theory]
    [EachIdentity("buffers")]
    [EachIdentity("shared")]
    [EachIdentity("wasm")]
    [Trait("Attack", "45")]
    [Trait("Attack", "47")]
    public async Task Memory_beside_a_heap_is_bounded_too(Identity identity, string kind)
    {
        var server = await ServerAsync(identity);

        var outside = await server.OutsideAsync(new Act("memory.js", kind, "200"));
        var (reply, dip) = await DipAsync(server, new Act("memory.js", kind, "4096"));

        Assert.Equal("ok", outside["memory"]);
        Assert.InRange(dip, 0, LimitMebibytes + Slack);
        Assert.True(reply.Outcome == "memory_limit", reply.ToString());
    }

    [Theory, EachIdentity]
    [Trait("Attack", "45")]
    public async Task Processes_that_are_small_alone_are_ended_when_all_together_are_not(Identity identity)
    {
        var server = await ServerAsync(identity);

        var outside = await server.OutsideAsync(new Act("memory.sh", "20", "go"));
        var (reply, dip) = await DipAsync(server, new Act("memory.sh", "20", "stay"));

        Assert.Equal("ok", outside["memory"]);
        Assert.InRange(dip, 0, LimitMebibytes + Slack);
        Assert.True(reply.Outcome == "memory_limit", reply.ToString());
    }

    private Task<AttackServer> ServerAsync(Identity identity) =>
        servers.OfAsync(identity, "MAX_MEMORY_MB", LimitMebibytes.ToString(CultureInfo.InvariantCulture));

    /// <summary>By how many MiB the machine's free memory went down at most.</summary>
    private static async Task<(Reply Reply, long Dip)> DipAsync(AttackServer server, Act act)
    {
        await server.LivesAsync();
        for (var attempt = 1; ; attempt++)
        {
            using var watch = new AvailableMemory();
            var reply = await server.RunAsync(act);
            var dip = watch.Dip();
            if (dip < LimitMebibytes + Slack || attempt == Attempts)
            {
                return (reply, dip);
            }
        }
    }
}

/// <summary>Looks at the machine's free memory until told to stop.</summary>
internal sealed class AvailableMemory : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _looking;
    private readonly long _before = Read();
    private long _least = long.MaxValue;

    public AvailableMemory() => _looking = LookAsync();

    /// <summary>By how many MiB it went down at most.</summary>
    public long Dip()
    {
        _stop.Cancel();
        _looking.Wait();
        return Math.Max(0, _before - Math.Min(_least, Read())) / 1024;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _looking.Wait();
        _stop.Dispose();
    }

    private async Task LookAsync()
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!_stop.IsCancellationRequested && await ticks.WaitForNextTickAsync(CancellationToken.None))
        {
            _least = Math.Min(_least, Read());
        }
    }

    private static long Read() => File.ReadLines("/proc/meminfo")
        .Where(line => line.StartsWith("MemAvailable:", StringComparison.Ordinal))
        .Select(line => long.Parse(line["MemAvailable:".Length..^"kB".Length].Trim()))
        .Single();
}
