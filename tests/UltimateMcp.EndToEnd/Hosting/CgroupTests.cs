using UltimateMcp.EndToEnd.Attacks;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Hosting;

/// <summary>On the machine's own cgroup v2 tree, delegated to an ordinary user as systemd delegates that of a desktop session.</summary>
public sealed class CgroupTests
{
    private const string Tree = "/sys/fs/cgroup";

    [Fact]
    public async Task A_server_among_others_puts_each_run_into_a_cgroup_of_its_own()
    {
        Assert.SkipUnless(
            Identities.IsRoot && HasControllers(),
            "Needs cgroup v2 with the controllers memory and pids, and root to delegate a part of it.");
        var folder = Path.Combine(Tree, $"um-test-{Environment.ProcessId}");
        var session = Path.Combine(folder, "session");
        await using var server = await AttackServer.StartAsync(
            Identity.User,
            $"{Delegate(folder, session)} && echo $$ > {session}/cgroup.procs; sleep 600 < /dev/null > /dev/null 2>&1 & exec \"$@\"",
            AttackServer.NoPool);
        try
        {
            var where = await server.RunAsync("print(open('/proc/self/cgroup').read())");
            var ended = await server.RunAsync("held = []\nwhile True: held.append(bytearray(1 << 20))");

            Assert.Contains("ultimate-mcp-", where.Stdout, StringComparison.Ordinal);
            Assert.Equal("memory_limit", ended.Outcome);
            Assert.Empty(Directory.GetDirectories(Directory.GetDirectories(folder, "ultimate-mcp-*").Single()));
        }
        finally
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "cgroup.kill"), "1");
            Assert.True(await ProcessTree.BecomesTrueAsync(() => IsRemoved(folder), TestServer.Timeout));
        }
    }

    /// <summary>Possible when the last process has ended.</summary>
    private static bool IsRemoved(string folder)
    {
        try
        {
            foreach (var below in Directory.GetDirectories(folder, "*", SearchOption.AllDirectories).OrderByDescending(path => path.Length))
            {
                Directory.Delete(below);
            }

            Directory.Delete(folder);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool HasControllers() => File.Exists(Path.Combine(Tree, "cgroup.controllers"))
        && File.ReadAllText(Path.Combine(Tree, "cgroup.controllers")).Split(' ', '\n') is var offered
        && offered.Contains("memory") && offered.Contains("pids");

    /// <summary>Shell words, run as root before the server becomes a user.</summary>
    private static string Delegate(string folder, string session) =>
        $"echo '+memory +pids' > {Tree}/cgroup.subtree_control; "
        + $"mkdir -p {session} && echo '+memory +pids' > {folder}/cgroup.subtree_control"
        + $" && chown {Identities.User} {folder} {folder}/cgroup.procs {folder}/cgroup.subtree_control {session} {session}/cgroup.procs";
}
