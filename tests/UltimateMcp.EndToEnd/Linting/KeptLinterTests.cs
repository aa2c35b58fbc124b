using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Linting;

/// <summary>Linters that are kept in their sandboxes: when they start, what they take, and what happens if they end.</summary>
public sealed class KeptLinterTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    /// <summary>Language, code with one finding, its rule, and the groups of the pool that serve it.</summary>
    public static TheoryData<string, string, string, string[]> Languages => new()
    {
        { "javascript", "missing();\n", "no-undef", ["oxlint"] },
        { "typescript", "const a: number = '';\nconsole.log(a);\n", "TS2322", ["oxlint", "tsc"] },
        { "csharp", "int number = \"\";\n", "CS0029", ["csharp lint"] },
    };

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task One_starts_with_the_first_use_and_serves_the_next(string language, string code, string rule, string[] groups)
    {
        await using var server = await TestServer.StartAsync(UnlimitedServer.NoRateLimits);
        await server.CallAsync("health");
        Assert.Empty(ProcessTree.Below(server.ProcessId));

        for (var i = 0; i < 3; i++)
        {
            var answer = await server.LintAsync($"// {i}\n{code}", language);
            Assert.Contains(rule, answer.Rules());
        }

        foreach (var group in groups)
        {
            Assert.Equal(new PoolReading(1, WarmRuns: 2, ColdRuns: 1), await PoolReading.OfAsync(server, group));
        }

        var pool = (await server.CallAsync("health")).Structured.GetProperty("pool");
        Assert.InRange(pool.GetProperty("memory_bytes").GetInt64(), groups.Length << 20, pool.GetProperty("max_memory_bytes").GetInt64());
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task One_that_is_killed_between_two_calls_costs_none(string language, string code, string rule, string[] groups)
    {
        await using var server = await TestServer.StartAsync(UnlimitedServer.NoRateLimits);
        await server.LintAsync(code, language);
        var kept = ProcessTree.Below(server.ProcessId);

        foreach (var process in kept.Where(one => one.Parent != server.ProcessId))
        {
            Signals.TrySend(process.Id, PosixSignalNumber.Kill);
        }

        var next = await server.LintAsync($"// Another.\n{code}", language);

        Assert.NotEmpty(groups);
        Assert.Contains(rule, next.Rules());
        Assert.DoesNotContain("linter-crashed", next.Rules());
        Assert.True(await ProcessTree.AreGoneAsync(kept, Soon));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task One_that_is_killed_during_a_call_costs_none(string language, string code, string rule, string[] groups)
    {
        await using var server = await TestServer.StartAsync(UnlimitedServer.NoRateLimits);
        await server.LintAsync(code, language);
        var kept = ProcessTree.Below(server.ProcessId);

        var call = server.LintAsync($"{Repeated(language)}{code}", language);
        foreach (var process in kept.Where(one => one.Parent != server.ProcessId))
        {
            Signals.TrySend(process.Id, PosixSignalNumber.Kill);
        }

        var answer = await call;

        Assert.NotEmpty(groups);
        Assert.Contains(rule, answer.Rules());
        Assert.DoesNotContain("linter-crashed", answer.Rules());
        Assert.Contains(rule, (await server.LintAsync($"// The next.\n{code}", language)).Rules());
    }

    [Fact]
    public async Task With_a_pool_that_is_off_none_is_kept()
    {
        await using var server = await TestServer.StartAsync([.. UnlimitedServer.NoRateLimits, ("POOL_MAX_MEMORY_MB", "0")]);

        var first = await server.LintAsync("missing();\n", "javascript");
        var second = await server.LintAsync("missing(1);\n", "javascript");

        Assert.Equal(["no-undef"], first.Rules());
        Assert.Equal(["no-undef"], second.Rules());
        Assert.Empty(ProcessTree.Below(server.ProcessId));
    }

    [Fact]
    public async Task One_that_a_call_with_files_uses_is_not_kept()
    {
        await using var server = await TestServer.StartAsync(UnlimitedServer.NoRateLimits);
        var files = new Dictionary<string, string>(StringComparer.Ordinal) { ["tsconfig.json"] = "{}", [".oxlintrc.json"] = "{}" };

        await server.LintAsync("export const a = 1;\n", "typescript", ("files", files));

        Assert.Empty(ProcessTree.Below(server.ProcessId));
    }

    [Fact]
    [Trait("Attack", "139")]
    public async Task None_outlives_its_server()
    {
        await using var server = await TestServer.StartAsync(UnlimitedServer.NoRateLimits);
        foreach (var row in Languages)
        {
            await server.LintAsync(row.Data.Item2, row.Data.Item1);
        }

        var kept = ProcessTree.Below(server.ProcessId);
        Signals.TrySend(server.ProcessId, PosixSignalNumber.Kill);

        Assert.NotEmpty(kept);
        Assert.True(await ProcessTree.AreGoneAsync(kept, Soon));
    }

    /// <summary>Code that takes a moment.</summary>
    private static string Repeated(string language) => string.Concat(Enumerable.Range(0, 300).Select(i => language switch
    {
        "csharp" => $"static int F{i}(int a) => a + {i};\n",
        "typescript" => $"export function f{i}(a: number): number {{ return a + {i}; }}\n",
        _ => $"export function f{i}(a) {{ return a + {i}; }}\n",
    }));
}
