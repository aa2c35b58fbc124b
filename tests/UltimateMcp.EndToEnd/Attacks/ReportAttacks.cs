namespace UltimateMcp.EndToEnd.Attacks;

public class ReportAttacks(AttackServers servers)
{
    private const int Mebibyte = 1024 * 1024;

    [Theory]
    [EachIdentity("forge.py", 3)]
    [EachIdentity("forge_flood.py", 4)]
    [Trait("Attack", "74")]
    public async Task A_forged_report_is_dropped(Identity identity, string act, int exitCode)
    {
        var server = await servers.OfAsync(identity);

        var reply = await server.RunAsync(new Act(act));

        Assert.True(reply.Outcome == "exited" && reply.ExitCode == exitCode, reply.ToString());
        await server.LivesAsync();
    }

    [Theory, EachIdentity]
    [Trait("Attack", "74")]
    public async Task Lines_of_the_protocol_printed_by_a_program_are_only_text(Identity identity)
    {
        var server = await servers.OfAsync(identity);

        var reply = await server.RunAsync(new Act("forge.py"));

        Assert.Equal("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"forged\":true}}\n", reply.Stdout);
        Assert.Contains("notifications/cancelled", reply.Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [EachIdentity(@"\x1b[2J\x1b]0;title\x07\x1bP1$q\x1b\\\x9b31m\x08\x7fvisible")]
    [EachIdentity(@"\x1b]52;c;Y2F0\x1b\\visible")]
    [EachIdentity(@"\x1b[visible")]
    [Trait("Attack", "75")]
    public async Task No_control_sequence_reaches_the_reply(Identity identity, string text)
    {
        var server = await servers.OfAsync(identity);

        var reply = await server.RunAsync($"import sys; print('{text}'); print('{text}', file=sys.stderr)");

        Assert.Contains("isible", reply.Stdout, StringComparison.Ordinal);
        Assert.DoesNotContain(reply.Stdout + reply.Stderr, character => char.IsControl(character) && character != '\n');
    }

    [Theory, EachIdentity]
    [Trait("Attack", "76")]
    public async Task Bytes_that_are_no_text_are_replaced_and_kept_as_they_are(Identity identity)
    {
        var server = await servers.OfAsync(identity);

        var reply = await server.RunAsync(@"import sys; sys.stdout.buffer.write(b'a\xff\xfe\xc0\x80\xed\xa0\x80z')");

        Assert.Matches("^a\ufffd+z$", reply.Stdout);
        Assert.Contains("\ufffd", reply.Hint, StringComparison.Ordinal);
        Assert.Equal(
            [0x61, 0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80, 0x7a],
            await File.ReadAllBytesAsync(Path.Combine(server.Home, "outputs", reply.RunId, "stdout")));
    }

    [Theory]
    [EachIdentity("python", "print(1)\0print(2)")]
    [EachIdentity("bash", "echo 1\0echo 2")]
    [EachIdentity("javascript", "console.log(1)\0console.log(2)")]
    [EachIdentity("typescript", "console.log(1 as number)\0console.log(2)")]
    [EachIdentity("csharp", "Console.WriteLine(1);\0Console.WriteLine(2);")]
    [Trait("Attack", "77")]
    public async Task A_NUL_in_the_code_harms_nobody(Identity identity, string language, string code)
    {
        var server = await servers.OfAsync(identity);

        var reply = await server.RunAsync(code, language);

        Assert.True(
            reply is { IsError: false, Outcome: "exited" } or { ErrorCode: "invalid_argument" or "language_unavailable" },
            reply.ToString());
        await server.LivesAsync();
    }

    [Theory]
    [EachIdentity("python", "#", "print('end')")]
    [EachIdentity("bash", "#", "echo end")]
    [EachIdentity("javascript", "//", "console.log('end')")]
    [EachIdentity("typescript", "//", "console.log('end' as string)")]
    [EachIdentity("csharp", "//", "Console.WriteLine(\"end\");")]
    [Trait("Attack", "78")]
    public async Task A_mebibyte_of_code_runs_and_more_than_two_are_refused(
        Identity identity, string language, string comment, string last)
    {
        var server = await servers.OfAsync(identity);
        var line = comment + new string('x', 99) + "\n";

        var large = await server.RunAsync(string.Concat(Enumerable.Repeat(line, Mebibyte / line.Length)) + last, language);
        var refused = await server.RunAsync(new string('#', 2 * Mebibyte + 1), language);

        Assert.True(large.Stdout == "end\n", large.ToString());
        Assert.Equal("invalid_argument", refused.ErrorCode);
    }

    [Theory, EachIdentity]
    [Trait("Attack", "79")]
    [Trait("Attack", "80")]
    public async Task Nothing_of_a_run_is_there_in_the_next(Identity identity)
    {
        var server = await servers.OfAsync(identity);
        var act = new Act("leftovers.py", "/scratch", "/tmp", "/dev/shm");
        var outsideAct = new Act("leftovers.py", server.Outside);

        await server.OutsideAsync(outsideAct);
        var outside = await server.OutsideAsync(outsideAct);
        var first = await server.InsideAsync(act);
        var second = await server.InsideAsync(act);

        Assert.Equal("found=1 planted=um_planted", outside.To("found", "planted"));
        Assert.Equal("found=0 planted=none name=__main__ main.py", second.To("found", "planted", "name"));
        Assert.NotEqual(first["hash"], second["hash"]);
        Assert.NotEqual(first["random"], second["random"]);
        Assert.NotEqual(first["layout"], second["layout"]);
    }

    [Theory, EachIdentity]
    [Trait("Attack", "81")]
    public async Task Twenty_at_once_see_nothing_of_each_other(Identity identity)
    {
        const int Many = 20;
        var server = await servers.OfAsync(identity);

        Answers outside = null!;
        for (var i = 0; i < Many; i++)
        {
            outside = await server.OutsideAsync(new Act("alone.py", $"{i}", server.Outside));
        }

        var inside = await Task.WhenAll(Enumerable.Range(0, Many).Select(i => server.InsideAsync(new Act("alone.py", $"{i}", "/scratch"))));

        Assert.Equal($"{Many - 1}", outside["others"]);
        Assert.All(inside, answers => Assert.Equal("others=0 processes=2", answers.To("others", "processes")));
        Assert.Equal(Enumerable.Range(0, Many).Select(i => $"{i}"), inside.Select(answers => answers["number"]));
    }
}
