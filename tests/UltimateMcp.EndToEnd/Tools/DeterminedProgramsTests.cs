using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.Programs;

namespace UltimateMcp.EndToEnd.Tools;

/// <summary>
/// Programs that are considered deterministic are run several times without the cache, and must print the same each
/// time.
/// </summary>
public sealed class DeterminedProgramsTests(UnlimitedServer shared) : IClassFixture<UnlimitedServer>
{
    private const int Runs = 4;

    public static TheoryData<string, string> Titles =>
        new(OrdinaryProgram.All.Where(program => program.IsCached).Select(program => (program.Language, program.Title)));

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task A_program_that_is_cached_tells_the_same_each_time(string language, string title)
    {
        var program = OrdinaryProgram.Find(language, title);

        var first = await RunAsync(program, fresh: false);
        var known = await RunAsync(program, fresh: false);

        Assert.True(first["exit_code"] == "0", $"It failed, and so is not cached: {first.Text}");
        Assert.Equal("true", known["cached"]);
        for (var i = 0; i < Runs; i++)
        {
            Assert.Equal(Told(first), Told(await RunAsync(program, fresh: true)));
        }
    }

    private static string Told(ToolAnswer answer) => $"exit {answer["exit_code"]}\n{answer["stdout"]}\nstderr\n{answer["stderr"]}";

    private Task<ToolAnswer> RunAsync(OrdinaryProgram program, bool fresh) => shared.Server.RunAsync(
        program.Code,
        program.Language,
        ("stdin", OrdinaryProgram.StandardInput),
        ("args", OrdinaryProgram.Arguments),
        ("files", OrdinaryProgram.Files),
        ("fresh", fresh));
}
