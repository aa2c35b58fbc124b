using System.Diagnostics;
using System.Globalization;

namespace UltimateMcp.EndToEnd.Attacks;

/// <summary>
/// Without isolation, nothing is run. The numbers: 84 bubblewrap missing, 85 user namespaces off, 86 no more processes
/// allowed, 87 the code was not run some other way, and is run when the cause has gone.
/// </summary>
public class RefusalAttacks(AttackServers servers)
{
    private static string Surroundings(string name) => Path.Combine(Act.Folder, "Surroundings", name);

    [Theory, EachIdentity]
    [Trait("Attack", "84")]
    [Trait("Attack", "87")]
    public async Task Without_bubblewrap_code_is_refused(Identity identity)
    {
        await using var server = await AttackServer.StartAsync(identity, $"exec sh {Surroundings("no_bubblewrap.sh")} \"$@\"");

        await IsRefusedAsync(server, "apt-get install");
    }

    [Theory, EachIdentity]
    [Trait("Attack", "85")]
    [Trait("Attack", "87")]
    public async Task Without_user_namespaces_code_is_refused(Identity identity)
    {
        await using var server = await AttackServer.StartAsync(
            identity, $"exec /usr/bin/python3 {Surroundings("no_user_namespaces.py")} \"$@\"");

        await IsRefusedAsync(server, "user.max_user_namespaces");
    }

    [Theory, EachIdentity]
    [Trait("Attack", "86")]
    [Trait("Attack", "87")]
    public async Task When_no_more_processes_are_allowed_code_is_refused_until_they_are(Identity identity)
    {
        // An interpreter that was started before needs no process.
        await using var server = await AttackServer.StartAsync(identity, null, AttackServer.NoPool);
        await server.LivesAsync();
        var process = server.Server.ProcessId;
        var before = await LimitProcessesAsync(identity, process, "1");

        // Not a moment longer than the call: a runtime that cannot start a thread when it wants one may end its process.
        await IsRefusedAsync(server, "ulimit -u", () => LimitProcessesAsync(identity, process, before));

        await server.LivesAsync();
    }

    /// <summary>The same call is answered by any other server, so it is the surroundings that refuse it.</summary>
    /// <param name="restore">Ends what makes the server refuse, where a test can.</param>
    private async Task IsRefusedAsync(AttackServer server, string fix, Func<Task>? restore = null)
    {
        var mark = Path.Combine(server.Outside, "mark");
        var code = $"print('ran')\ntry:\n    open('{mark}', 'w').close()\nexcept FileNotFoundError:\n    pass";

        var reply = await server.RunAsync(code);
        await (restore?.Invoke() ?? Task.CompletedTask);
        var elsewhere = await (await servers.OfAsync(server.Identity)).RunAsync(code);

        Assert.Equal("ran\n", elsewhere.Stdout);
        Assert.True(reply.ErrorCode == "sandbox_unavailable", $"{reply}\n{server.Server.Errors}");
        Assert.Contains(fix, reply.ErrorText, StringComparison.Ordinal);
        Assert.False(File.Exists(mark));
    }

    /// <summary>Sets the soft limit; returns what it was.</summary>
    private static async Task<string> LimitProcessesAsync(Identity identity, int process, string soft)
    {
        var before = File.ReadLines($"/proc/{process}/limits").First(line => line.StartsWith("Max processes", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[2];
        string[] command =
        [
            .. Identities.Prefix(identity), "prlimit", "--pid=" + process.ToString(CultureInfo.InvariantCulture), $"--nproc={soft}:",
        ];
        var start = new ProcessStartInfo(command[0]) { UseShellExecute = false };
        Array.ForEach(command[1..], start.ArgumentList.Add);
        using var prlimit = Process.Start(start)!;
        await prlimit.WaitForExitAsync();
        Assert.Equal(0, prlimit.ExitCode);
        return before;
    }
}
