using UltimateMcp.Code.Languages;
using UltimateMcp.Programs;

namespace UltimateMcp.Tests.Code.Languages.Determinism;

/// <summary>A cache that no one hits is none, and one that tells what is no longer true is worse. The table only grows.</summary>
public class OrdinaryProgramsTests
{
    public static TheoryData<string, string> Titles => new(OrdinaryProgram.All.Select(program => (program.Language, program.Title)));

    [Theory]
    [MemberData(nameof(Titles))]
    public void An_ordinary_program_is_cached_if_it_is_deterministic(string language, string title)
    {
        var program = OrdinaryProgram.Find(language, title);
        var known = LanguageCatalog.Find(language);

        var found = known.Determinism(
            new ProgramSource(program.Code, known.MainFile, OrdinaryProgram.Files) { Arguments = OrdinaryProgram.Arguments },
            TestContext.Current.CancellationToken);

        Assert.True(program.IsCached == found is null, $"Found: {found}");
    }

    [Fact]
    public void There_are_more_than_a_hundred_of_them() => Assert.InRange(OrdinaryProgram.All.Count, 101, int.MaxValue);
}
