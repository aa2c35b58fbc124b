using System.Globalization;
using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.Programs;

namespace UltimateMcp.EndToEnd.Tools;

/// <summary>Programs as people write them, in the languages that have no corpus of their own.</summary>
public sealed class OrdinaryProgramsTests(UnlimitedServer fixture) : IClassFixture<UnlimitedServer>
{
    private const int O_NONBLOCK = 0x800;
    private static readonly string[] Languages = ["typescript", "csharp"];

    private readonly TestServer _server = fixture.Server;

    public static TheoryData<string, string> Programs => new(
        OrdinaryProgram.All.Where(program => Languages.Contains(program.Language)).Select(program => (program.Language, program.Title)));

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task An_ordinary_program_runs(string language, string title)
    {
        var answer = await _server.RunAsync(
            OrdinaryProgram.Find(language, title).Code,
            language,
            ("stdin", OrdinaryProgram.StandardInput),
            ("args", OrdinaryProgram.Arguments),
            ("files", OrdinaryProgram.Files));

        Assert.True(answer is { Outcome: "exited", ExitCode: 0, Stderr: "", Stdout: not "" }, answer.ToString());
    }

    [Theory]
    [InlineData("javascript")]
    [InlineData("typescript")]
    public async Task Streams_that_a_program_of_node_has_not_opened_still_block(string language)
    {
        const string Code =
            """
            const fs = require('fs');
            const flags = [0, 1, 2].map((n) => parseInt(/flags:\s*(\d+)/.exec(fs.readFileSync(`/proc/self/fdinfo/${n}`, 'utf8'))[1], 8));
            fs.writeSync(1, flags.join(' '));
            """;

        var answer = await _server.RunAsync(Code, language);

        Assert.All(answer.Stdout.Split(' '), flags => Assert.Equal(0, int.Parse(flags, CultureInfo.InvariantCulture) & O_NONBLOCK));
    }
}
