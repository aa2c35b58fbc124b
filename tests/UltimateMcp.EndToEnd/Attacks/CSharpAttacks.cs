using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Attacks;

/// <summary>
/// The attacks that differ by runtime, by a program in C#. Outside, the same assembly is started by <c>dotnet</c>: the
/// sandbox compiles it, and it comes back as an artifact.
/// </summary>
public class CSharpAttacks(AttackServers servers)
{
    private const string ENOSYS = "38";
    private const string EPERM = "1";

    [Theory, EachIdentity]
    [Trait("Attack", "88")]
    public async Task What_works_outside_fails_inside(Identity identity)
    {
        Assert.SkipUnless(RuntimeInformation.ProcessArchitecture == Architecture.X64, "The act's numbers of calls are those of x86-64.");
        var server = await servers.OfAsync(identity);
        var act = new Act("hostile.cs.txt", server.SecretFile, AttackServer.SecretValue);

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);

        outside.AllAre("ok", "secret_file os_release unix process inherited");
        outside.AllAre("seen", "environments");
        outside.NoneIs(EPERM, "ptrace");
        outside.NoneIs(ENOSYS, "bpf keyctl memfd io_uring");
        outside.AllAre("0", "shared query");

        inside.AllAre("FileNotFoundException", "os_release inherited");
        inside.NoneIs("ok", "secret_file write_usr link_local public unix packet process");
        inside.AllAre("none", "environments lines");
        inside.AllAre(EPERM, "unshare setns chroot mount ptrace");
        inside.AllAre(ENOSYS, "bpf keyctl memfd io_uring");
        Assert.Equal("12", inside["shared"]);
        Assert.Equal("0", inside["query"]);
        Assert.Equal("False", inside["visible"]);
    }

    [Theory, EachIdentity]
    [Trait("Attack", "88")]
    public async Task A_crash_of_the_runtime_is_a_result(Identity identity)
    {
        var server = await servers.OfAsync(identity);

        var fault = await server.RunAsync("unsafe { *(int*)8 = 1; }", "csharp");
        var kill = await server.RunAsync("Process.GetCurrentProcess().Kill();".Insert(0, "using System.Diagnostics;\n"), "csharp");
        var overflow = await server.RunAsync("void F() => G(); void G() => F(); int n = 0; int H() => ++n + H(); H();", "csharp");

        Assert.Equal("exited", fault.Outcome);
        Assert.Equal(("signaled", "SIGKILL"), (kill.Outcome, kill.Signal));
        Assert.Equal(("signaled", "SIGABRT"), (overflow.Outcome, overflow.Signal));
        await server.LivesAsync();
    }

    [Theory, EachIdentity]
    [Trait("Attack", "88")]
    public async Task A_program_that_ignores_signals_and_holds_threads_ends_in_time(Identity identity)
    {
        var server = await servers.OfAsync(identity);

        var reply = await server.CallAsync(new JsonObject
        {
            ["language"] = "csharp",
            ["timeout_seconds"] = 1,
            ["code"] =
                """
                using System.Runtime.InteropServices;
                foreach (var signal in Enum.GetValues<PosixSignal>())
                    try { PosixSignalRegistration.Create(signal, context => context.Cancel = true); } catch (IOException) { }
                for (var i = 0; i < 20; i++) new Thread(() => { while (true); }).Start();
                try { new ManualResetEvent(false).WaitOne(); } finally { while (true); }
                """,
        });

        Assert.Equal("timed_out", reply.Outcome);
        Assert.InRange(reply.Duration, TestServer.NotBefore(TimeSpan.FromSeconds(1)), TimeSpan.FromSeconds(6));
        await server.LivesAsync();
    }

    /// <summary>Any line on the report's descriptor without the nonce is dropped; the program knows the nonce's length only.</summary>
    [Theory, EachIdentity]
    [Trait("Attack", "88")]
    public async Task A_forged_report_without_the_nonce_changes_nothing(Identity identity)
    {
        var server = await servers.OfAsync(identity);

        var reply = await server.RunAsync(
            """
            using var report = new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(4, false), FileAccess.Write, 0);
            report.Write("{\"nonce\":\"0\",\"exit\":0,\"type\":\"Forged\",\"message\":\"\"}\n"u8);
            return 3;
            """,
            "csharp");

        Assert.Equal(("exited", 3), (reply.Outcome, reply.ExitCode));
        Assert.False(reply.Structured.TryGetProperty("exception", out _));
    }
}
