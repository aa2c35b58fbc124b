using System.Globalization;
using System.Runtime.InteropServices;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Attacks;

public class ProcAttacks(AttackServers servers)
{
    private const int SegmentationFault = 128 + 11;

    [Theory]
    [EachIdentity("i386")]
    [EachIdentity("x32")]
    [Trait("Attack", "28")]
    public async Task Calls_by_the_numbers_of_another_machine_end_the_program(Identity identity, string way)
    {
        Assert.SkipUnless(
            RuntimeInformation.ProcessArchitecture == Architecture.X64, "There are no i386 and x32 calls on this architecture.");
        var server = await servers.OfAsync(identity);
        var act = new Act("other_machines.py", way);

        using var outside = await server.StartOutsideAsync(act);
        var answers = Answers.Of(await outside.StandardOutput.ReadToEndAsync().WaitAsync(TestServer.Timeout));
        await outside.WaitForExitAsync().WaitAsync(TestServer.Timeout);
        var inside = await server.RunAsync(act);

        // A kernel without that way in refuses, or a processor without that gate ends the program before any filter.
        var hasGate = outside.ExitCode != SegmentationFault;
        Assert.True(!hasGate || answers["after"] is "pid" or "refused", answers.Text);
        Assert.Equal("ok", answers["before"]);
        Assert.Equal("before ok\n", inside.Stdout);
        Assert.Equal(("signaled", hasGate ? "SIGSYS" : "SIGSEGV"), (inside.Outcome, inside.Signal));
    }

    [Theory]
    [EachIdentity("python")]
    [EachIdentity("bash")]
    [Trait("Attack", "21")]
    [Trait("Attack", "32")]
    [Trait("Attack", "33")]
    [Trait("Attack", "34")]
    [Trait("Attack", "35")]
    [Trait("Attack", "41")]
    public async Task Proc_sys_and_devices_give_nothing(Identity identity, string language)
    {
        var server = await servers.OfAsync(identity);
        var process = server.Server.ProcessId.ToString(CultureInfo.InvariantCulture);
        var act = new Act("proc.py", process, AttackServer.SecretValue) { RunAs = language };

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);

        // An ordinary user may not write settings outside either, by rights, which the kernel asks for first. Inside
        // there is the mount besides.
        outside.AllAre(identity == Identity.Root ? "ok" : "EACCES", "core_pattern overcommit");
        inside.NoneIs("ok", "core_pattern overcommit max_user_namespaces");
        Assert.Equal("False", outside["settings_are_read_only"]);
        Assert.Equal("True", inside["settings_are_read_only"]);
        Assert.NotEqual("ok", inside["sysrq"]);
        Assert.NotEqual("", outside["masked"]);
        Assert.Equal("masked= masked_folders=", inside.To("masked", "masked_folders"));
        Assert.NotEqual("ENOENT", outside["sys"]);
        Assert.Equal("ENOENT", inside["sys"]);

        outside.AllAre(identity == Identity.Root ? "ok" : "EPERM", "mknod mknod_block");
        inside.AllAre("EPERM", "mknod mknod_block");
        Assert.Equal("full,null,pts,random,shm,tty,urandom,zero", inside["devices"].Replace("console,", "", StringComparison.Ordinal));
        outside.AllAre("ok", "mkfifo");
        inside.AllAre("ok", "mkfifo");
        Assert.Equal("capabilities=" + string.Join(',', Enumerable.Repeat("0000000000000000", 5)), inside.To("capabilities"));
        Assert.Equal("no_new_privileges=0 seccomp=0", outside.To("no_new_privileges", "seccomp"));
        Assert.Equal("no_new_privileges=1 seccomp=2", inside.To("no_new_privileges", "seccomp"));

        Assert.Equal(
            "sees_server=True signal_server=ok pidfd_server=ok memory=ok content=found",
            outside.To("sees_server", "signal_server", "pidfd_server", "memory", "content"));
        Assert.Equal("sees_server=False signal_server=ESRCH pidfd_server=ESRCH", inside.To("sees_server", "signal_server", "pidfd_server"));
        Assert.Equal("2", inside["processes"]);

        Assert.Equal("memory=ENOENT shown_of_1=0 environment_of_1=ENOENT", inside.To("memory", "shown_of_1", "environment_of_1"));
    }
}
