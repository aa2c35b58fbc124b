using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Pool;

/// <summary>A run in an interpreter that was started ahead gives what any other run gives.</summary>
public sealed class EqualityTests(EqualityTests.Servers servers) : IClassFixture<EqualityTests.Servers>
{
    [Theory]
    [InlineData("python", "surroundings.py")]
    [InlineData("javascript", "surroundings.js")]
    [InlineData("typescript", "surroundings.js")]
    [InlineData("bash", "surroundings.sh")]
    [InlineData("csharp", "surroundings.cs.txt")]
    public async Task A_program_sees_the_same_of_itself_and_around_it(string language, string program)
    {
        var code = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Pool", "Programs", program));
        (string, object?)[] more =
        [
            ("stdin", "first\nsecond\n"), ("args", (string[])["one", "two words", ""]),
            ("files", new Dictionary<string, string>(StringComparer.Ordinal) { ["beside.txt"] = "beside" }),
        ];

        var cold = await servers.Cold.RunAsync(code, language, [("fresh", true), .. more]);
        var warm = await (await servers.WarmAsync(language)).RunWarmAsync(code, language, more);

        Assert.True(cold.ExitCode == 0, cold.ToString());
        Assert.True(cold.Stdout.Length > 1000, cold.Stdout);
        Assert.Equal(await WholeAsync(servers.Cold, cold), await WholeAsync(servers.Warm, warm));
        Assert.Equal((cold.Stderr, cold["isolation"]), (warm.Stderr, warm["isolation"]));
    }

    /// <remarks>
    /// Before 22.15 node calls a TypeScript program from its queue of ticks or not, as the moment has it, and prints that frame:
    /// once in 400 runs.
    /// </remarks>
    [Theory]
    [InlineData("python", "def f():\n    raise KeyError('x')\ntry:\n    f()\nexcept KeyError:\n    1 / 0")]
    [InlineData("python", "import sys\nprint('out')\nsys.exit('wrong')")]
    [InlineData("python", "import os\nos.kill(os.getpid(), 11)")]
    [InlineData("python", "def f(:\n    pass")]
    [InlineData("python", "import atexit, threading\natexit.register(print, 1)\nthreading.Thread(target=print, args=(2,)).start()")]
    [InlineData("javascript", "process.on('exit', () => console.log('last'));\nnull.x")]
    [InlineData("javascript", "let x = ;")]
    [InlineData("javascript", "import fs from 'node:fs';\nconsole.log(fs.readdirSync('.'), import.meta.url);\nawait Promise.reject('x')")]
    [InlineData("javascript", "process.exitCode = 3; setTimeout(() => console.log('later'), 20)")]
    [InlineData("typescript", "enum Colour { Red }\nconsole.log(Colour.Red);\nError.stackTraceLimit = 4;\n(null! as string).length")]
    [InlineData("typescript", "let x: = 1;")]
    [InlineData("typescript", "import fs from 'node:fs';\nconsole.log(fs.readdirSync('.') as string[], import.meta.url);")]
    [InlineData("csharp", "void F() => throw new InvalidOperationException(\"x\");\nConsole.WriteLine(1);\nF();")]
    [InlineData("csharp", "Console.Error.WriteLine(\"wrong\");\nreturn 7;")]
    [InlineData("csharp", "AppDomain.CurrentDomain.ProcessExit += (_, _) => Console.WriteLine(\"last\");\nEnvironment.Exit(3);")]
    [InlineData("csharp", "Environment.FailFast(\"enough\");")]
    [InlineData("csharp", "int x = \"text\";\nstring? s = null;")]
    [InlineData("bash", "echo out; echo err >&2; f() { nonsense; }; f; exit 7")]
    [InlineData("bash", "kill -SEGV $$")]
    [InlineData("bash", "echo \"$0 $# $SECONDS $-\"; if")]
    public async Task A_program_ends_in_the_same_way(string language, string code)
    {
        var cold = await servers.Cold.RunAsync(code, language, ("fresh", true));
        var warm = await (await servers.WarmAsync(language)).RunWarmAsync(code, language);

        Assert.Equal(End(cold), End(warm));
    }

