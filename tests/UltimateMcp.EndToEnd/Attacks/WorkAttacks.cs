using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Attacks;

/// <summary>
/// What is to keep the server itself busy, or fill its disk. A pattern or an argument has no outside half: it is the
/// server that works on it.
/// </summary>
[Collection(Measured.Name)]
public class WorkAttacks(AttackServers servers)
{
    private const long Mebibyte = 1024 * 1024;

    /// <summary>10 MB in lines of 4 KB, and none of these occurs.</summary>
    private const string Lines = "import sys\nfor _ in range(2500): sys.stdout.write('abaababb' * 512 + '\\n')";

    private static (string Name, string Value) LargeOutput => ("MAX_OUTPUT_KB", "16384");

    [Theory]
    [EachIdentity("((a*b?){1,9}){1,9}z")]
    [EachIdentity("((a{1,5}b?){1,9}){1,5}z")]
    [EachIdentity("(.*a){1,180}z")]
    [EachIdentity("(a[ab]{1,30}b){1,10}z")]
    [EachIdentity("(a+)+(b+)+z")]
    [Trait("Attack", "120")]
    public async Task A_hostile_pattern_is_searched_for_a_while_and_takes_no_memory(Identity identity, string pattern)
    {
        var server = await servers.OfAsync(identity, LargeOutput);
        var run = await server.RunAsync(Lines);
        var before = ServerMemory.BeginPeak(server.Server.ProcessId);

        var page = await ReadAsync(server, run, pattern);
        var grown = ServerMemory.Peak(server.Server.ProcessId) - before;

        Assert.False(page.TryGetProperty("error", out var error), error.ToString());
        Assert.Empty(page.GetProperty("lines").EnumerateArray());
        Assert.Equal(2500, page.GetProperty("total_lines").GetInt64());
        Assert.InRange(grown, long.MinValue, 192 * Mebibyte);
    }

    [Theory]
    [EachIdentity("((a{1,20}){1,20}){1,20}z")]
    [EachIdentity("(((a{1000}){1000}){1000}){1000}")]
    [EachIdentity("(a?){1000}")]
    [Trait("Attack", "120")]
    public async Task A_pattern_with_too_many_states_is_refused(Identity identity, string pattern)
    {
        var server = await servers.OfAsync(identity, LargeOutput);
        var run = await server.RunAsync("print('a' * 60)");

        var refusal = await ReadAsync(server, run, pattern);

        Assert.Equal("invalid_argument", refusal.GetProperty("error").GetProperty("code").GetString());
        Assert.Contains("at most 1,000", refusal.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory, EachIdentity]
    [Trait("Attack", "121")]
    public async Task A_search_that_is_cancelled_gives_its_place_back(Identity identity)
    {
        var server = await servers.OfAsync(identity, LargeOutput, ("MAX_CONCURRENT_CALLS", "1"));
        var run = await server.RunAsync(Lines);
        using var cancelled = new CancellationTokenSource();
        var searches = Enumerable.Range(0, 8).Select(_ => ReadAsync(server, run, "((a*b?){1,9}){1,9}z", cancelled.Token)).ToList();

        await cancelled.CancelAsync();
        foreach (var search in searches)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => search);
        }

