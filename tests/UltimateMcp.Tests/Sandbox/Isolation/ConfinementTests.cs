using System.Text;

namespace UltimateMcp.Tests.Sandbox.Isolation;

/// <summary>Things that work outside and must not inside. The whole table of attacks is run against the built server, end to end.</summary>
[Collection(TakesTurns.Name)]
public sealed class ConfinementTests(SandboxFixture fixture)
{
    [Fact]
    public async Task Nothing_of_the_server_stands_in_environments_and_command_lines()
    {
        const string Secret = "UM_TEST_SECRET_VARIABLE";
        Environment.SetEnvironmentVariable(Secret, "1");

        var result = await fixture.RunAsync(
            SandboxFixture.Bash(),
            SandboxFixture.Request("cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline | tr '\\0' '\\n'; echo end #code-marker"));

        var said = SandboxFixture.Text(result.StandardOutput);
        Assert.Contains("HOME=/tmp", said, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, said, StringComparison.Ordinal);
        Assert.DoesNotContain("code-marker", said, StringComparison.Ordinal);
        Assert.DoesNotContain(Environment.UserName is { Length: > 0 } name ? name + "/" : Secret, said, StringComparison.Ordinal);
        Assert.EndsWith("end\n", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cat /etc/shadow", "No such file")]
    [InlineData("grep -v -e '^root:' -e '^sandbox:' -e '^nobody:' /etc/passwd", "")]
    [InlineData("ls /home", "No such file")]
    [InlineData("ls /root", "No such file")]
    [InlineData("cat /proc/1/root/etc/passwd", "o such file")]
    [InlineData("echo > /usr/x", "Read-only file system")]
    [InlineData("echo > /x", "Read-only file system")]
    [InlineData("echo > /dev/x", "Read-only file system")]
    [InlineData("echo > /etc/x", "Read-only file system")]
    [InlineData("echo > /proc/sys/kernel/core_pattern", "Read-only file system")]
    [InlineData("echo b > /proc/sysrq-trigger", "")]
    [InlineData("cat /proc/kcore", "")]
    [InlineData("cat /proc/keys", "denied")]
    [InlineData("unshare -U true", "Operation not permitted")]
    [InlineData("unshare -n true", "Operation not permitted")]
    [InlineData("mount -t tmpfs x /tmp", "")]
    [InlineData("/usr/sbin/chroot / /usr/bin/true", "Operation not permitted")]
    [InlineData("mknod n c 1 3", "Operation not permitted")]
    [InlineData("hostname other", "")]
    [InlineData("date -s 2000-01-01", "Operation not permitted")]
    [InlineData("nice -n -5 true && [ $(nice -n -5 nice) -lt 0 ]", "")]
    [InlineData("prlimit --pid $$ --nofile=512", "Operation not permitted")]
    [InlineData("bash -c ': < /dev/tcp/1.1.1.1/80'", "Network is unreachable")]
    [InlineData("bash -c ': < /dev/tcp/169.254.169.254/80'", "Network is unreachable")]
    [InlineData("setpriv --reuid=0 true", "")]
    public async Task What_would_work_outside_is_refused(string attempt, string error)
    {
        var result = await fixture.RunAsync(SandboxFixture.Bash(), SandboxFixture.Request(attempt));

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(error, SandboxFixture.Text(result.StandardError), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import socket; socket.socket(socket.AF_UNIX)", 1)]
    [InlineData("import socket; socket.socket(socket.AF_VSOCK)", 97)]
    [InlineData("import socket; socket.socket(socket.AF_PACKET, socket.SOCK_RAW)", 97)]
    [InlineData("import socket; socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 9)", 97)]
    [InlineData("import mmap; mmap.mmap(-1, 4096)", 12)]
    [InlineData("import os; os.memfd_create('x')", 38)]
    public async Task Calls_are_refused_with_this_error(string code, int errno)
    {
        var result = await fixture.RunAsync(SandboxFixture.Python(), SandboxFixture.Request(code));

        Assert.Equal(errno, result.Report?.Errno);
    }

    [Fact]
    public async Task What_programs_need_still_works()
    {
        var code = """
            import asyncio, os, socket, tempfile, threading
            socket.socketpair()
            server = socket.create_server(("127.0.0.1", 0))
            socket.create_connection(server.getsockname()).close()
            asyncio.run(asyncio.sleep(0))
            tempfile.TemporaryFile().write(b"x")
            open("/dev/shm/x", "wb").write(b"x")
            open("/dev/urandom", "rb").read(1)
            print("fine")
            """;

        var result = await fixture.RunAsync(SandboxFixture.Python(), SandboxFixture.Request(code));

        Assert.Equal(("", "fine\n"), (SandboxFixture.Text(result.StandardError), SandboxFixture.Text(result.StandardOutput)));
    }

    [Fact]
    public async Task Runs_do_not_see_each_other()
    {
        await fixture.RunAsync(SandboxFixture.Bash(), SandboxFixture.Request("echo x | tee /scratch/left /tmp/left /dev/shm/left"));

        var result = await fixture.RunAsync(SandboxFixture.Bash(), SandboxFixture.Request("ls -A /scratch /tmp /dev/shm"));

        Assert.Equal("/dev/shm:\n\n/scratch:\n\n/tmp:\n", SandboxFixture.Text(result.StandardOutput));
    }

    [Fact]
    public async Task Node_runs_as_a_single_process()
    {
        const string Node = "/usr/bin/node";
        Assert.SkipUnless(File.Exists(Node), "node is not installed");
        var worker = """
            const fs = require('fs');
            fs.writeSync(4, 'R');
            const code = fs.readFileSync(3, 'utf8');
            if (!code) process.exit(9);
            fs.writeSync(4, 'B');
            eval(code);
            """;
        var policy = SandboxFixture.Bash(SandboxFixture.Limits with
        {
            AddressSpace = ByteSize.FromMebibytes(24 * 1024),
            RuntimeMemory = ByteSize.FromMebibytes(64),
            Processes = 1,
        });
        var program = policy.Program with
        {
            Executable = Node,
            Arguments = ["--max-old-space-size=64", "/worker/worker.js"],
            Files = [new("/worker/worker.js", Encoding.UTF8.GetBytes(worker))],
        };

        var result = await fixture.RunAsync(policy with { Program = program }, SandboxFixture.Request("console.log(6 * 7)"));

        Assert.Equal(("", "42\n"), (SandboxFixture.Text(result.StandardError), SandboxFixture.Text(result.StandardOutput)));
    }
}