    [Theory]
    [InlineData("python", "import random, uuid\nprint(hash('x'), random.random(), uuid.uuid4(), id(object()))")]
    [InlineData("javascript", "console.log(Math.random(), require('node:crypto').randomUUID())")]
    [InlineData("typescript", "const a: number = Math.random();\nconsole.log(a, require('node:crypto').randomUUID())")]
    [InlineData("csharp", "Console.WriteLine($\"{\"x\".GetHashCode()} {Random.Shared.Next()} {Guid.NewGuid()}\");")]
    [InlineData("bash", "echo $RANDOM $SRANDOM $RANDOM $(mktemp -u)")]
    public async Task What_is_random_differs_from_run_to_run(string language, string code)
    {
        var server = await servers.WarmAsync(language);
        HashSet<string> seen = new(StringComparer.Ordinal);

        for (var i = 0; i < 4; i++)
        {
            var reply = await server.RunWarmAsync(code, language);
            foreach (var word in reply.Stdout.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
            {
                Assert.True(seen.Add(word), $"{word} was there before.");
            }
        }
    }

    [Fact]
    public async Task Clocks_and_timers_do_not_count_the_time_of_waiting()
    {
        const string Timers =
            "const began = Date.now(); let ticks = 0; setInterval(() => ticks++, 20);"
            + "setTimeout(() => { console.log(Date.now() - began >= 290, ticks >= 8); process.exit() }, 300)";
        const string Clocks = "import time; print(time.process_time() < 1, time.thread_time() < 1)";
        var server = await servers.WarmAsync("javascript");
        await servers.WarmAsync("python");
        var waiting = TimeProvider.System.GetTimestamp();
        await ProcessTree.BecomesTrueAsync(
            () => TimeProvider.System.GetElapsedTime(waiting) > TimeSpan.FromSeconds(1), TestServer.Timeout);

        var timers = await server.RunWarmAsync(Timers, "javascript");
        var clocks = await server.RunWarmAsync(Clocks, "python");
        var slept = await server.RunWarmAsync("import time; time.sleep(0.5)", "python", ("timeout_seconds", 0.9));

        Assert.Equal("true true\n", timers.Stdout);
        Assert.Equal("True True\n", clocks.Stdout);
        Assert.Equal("exited", slept.Outcome);
        Assert.InRange(slept.Duration, TimeSpan.FromSeconds(0.49), TimeSpan.FromSeconds(0.9));
    }

    /// <summary>One text, so that a difference is shown with its surroundings.</summary>
    private static string End(ToolAnswer reply) =>
        $"""
        {reply.Outcome} {reply.ExitCode} {reply.Signal}
        stdout: {reply.Stdout}
        stderr: {reply.Stderr}
        exception: {reply["exception"]}
        hint: {reply.Hint}
        isolation: {reply["isolation"]}
        """;

    private static async Task<string> WholeAsync(TestServer server, ToolAnswer reply) =>
        await File.ReadAllTextAsync(Path.Combine(server.Home, "outputs", reply.RunId, "stdout"));

    /// <summary>A server that starts nothing ahead, and one that does.</summary>
    public sealed class Servers : IAsyncLifetime
    {
        private readonly HashSet<string> _used = new(StringComparer.Ordinal);

        internal TestServer Cold { get; private set; } = null!;

        internal TestServer Warm { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Cold = await TestServer.StartAsync(WarmServer.Off);
            Warm = await TestServer.StartAsync(UnlimitedServer.NoRateLimits);
        }

        public async ValueTask DisposeAsync()
        {
            await Cold.DisposeAsync();
            await Warm.DisposeAsync();
        }

        internal async Task<TestServer> WarmAsync(string language)
        {
            if (_used.Add(language))
            {
                await Warm.WarmUpAsync(language);
            }

            return Warm;
        }
    }
}
