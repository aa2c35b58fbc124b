using System.Text.Json.Nodes;
using UltimateMcp.EndToEnd.Attacks;
using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Pool;

namespace UltimateMcp.EndToEnd.Tools;

public class WorkspaceTests
{
    private const string Line = "1234567,89\n";
    private const int ManyLines = 20 * 1024 * 1024 / 11;

    [Theory, EachIdentity]
    public async Task Data_of_20_MB_is_read_by_each_language(Identity identity)
    {
        using var folder = new SharedFolder(identity);
        folder.Place("data/numbers.csv", string.Concat(Enumerable.Repeat(Line, ManyLines)));
        await using var server = await AttackServer.StartAsync(identity, null, ("WORKSPACE_FOLDERS", folder.Data));
        var expected = $"{ManyLines}\n";

        var python = await server.RunAsync("print(sum(1 for line in open('/workspace/data/numbers.csv')))");
        var node = await server.RunAsync(
            "let lines = 0;\nfor (const byte of require('fs').readFileSync('/workspace/data/numbers.csv')) lines += byte === 10;\n"
            + "console.log(lines);",
            "javascript");
        var typed = await server.RunAsync(
            "import { readFileSync } from 'node:fs';\n"
            + "let lines: number = 0;\nfor (const byte of readFileSync('/workspace/data/numbers.csv')) if (byte === 10) lines++;\n"
            + "console.log(lines);",
            "typescript");
        var bash = await server.RunAsync("wc -l < /workspace/data/numbers.csv", "bash");
        var csharp = await server.RunAsync("Console.WriteLine(File.ReadLines(\"/workspace/data/numbers.csv\").Count());", "csharp");

        Assert.All([python, node, typed, bash, csharp], reply => Assert.Equal(expected, reply.Stdout));
    }

    [Fact]
    public async Task A_run_that_may_have_read_a_workspace_is_not_answered_from_the_cache()
    {
        using var folder = new SharedFolder(Identity.User);
        folder.Place("data/file", "first");
        await using var server = await AttackServer.StartAsync(Identity.User, null, ("WORKSPACE_FOLDERS", folder.Data));
        (string Language, string Code)[] programs =
        [
            ("python", "print(open('/workspace/data/file').read())"),
            ("python", "import os\nprint(open(os.path.join('/', 'workspace', 'data', 'file')).read())"),
            ("javascript", "console.log(require('fs').readFileSync('/workspace/data/file', 'utf8'))"),
            ("python", "print(open('../workspace/data/file').read())"),
            ("python", "import os\nos.chdir('/workspace/data')\nprint(open('file').read())"),
            ("javascript", "console.log(require('fs').readFileSync('../workspace/data/file', 'utf8'))"),
            ("javascript", "process.chdir('/workspace/data'); console.log(require('fs').readFileSync('file', 'utf8'))"),
            ("typescript", "console.log(require('fs').readFileSync('/workspace/data/file', 'utf8') as string)"),
            ("csharp", "Console.WriteLine(File.ReadAllText(\"../workspace/data/file\"));"),
            ("bash", "cat /workspace/data/file"),
            ("bash", "cd /workspace/data && cat file"),
            ("bash", "d=/workspace; cat $d/data/file"),
            ("bash", "cat /*/data/file"),
        ];

        foreach (var (language, code) in programs)
        {
            folder.Place("data/file", "first");
            var first = await RunAsync(server, language, code);
            folder.Place("data/file", "second");
            var second = await RunAsync(server, language, code);

            Assert.Equal(("first", "second"), (first.Stdout.Trim(), second.Stdout.Trim()));
        }

        await RunAsync(server, "python", "print(1)");
        Assert.Equal("true", (await RunAsync(server, "python", "print(1)"))["cached"]);
    }

    /// <summary>Programs of the user write files all the time.</summary>
    [Fact]
    public async Task A_new_file_is_seen_by_an_interpreter_that_was_started_before_it()
    {
        using var folder = new SharedFolder(Identity.User);
        folder.Place("data/first", "first");
        await using var server = await TestServer.StartAsync([.. UnlimitedServer.NoRateLimits, ("WORKSPACE_FOLDERS", folder.Data)]);
        await server.WarmUpAsync("python");

        folder.Place("data/second", "second");
        var reply = await server.RunWarmAsync("print(open('/workspace/data/second').read())", "python");

        Assert.Equal("second\n", reply.Stdout);
    }

    [Fact]
    public async Task A_folder_that_goes_away_is_named_by_the_hint_and_other_programs_still_run()
    {
        using var folder = new SharedFolder(Identity.User);
        folder.Place("data/file", "shared");
        await using var server = await AttackServer.StartAsync(Identity.User, null, ("WORKSPACE_FOLDERS", folder.Data));
        Assert.Equal("shared\n", (await server.RunAsync("print(open('/workspace/data/file').read())")).Stdout);

        Directory.Delete(folder.Data, recursive: true);
        var gone = await server.RunAsync("print(open('/workspace/data/file').read())");
        var other = await server.RunAsync("print(2)");

        Assert.Equal(1, gone.ExitCode);
        Assert.Contains($"/workspace/data was not there: {folder.Data} does not exist.", gone.Hint, StringComparison.Ordinal);
        Assert.Equal("2\n", other.Stdout);
        var health = server.Server.Answer(await server.Server.Client.CallToolAsync("health"));
        Assert.Equal("degraded", health["status"]);
        Assert.Contains($"workspace /workspace/data: unavailable: {folder.Data} does not exist", health.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_uses_the_host_s_path_is_told_where_the_folder_is()
    {
        using var folder = new SharedFolder(Identity.User);
        await using var server = await AttackServer.StartAsync(Identity.User, null, ("WORKSPACE_FOLDERS", folder.Data));

        var reply = await server.RunAsync($"open('{folder.Data}/file')");

        Assert.Contains($"Programs find {folder.Data} at /workspace/data.", reply.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tool_s_description_names_the_workspaces()
    {
        using var folder = new SharedFolder(Identity.User);
        await using var server = await TestServer.StartAsync(("WORKSPACE_FOLDERS", folder.Data));

        var tool = (await server.Client.ListToolsAsync()).Single(tool => tool.Name == "execute_code");

        Assert.EndsWith("It can read the user's folders /workspace/data.", tool.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/a/data:/b/data", "two folders are named data, and only one can be /workspace/data")]
    [InlineData("/etc", "/etc is a folder of the system, or is or contains a home or another private folder")]
    [InlineData("data", "must be absolute paths to folders")]
    public async Task What_cannot_be_shared_stops_the_server_before_it_reads_its_input(string folders, string error)
    {
        await using var server = TestServer.StartRaw(("WORKSPACE_FOLDERS", folders));

        Assert.Equal(78, await server.WaitForExitAsync());

        Assert.Contains(error, server.Errors, StringComparison.Ordinal);
        Assert.StartsWith("WORKSPACE_FOLDERS", server.Errors, StringComparison.Ordinal);
    }

    private static Task<ToolAnswer> RunAsync(AttackServer server, string language, string code) =>
        server.CallAsync(new JsonObject { ["code"] = code, ["language"] = language });
}
