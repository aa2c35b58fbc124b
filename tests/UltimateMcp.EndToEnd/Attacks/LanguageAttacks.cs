using System.Diagnostics;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Attacks;

/// <summary>Attacks that each runtime makes in its own way, beside Python's.</summary>
public class LanguageAttacks(AttackServers servers)
{
    private const string JavaScript = "javascript";
    private const string TypeScript = "typescript";
    private const string CSharp = "csharp";
    private const string Bash = "bash";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>A program in C# is compiled in its time.</summary>
    private static readonly TimeSpan CompilationTime = TimeSpan.FromSeconds(3);

    /// <summary>Other tests run beside these. <see cref="TimeAttacks"/> are alone, and hold the server to what it promises.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    [Theory]
    [EachIdentity(JavaScript, "loop")]
    [EachIdentity(TypeScript, "loop")]
    [EachIdentity(TypeScript, "ignore")]
    [EachIdentity(TypeScript, "wait")]
    [EachIdentity(TypeScript, "promises")]
    [EachIdentity(CSharp, "loop")]
    [EachIdentity(CSharp, "wait")]
    [EachIdentity(CSharp, "stop")]
    [EachIdentity(CSharp, "ignore")]
    [EachIdentity(CSharp, "threads")]
    [EachIdentity(Bash, "loop")]
    [EachIdentity(Bash, "wait")]
    [EachIdentity(Bash, "stop")]
    [EachIdentity(Bash, "ignore")]
    [EachIdentity(Bash, "children")]
    [Trait("Attack", "59")]
    [Trait("Attack", "60")]
    [Trait("Attack", "61")]
    [Trait("Attack", "62")]
    public async Task A_program_that_does_not_end_is_ended(Identity identity, string language, string way)
    {
        var server = await servers.OfAsync(identity);
        var limit = language == CSharp ? Limit + CompilationTime : Limit;
        var act = ActIn(language, "endless", way);

        var reply = await server.RunAsync(act with { Timeout = limit.TotalSeconds });

        Assert.True(reply is { Outcome: "timed_out", Stdout: "begun\n" }, reply.ToString());
        Assert.InRange(reply.Duration, TestServer.NotBefore(limit), limit + Grace);
        Assert.True(await GoesOnOutsideAsync(server, act), "It ended outside too.");
    }

    [Theory]
    [EachIdentity(JavaScript, "stdout")]
    [EachIdentity(TypeScript, "stdout")]
    [EachIdentity(TypeScript, "stderr")]
    [EachIdentity(Bash, "stdout")]
    [EachIdentity(Bash, "stderr")]
    [Trait("Attack", "56")]
    public async Task A_flood_is_cut(Identity identity, string language, string stream)
    {
        var server = await servers.OfAsync(identity);

        var reply = await server.RunAsync(ActIn(language, "flood", stream));

        Assert.True(reply.Outcome == "output_limit", reply.ToString());
        await server.LivesAsync();
    }

    [Theory]
    [EachIdentity(JavaScript)]
    [EachIdentity(TypeScript)]
    [EachIdentity(CSharp)]
    [Trait("Attack", "74")]
    public async Task A_forged_report_is_dropped(Identity identity, string language)
    {
        var server = await servers.OfAsync(identity);

        var reply = await server.RunAsync(ActIn(language, "forge"));

        Assert.True(reply is { Outcome: "exited", ExitCode: 3 }, reply.ToString());
        Assert.Equal("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"forged\":true}}\n", reply.Stdout);
        Assert.False(reply.Structured.TryGetProperty("exception", out _));
        await server.LivesAsync();
    }

    [Theory]
    [EachIdentity(JavaScript, "holding")]
    [EachIdentity(TypeScript, "holding")]
    [EachIdentity(CSharp, "holding")]
    [EachIdentity(CSharp, "closed")]
    [Trait("Attack", "63")]
    [Trait("Attack", "64")]
    public async Task A_process_left_behind_neither_holds_up_the_reply_nor_outlives_it(Identity identity, string language, string way)
    {
        var server = await servers.OfAsync(identity, ("MAX_PROCESSES", "9"));
        var mark = LeftProcess.NewMark();
        var act = ActIn(language, "daemon", mark, way);
        var livesOutside = await LeftProcess.LivesOutsideAsync(server, act, mark);
        var began = Stopwatch.GetTimestamp();

        var inside = await server.InsideAsync(act);

        Assert.True(livesOutside);
        Assert.NotEqual("undefined", inside["left"]);
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(20));
        await ProcessTree.NoneHasAsync(mark);
    }

    [Theory]
    [EachIdentity(JavaScript)]
    [EachIdentity(TypeScript)]
    [EachIdentity(CSharp)]
    [Trait("Attack", "67")]
    [Trait("Attack", "68")]
    [Trait("Attack", "69")]
    public async Task Links_are_not_kept(Identity identity, string language)
    {
        var server = await servers.OfAsync(identity);
        var act = ActIn(language, "links", server.SecretFile);

        var outside = await server.OutsideAsync(act);
        var reply = await server.RunAsync(act);

        Assert.Equal("ok", outside["through"]);
        Assert.Equal("through ENOENT\n", reply.Stdout);
        Assert.Equal(["kept.txt"], reply.Artifacts);
        Assert.Contains("Not kept", reply.Hint, StringComparison.Ordinal);
    }

    /// <summary>
    /// Not while the same act is judged inside, and on one processor: twenty threads would take both from all that is judged.
    /// </summary>
    private static async Task<bool> GoesOnOutsideAsync(AttackServer server, Act act)
    {
        using var outside = await server.StartOutsideAsync(act, processors: FirstProcessor());
        try
        {
            Assert.Equal("begun", await outside.StandardOutput.ReadLineAsync());
            using var limit = new CancellationTokenSource(Limit);
            await outside.WaitForExitAsync(limit.Token);
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
        finally
        {
            outside.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Of those that we may use.</summary>
    private static string FirstProcessor()
    {
        const string Name = "Cpus_allowed_list:";
        var list = File.ReadLines("/proc/self/status").Single(line => line.StartsWith(Name, StringComparison.Ordinal));
        return list[Name.Length..].Trim().Split(',', '-')[0];
    }

    private static Act ActIn(string language, string name, params string[] arguments) => language switch
    {
        CSharp => new Act(name + ".cs.txt", arguments),
        Bash => new Act(name + ".sh", arguments),
        _ => new Act(name + ".js", arguments) { RunAs = language },
    };
}