        await server.LivesAsync().WaitAsync(TestServer.Timeout, CancellationToken.None);
    }

    [Theory, EachIdentity]
    [Trait("Attack", "122")]
    public async Task More_files_than_are_allowed_are_refused_by_number_and_as_many_are_placed(Identity identity)
    {
        var server = await servers.OfAsync(identity);

        var refused = await server.CallAsync(CallWith(404_000)).WaitAsync(TestServer.Timeout, CancellationToken.None);
        var placed = await server.CallAsync(CallWith(2000)).WaitAsync(TestServer.Timeout, CancellationToken.None);

        Assert.Equal("invalid_argument", refused.ErrorCode);
        Assert.Matches("404000.*at most 2000|at most 2000.*404000", refused.ErrorText);
        Assert.Equal("2001", placed.Stdout.Trim());
    }

    [Theory, EachIdentity]
    [Trait("Attack", "123")]
    public async Task Holes_of_an_artifact_stay_holes_and_count_in_full(Identity identity)
    {
        var server = await servers.OfAsync(identity);
        var act = new Act("holes.py");

        var outside = await server.OutsideAsync(act);
        var reply = await server.RunAsync(act);

        const string Names = "hole0 hole1 hole2 hole3 hole4 hole5";
        outside.AllAre("10485760 sparse", Names);
        Assert.Equal(Names.Split(' '), reply.Artifacts.Order(StringComparer.Ordinal));
        var stored = Directory.GetFiles(Path.Combine(server.Home, "outputs", reply.RunId, "artifacts"));
        Assert.All(stored, file => Assert.Equal(10 * Mebibyte, new FileInfo(file).Length));
        Assert.InRange(await BytesOnDiskAsync(stored), 1, Mebibyte);
    }

    [Theory, EachIdentity]
    [Trait("Attack", "124")]
    public async Task Records_over_the_quota_go_oldest_first(Identity identity)
    {
        await using var server = await AttackServer.StartAsync(identity, null, ("OUTPUTS_MAX_SIZE_MB", "1"));
        var first = await server.RunAsync("print('x' * 100_000)");
        var newest = first;
        for (var runs = 1; Directory.Exists(Path.Combine(server.Home, "outputs", first.RunId)); runs++)
        {
            Assert.InRange(runs, 1, 40);
            newest = await server.RunAsync("print('x' * 100_000)");
        }

        var gone = await ReadAsync(server, first, "x");
        var kept = await ReadAsync(server, newest, "x");

        Assert.Equal("invalid_argument", gone.GetProperty("error").GetProperty("code").GetString());
        Assert.Contains("OUTPUTS_MAX_SIZE_MB", gone.GetProperty("error").GetProperty("hint").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, kept.GetProperty("total_lines").GetInt64());
        Assert.True(Directory.GetDirectories(Path.Combine(server.Home, "outputs"), "run_*").Length >= 10);
    }

    [Theory]
    [EachIdentity("0000")]
    [EachIdentity("0777")]
    [Trait("Attack", "125")]
    public async Task Whatever_the_umask_folders_and_files_are_their_users_alone(Identity identity, string umask)
    {
        await using var server = await AttackServer.StartAsync(identity, $"umask {umask}; exec \"$@\"");

        var reply = await server.CallAsync(new JsonObject
        {
            ["code"] = """
                import os
                open('made', 'w').write('x')
                os.mkdir('folder')
                print(*(oct(os.stat(path).st_mode & 0o777) for path in ('given', 'given/file', 'main.py', 'folder', 'made')))
                """,
            ["files"] = new JsonObject { ["given/file"] = "text" },
        });

        Assert.Equal("0o700 0o600 0o600 0o700 0o600", reply.Stdout.Trim());
        Assert.Equal(["made"], reply.Artifacts);
        Assert.All(
            ((string[])["outputs", "logs", "canary"]).SelectMany(name => Below(Path.Combine(server.Home, name))),
            path => Assert.True(ModeOf(path) == (Directory.Exists(path) ? "700" : "600"), $"{path} has mode {ModeOf(path)}."));
    }

    private static IEnumerable<string> Below(string folder) =>
        Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Prepend(folder);

    private static string ModeOf(string path) => Convert.ToString((int)File.GetUnixFileMode(path), 8);

    private static async Task<long> BytesOnDiskAsync(IEnumerable<string> files)
    {
        using var stat = Process.Start(
            new ProcessStartInfo("stat", ["-c", "%b %B", .. files]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = await stat.StandardOutput.ReadToEndAsync();
        return said.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ').Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToList())
            .Sum(numbers => numbers[0] * numbers[1]);
    }

    private static async Task<JsonElement> ReadAsync(
        AttackServer server, ToolAnswer run, string grep, CancellationToken cancellationToken = default)
    {
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["uri"] = $"ultimate://run/{run.RunId}/stdout",
            ["grep"] = grep,
        };
        var result = await server.Server.Client.CallToolAsync("read_output", arguments, cancellationToken: cancellationToken);
        return result.StructuredContent!.Value;
    }

    private static JsonObject CallWith(int files) => new()
    {
        ["code"] = "import os; print(len(os.listdir()))",
        ["fresh"] = true,
        ["files"] = new JsonObject(
            Enumerable.Range(0, files).Select(number => KeyValuePair.Create($"f{number}", (JsonNode?)JsonValue.Create("")))),
    };
}
