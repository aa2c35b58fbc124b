using System.Diagnostics;
using System.Net.Sockets;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Attacks;

/// <summary>
/// A folder that the settings share shows its files and nothing else. The numbers: 132 it is read-only, 133 links lead
/// nowhere, 134 sockets, pipes and devices cannot be used, 135 mounts below it are not shown.
/// </summary>
public class WorkspaceAttacks
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    [Theory, EachIdentity]
    [Trait("Attack", "1")]
    [Trait("Attack", "2")]
    [Trait("Attack", "3")]
    [Trait("Attack", "4")]
    [Trait("Attack", "132")]
    public async Task With_a_workspace_only_its_files_can_be_read_and_nothing_be_written(Identity identity)
    {
        using var folder = new SharedFolder(identity);
        folder.Place("beside", "secret");
        folder.Place("data/file", "shared");
        await using var server = await StartAsync(identity, folder);
        var reading = new Act("read_files.py", "/workspace/data/file", "/workspace/data/../beside", "/etc/shadow", server.SecretFile);
        var writing = new Act("write_files.py", "/workspace/data", "/workspace", "/usr", "/");

        var read = await server.InsideAsync(reading);
        var written = await server.InsideAsync(writing);
        var climbed = await server.InsideAsync(new Act("climb.py", server.SecretFile));
        var changed = await server.RunAsync("open('/workspace/data/file', 'r+')");
        var outside = await server.OutsideAsync(new Act("write_files.py", folder.Data));

        read.AllAre("ok", "/workspace/data/file");
        read.AllAre("ENOENT", $"/workspace/data/../beside /etc/shadow {server.SecretFile}");
        outside.AllAre("ok", folder.Data);
        written.AllAre("EROFS", "/workspace/data /workspace /usr /");
        climbed.AllAre("0", "dots roots folders descriptors chdir");
        Assert.Contains("Read-only file system", changed.Stderr, StringComparison.Ordinal);
        Assert.Equal("scratch; read-only: /workspace/data", changed.Isolation("filesystem"));
    }

    [Theory, EachIdentity]
    [Trait("Attack", "133")]
    public async Task Links_that_lead_out_of_a_workspace_lead_nowhere(Identity identity)
    {
        using var folder = new SharedFolder(identity);
        var secret = folder.Place("beside", "secret");
        folder.Place("data/file", "shared");
        string[] names = ["absolute", "relative", "home", "inner"];
        string[] targets = [secret, "../beside", "/proc/self/root/etc/hostname", "file"];
        foreach (var (name, target) in names.Zip(targets))
        {
            File.CreateSymbolicLink($"{folder.Data}/{name}", target);
        }

        await using var server = await StartAsync(identity, folder);

        var outside = await server.OutsideAsync(new Act("read_files.py", [.. names.Select(name => $"{folder.Data}/{name}")]));
        var inside = await server.InsideAsync(new Act("read_files.py", [.. names.Select(name => $"/workspace/data/{name}")]));

        outside.AllAre("ok", string.Join(' ', names.Select(name => $"{folder.Data}/{name}")));
        inside.AllAre("ENOENT", "/workspace/data/absolute /workspace/data/relative /workspace/data/home");
        inside.AllAre("ok", "/workspace/data/inner");
    }

    [Theory, EachIdentity]
    [Trait("Attack", "134")]
    public async Task Sockets_pipes_and_devices_in_a_workspace_cannot_be_used(Identity identity)
    {
        using var folder = new SharedFolder(identity);
        folder.Place("data/deep/file", "shared");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint($"{folder.Data}/socket"));
        Run("mkfifo", "-m", "666", $"{folder.Data}/deep/pipe");
        if (Identities.IsRoot)
        {
            Run("mknod", "-m", "666", $"{folder.Data}/device", "c", "1", "5");
        }

        await using var server = await StartAsync(identity, folder);
        const string Code = """
            import os, stat
            for name in ('socket', 'deep/pipe', 'device'):
                for flags in (os.O_RDONLY, os.O_WRONLY, os.O_RDWR):
                    try:
                        os.close(os.open('/workspace/data/' + name, flags | os.O_NONBLOCK))
                        print(name, flags, 'opened')
                    except OSError as error:
                        print(name, flags, error.errno)
            for name in ('socket', 'deep/pipe'):
                mode = os.stat('/workspace/data/' + name).st_mode
                print(name, stat.S_ISSOCK(mode) or stat.S_ISFIFO(mode))
            """;

        var inside = await server.RunAsync(Code);

        Assert.DoesNotContain("opened", inside.Stdout, StringComparison.Ordinal);
        Assert.EndsWith("socket False\ndeep/pipe False\n", inside.Stdout, StringComparison.Ordinal);
        Assert.Equal(11, inside.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        using var pipe = new FileStream($"{folder.Data}/deep/pipe", FileMode.Open, FileAccess.ReadWrite);
        Assert.True(pipe.CanWrite);
    }

    [Theory, EachIdentity]
    [Trait("Attack", "135")]
    public async Task What_is_mounted_below_a_workspace_is_not_shown(Identity identity)
    {
        Assert.SkipUnless(Identities.IsRoot, "The tests run as an ordinary user, who cannot mount.");
        using var folder = new SharedFolder(identity);
        folder.Place("data/file", "shared");
        folder.Place("beside/secret", "secret");
        Directory.CreateDirectory($"{folder.Data}/mounted", Readable);
        var mount = $"mount --bind {folder.Data}/../beside {folder.Data}/mounted";
        await using var server = await StartAsync(identity, folder, $"exec unshare --mount sh -c '{mount} && exec \"$@\"' sh \"$@\"");

        var seenByServer = File.Exists($"/proc/{server.Server.ProcessId}/root{folder.Data}/mounted/secret");
        var inside = await server.InsideAsync(new Act("read_files.py", "/workspace/data/mounted/secret", "/workspace/data/file"));

        Assert.True(seenByServer);
        inside.AllAre("ENOENT", "/workspace/data/mounted/secret");
        inside.AllAre("ok", "/workspace/data/file");
    }

    private static Task<AttackServer> StartAsync(Identity identity, SharedFolder folder, string? wrapper = null) =>
        AttackServer.StartAsync(identity, wrapper, ("WORKSPACE_FOLDERS", folder.Data));

    private static void Run(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false })!;
        Assert.True(process.WaitForExit(TestServer.Timeout), command[0]);
        Assert.Equal(0, process.ExitCode);
    }
}
