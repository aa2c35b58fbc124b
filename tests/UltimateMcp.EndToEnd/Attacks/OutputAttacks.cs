using System.Globalization;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Attacks;

[Collection(Measured.Name)]
public class OutputAttacks(AttackServers servers)
{
    // Large enough that the noise of a runtime's memory does not matter.
    private const int CapKibibytes = 32 * 1024;
    private const long Cap = CapKibibytes * 1024L;

    [Theory]
    [EachIdentity("flood.py", "stdout", "lines")]
    [EachIdentity("flood.py", "stderr", "lines")]
    [EachIdentity("flood.py", "stdout,stderr", "lines")]
    [EachIdentity("flood.py", "stdout", "endless")]
    [EachIdentity("flood.py", "stdout", "escapes")]
    [EachIdentity("flood.cs.txt", "stdout,stderr", "lines")]
    [EachIdentity("flood.cs.txt", "stdout", "endless")]
    [Trait("Attack", "56")]
    [Trait("Attack", "57")]
    public async Task A_flood_is_cut_and_the_server_keeps_little_of_it(Identity identity, string name, string streams, string kind)
    {
        const long Flood = 4 * Cap;
        await using var server = await AttackServer.StartAsync(identity, null, Setting);
        await server.LivesAsync();
        var act = new Act(name, streams, Flood.ToString(CultureInfo.InvariantCulture), kind);
        var before = ServerMemory.BeginPeak(server.Server.ProcessId);

        var reply = await server.RunAsync(act);
        var grown = ServerMemory.Peak(server.Server.ProcessId) - before;

        Assert.Equal(Flood, await OutsideBytesAsync(server, act, streams));
        Assert.True(reply.Outcome == "output_limit", reply.ToString());
        Assert.InRange(grown, 0, 3 * Cap * streams.Split(',').Length);
    }

    [Theory]
    [EachIdentity("flood.py")]
    [EachIdentity("flood.cs.txt")]
    [Trait("Attack", "58")]
    public async Task Output_up_to_the_cap_is_complete_and_one_byte_more_is_not(Identity identity, string act)
    {
        var server = await servers.OfAsync(identity, Setting);

        var full = await server.RunAsync(new Act(act, "stdout,stderr", Cap.ToString(CultureInfo.InvariantCulture), "lines"));
        var over = await server.RunAsync(new Act(act, "stdout", (Cap + 1).ToString(CultureInfo.InvariantCulture), "lines"));

        Assert.True(full is { Outcome: "exited", ExitCode: 0 }, full.ToString());
        Assert.Equal((Cap, Cap), (Recorded(server, full, "stdout"), Recorded(server, full, "stderr")));
        Assert.Equal("output_limit", over.Outcome);
        Assert.Equal(Cap, Recorded(server, over, "stdout"));
    }

    private static (string Name, string Value) Setting => ("MAX_OUTPUT_KB", CapKibibytes.ToString(CultureInfo.InvariantCulture));

    private static long Recorded(AttackServer server, ToolAnswer reply, string stream) =>
        new FileInfo(Path.Combine(server.Home, "outputs", reply.RunId, stream)).Length;

    private static async Task<long> OutsideBytesAsync(AttackServer server, Act act, string streams)
    {
        using var process = await server.StartOutsideAsync(act);
        var output = CountAsync(process.StandardOutput.BaseStream);
        var errors = CountAsync(process.StandardError.BaseStream);
        await process.WaitForExitAsync();
        return (await output + await errors) / streams.Split(',').Length;
    }

    private static async Task<long> CountAsync(Stream stream)
    {
        var buffer = new byte[65536];
        long total = 0;
        int count;
        while ((count = await stream.ReadAsync(buffer).AsTask().WaitAsync(TestServer.Timeout)) > 0)
        {
            total += count;
        }

        return total;
    }
}

/// <summary>The peak of a process's resident memory, which the kernel counts anew when asked to.</summary>
internal static class ServerMemory
{
    private const string ResetPeak = "5";

    /// <summary>Forgets the peak; returns what is resident now.</summary>
    public static long BeginPeak(int process)
    {
        File.WriteAllText($"/proc/{process}/clear_refs", ResetPeak);
        return Peak(process);
    }

    public static long Peak(int process) => File.ReadLines($"/proc/{process}/status")
        .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
        .Select(line => long.Parse(line["VmHWM:".Length..^"kB".Length].Trim()) * 1024)
        .Single();
}
