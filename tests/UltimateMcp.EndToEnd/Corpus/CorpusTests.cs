using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using UltimateMcp.EndToEnd.Attacks;

namespace UltimateMcp.EndToEnd.Corpus;

/// <summary>
/// The sandbox breaks no ordinary program. The corpus consists of our own small programs, grouped by theme in a folder
/// for each language. Each runs as a pair: inside, through the server, and outside, as an ordinary process of the same
/// user and interpreter. Both must exit with 0 and print the same on both streams, so a program that cannot work on
/// this machine at all is a fault of the corpus and not of the sandbox. Programs print only what is the same
/// everywhere: no name of a user or host, no path, no time. What the sandbox is meant to prevent is tested in
/// <see cref="Attacks"/>. There is one class per language, so that the languages run in parallel.
/// </summary>
public abstract class CorpusTests(AttackServers servers, string language, int fewest)
{
    private static readonly string[] ThemesOfUsers = ["files", "folders", "files_and_folders"];

    private static readonly ConcurrentDictionary<string, IReadOnlyList<CorpusProgram>> Programs = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, Task<bool>> HasModule = new(StringComparer.Ordinal);

    [Fact]
    public void There_are_enough_programs_and_each_has_a_name_of_its_own()
    {
        var titles = Of(language).Select(program => program.Title).ToList();

        Assert.True(titles.Count >= fewest, $"There are {titles.Count} programs of {language}.");
        Assert.Equal(titles.Count, titles.Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>
    /// One row per program, by its title, run as the tests' own user. If that is root, programs that use files also run
    /// as an ordinary user.
    /// </summary>
    protected static IEnumerable<TheoryDataRow<string, Identity>> RowsOf(string language) =>
        from program in Of(language)
        from identity in Identities.IsRoot && ThemesOfUsers.Contains(program.Theme) ? [Identity.Root, Identity.User] : new[] { Own }
        select new TheoryDataRow<string, Identity>(program.Title, identity);

    private protected async Task RunsInsideAsOutsideAsync(string title, Identity identity)
    {
        var program = Of(language).Single(program => program.Title == title);
        var server = await servers.OfAsync(identity, program.Settings);
        await SkipWhatLacksAsync(program, server);

        // In C# the outside runs the assembly that the inside has compiled.
        var isCompiled = language == "csharp";
        var inside = server.CallAsync(isCompiled
            ? AttackServer.AssemblyCall(program.Code)
            : new JsonObject { ["code"] = program.Code, ["language"] = language, ["fresh"] = true });
        var outside = OrdinaryProcess.RunAsync(program, server, isCompiled ? await inside : null);

        var expected = await outside;
        var reply = await inside;
        Assert.True(expected is { ExitCode: 0, Stdout: not "", Stderr: "" }, $"Outside already: {expected}");
        Assert.True(reply is { IsError: false, Outcome: "exited" }, reply.ToString());
        Assert.Equal(expected, new Ending(reply.ExitCode, reply.Stdout, reply.Stderr));
    }

    private static Identity Own => Identities.IsRoot ? Identity.Root : Identity.User;

    private static IReadOnlyList<CorpusProgram> Of(string language) => Programs.GetOrAdd(language, CorpusProgram.Read);

    private static async Task SkipWhatLacksAsync(CorpusProgram program, AttackServer server)
    {
        var commands = string.Join(", ", program.MissingCommands);
        Assert.SkipUnless(commands.Length == 0, $"Not installed: {commands}.");
        foreach (var module in program.Modules)
        {
            var has = await HasModule.GetOrAdd(module, async _ =>
                (await server.RunAsync($"import importlib.util; print(importlib.util.find_spec('{module}') is not None)"))
                    .Stdout.Trim() == "True");
            Assert.SkipUnless(has, $"Not installed: Python's {module}.");
        }
    }
}

public sealed class PythonCorpus(AttackServers servers) : CorpusTests(servers, Language, fewest: 150)
{
    private const string Language = "python";

    public static IEnumerable<TheoryDataRow<string, Identity>> Rows => RowsOf(Language);

    [Theory, MemberData(nameof(Rows))]
    public Task A_program_of_python_runs_inside_as_outside(string program, Identity identity) =>
        RunsInsideAsOutsideAsync(program, identity);
}

public sealed class JavaScriptCorpus(AttackServers servers) : CorpusTests(servers, Language, fewest: 150)
{
    private const string Language = "javascript";

    public static IEnumerable<TheoryDataRow<string, Identity>> Rows => RowsOf(Language);

    [Theory, MemberData(nameof(Rows))]
    public Task A_program_of_javascript_runs_inside_as_outside(string program, Identity identity) =>
        RunsInsideAsOutsideAsync(program, identity);
}

public sealed class BashCorpus(AttackServers servers) : CorpusTests(servers, Language, fewest: 150)
{
    private const string Language = "bash";

    public static IEnumerable<TheoryDataRow<string, Identity>> Rows => RowsOf(Language);

    [Theory, MemberData(nameof(Rows))]
    public Task A_program_of_bash_runs_inside_as_outside(string program, Identity identity) => RunsInsideAsOutsideAsync(program, identity);
}

public sealed class TypeScriptCorpus(AttackServers servers) : CorpusTests(servers, Language, fewest: 150)
{
    private const string Language = "typescript";

    public static IEnumerable<TheoryDataRow<string, Identity>> Rows => RowsOf(Language);

    [Theory, MemberData(nameof(Rows))]
    public Task A_program_of_typescript_runs_inside_as_outside(string program, Identity identity) =>
        RunsInsideAsOutsideAsync(program, identity);
}

public sealed class CSharpCorpus(AttackServers servers) : CorpusTests(servers, Language, fewest: 180)
{
    private const string Language = "csharp";

    public static IEnumerable<TheoryDataRow<string, Identity>> Rows => RowsOf(Language);

    [Theory, MemberData(nameof(Rows))]
    public Task A_program_of_csharp_runs_inside_as_outside(string program, Identity identity) =>
        RunsInsideAsOutsideAsync(program, identity);
}
