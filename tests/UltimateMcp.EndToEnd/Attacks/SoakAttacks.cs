using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Attacks;

/// <summary>
/// Hostile programs of all kinds, several at once and beside ordinary ones, for as many seconds as
/// <c>ULTIMATE_MCP_SOAK_SECONDS</c> says (10 when unset). What one of them leaves behind is too little to see; what two
/// hundred leave is not.
/// </summary>
[Collection(Measured.Name)]
public class SoakAttacks
{
    private const int HostileAtOnce = 3;

    /// <summary>Of a soak of a minute or more.</summary>
    private const int LeastHostile = 200;

    private const double Mebibyte = 1024 * 1024;

    private static readonly ImmutableArray<Act> Hostile =
    [
        .. ((string[])["heap", "private", "stacks", "shared", "shared_zero", "memfd", "sysv", "pipes", "sockets", "tcp", "tmpfs"])
            .Select(kind => new Act("memory.py", kind, "4096")),
        .. ((string[])["buffers", "shared", "wasm"]).Select(kind => new Act("memory.js", kind, "4096")),
        new("memory.sh", "20", "stay"),
        .. ((string[])["one_large", "many", "sparse", "allocate", "inodes", "descriptors"])
            .Select(way => new Act("disk.py", way, "100000")),
        .. ((string[])["sleep", "stop", "ignore"]).Select(way => new Act("endless.py", way) { Timeout = 0.5 }),
        new("forks.py", "10000"), new("threads.py", "10000"), new("fork_bomb.sh") { Timeout = 1 },
        new("flood.py", "stdout,stderr", "100000000", "lines"),
        new("flood.py", "stdout", "100000000", "escapes"), new("forge.py"),
        new("forge_flood.py"), new("kill_all.py"), new("kernel.py"), new("daemon.py", "closed"),
    ];

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(
        int.Parse(Environment.GetEnvironmentVariable("ULTIMATE_MCP_SOAK_SECONDS") ?? "10", CultureInfo.InvariantCulture));

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(60);

    [Theory, EachIdentity]
    [Trait("Attack", "129")]
    public async Task After_a_soak_the_server_and_the_machine_are_as_they_were(Identity identity)
    {
        await using var server = await AttackServer.StartAsync(identity, null, ("MAX_MEMORY_MB", "64"), ("MAX_CONCURRENT_CALLS", "8"));
        var next = -1;
        foreach (var act in Hostile)
        {
            // Once each before the measure is taken: what is loaded at first use stays.
            await RunHostileAsync(server, act);
        }

        Assert.True(await server.IsAtRestAsync(Settling));
        var before = State.Of(server);
        var began = Stopwatch.GetTimestamp();
        var least = Length >= TimeSpan.FromMinutes(1) ? LeastHostile : Hostile.Length;
        await Task.WhenAll([OrdinaryAsync(), .. Enumerable.Range(0, HostileAtOnce).Select(_ => HostileAsync())]);

        var after = before;
        Assert.True(await server.IsAtRestAsync(Settling));
        var isSettled = await ProcessTree.BecomesTrueAsync(() => (after = State.Of(server)).IsNoMoreThan(before), Settling);
        TestContext.Current.SendDiagnosticMessage($"{next + 1} hostile runs; before: {before}; after: {after}");
        Assert.True(isSettled, $"After {next + 1} hostile runs.\nbefore: {before}\nafter: {after}");
        await server.LivesAsync();

        bool IsOver() => Stopwatch.GetElapsedTime(began) >= Length && Volatile.Read(ref next) >= least - 1;

        async Task HostileAsync()
        {
            while (!IsOver())
            {
                await RunHostileAsync(server, Hostile[Interlocked.Increment(ref next) % Hostile.Length]);
            }
        }

        async Task OrdinaryAsync()
        {
            while (!IsOver())
            {
                var reply = await server.RunAsync("print(sum(range(100000)))");
                Assert.True(reply.Stdout == "4999950000\n", reply.ToString());
            }
        }
    }

    private static async Task RunHostileAsync(AttackServer server, Act act)
    {
        var reply = await server.RunAsync(act);
        Assert.False(reply.IsError, $"{act.Name} {string.Join(' ', act.Arguments)}: {reply}");
    }

    /// <param name="Kernel">Of the whole machine: memory that the kernel holds for itself and cannot give back.</param>
    private sealed record State(int Descriptors, int Children, long Server, long Kernel)
    {
        /// <summary>
        /// A heap is not given back to the byte, and others use the machine too; a leak of two hundred runs is far
        /// larger.
        /// </summary>
        private const long Slack = 64L << 20;

        public static State Of(AttackServer server) => new(
            Directory.GetFiles($"/proc/{server.Server.ProcessId}/fd").Length,
            ProcessTree.Below(server.Server.ProcessId).Count,
            server.Server.ResidentBytes,
            File.ReadLines("/proc/meminfo")
                .Select(line => line.Split((char[])[':', ' '], StringSplitOptions.RemoveEmptyEntries))
                .Where(fields => fields[0] is "SUnreclaim" or "PageTables" or "KernelStack")
                .Sum(fields => long.Parse(fields[1], CultureInfo.InvariantCulture) * 1024));

        public bool IsNoMoreThan(State before) =>
            Descriptors <= before.Descriptors && Children <= before.Children
            && Server <= before.Server + Slack && Kernel <= before.Kernel + Slack;

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{Descriptors} descriptors, {Children} children, server {Server / Mebibyte:0.0} MiB, kernel {Kernel / Mebibyte:0.0} MiB");
    }
}
