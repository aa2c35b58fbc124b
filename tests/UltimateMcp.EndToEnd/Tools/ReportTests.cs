using System.Text.Json.Nodes;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Tools;

/// <summary>The reported outcome depends on what ended the program, whatever else it printed.</summary>
public sealed class ReportTests(UnlimitedServer fixture) : IClassFixture<UnlimitedServer>
{
    private const string NoBlock = "import os\nr, w = os.pipe()\nos.set_blocking(r, False)\n";

    private readonly TestServer _server = fixture.Server;

    [Theory]
    [InlineData("l = []\nwhile True: l.append(object())")]
    [InlineData("l = []\nwhile True: l.append('x' * 1000)")]
    [InlineData("d = {}\nwhile True: d[len(d)] = str(len(d))")]
    [InlineData("d = {}\nwhile True: d[len(d)] = {}")]
    [InlineData("l = []\nwhile True: l.append((1, [len(l)]))")]
    [InlineData("class Node: pass\nlast = None\nwhile True:\n    node = Node()\n    node.next = last\n    last = node")]
    public async Task Python_that_used_all_memory_tells_its_error_and_nothing_of_ours(string code)
    {
        var answer = await _server.RunAsync(code);

        Assert.Equal("memory_limit", answer["outcome"]);
        Assert.Equal("MemoryError", ExceptionOf(answer).Type);
        Assert.EndsWith("MemoryError\n", answer["stderr"], StringComparison.Ordinal);
        Assert.DoesNotContain("During handling", answer["stderr"], StringComparison.Ordinal);
        Assert.DoesNotContain("worker", answer["stderr"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_runs_at_exit_still_finds_the_names_of_a_program_that_used_all_memory()
    {
        var answer = await _server.RunAsync(
            "import atexit\natexit.register(lambda: print('kept', len(l) > 1000))\nl = []\nwhile True: l.append('x' * 1000)");

        Assert.Equal("kept True\n", answer["stdout"]);
    }

    [Theory]
    [InlineData("python", "raise ValueError('a\\ud800\\\\\"\\U0001F600\\t')", "ValueError", "a\ufffd\\\"\ud83d\ude00\t")]
    [InlineData("javascript", "throw new TypeError('a\\ud800\\\\\"\\u{1F600}\\t')", "TypeError", "a\ufffd\\\"\ud83d\ude00\t")]
    public async Task A_message_of_any_characters_is_told(string language, string code, string type, string message)
    {
        var answer = await _server.RunAsync(code, language);

        Assert.Equal((type, message), (ExceptionOf(answer).Type, ExceptionOf(answer).Message));
    }

    [Fact]
    public async Task A_file_with_the_name_of_a_module_does_not_get_into_the_report()
    {
        var answer = await _server.RunAsync(
            "raise ValueError('no')", more: ("files", new JsonObject { ["json.py"] = "x = 1", ["traceback.py"] = "x = 1" }));

        Assert.Equal(("ValueError", "no", 1), ExceptionOf(answer));
    }

    [Theory]
    [InlineData("python", NoBlock + "os.read(r, 1)")]
    [InlineData("python", NoBlock + "os.open('fork', os.O_CREAT)\nos.read(r, 1)")]
    [InlineData("python", "import errno\nraise OSError(errno.EAGAIN, 'fork')")]
    [InlineData(
        "python",
        "import os\ntry:\n    bytearray(1 << 30)\nexcept MemoryError:\n    import traceback\n    traceback.print_exc()\n"
            + "    caught = 1\nraise ValueError(caught)")]
    [InlineData("python", "raise AssertionError('expected MemoryError')")]
    [InlineData("python", "import sys\nsys.exit('No space left on device (simulated)')")]
    [InlineData("javascript", "throw new Error('server said EAGAIN')")]
    [InlineData("javascript", "new ArrayBuffer(-1)")]
    [InlineData("bash", "echo 'xmalloc is a function' >&2; exit 1")]
    public async Task A_program_that_only_speaks_of_a_limit_has_reached_none(string language, string code)
    {
        var answer = await _server.RunAsync(code, language);

        Assert.Equal(("exited", "1", null), (answer["outcome"], answer["exit_code"], answer["hint"]));
    }

    [Theory]
    [InlineData("python", "import os\nos.fork()")]
    [InlineData("python", "import os\nos.posix_spawn('/bin/true', ['true'], {})")]
    [InlineData("python", "import subprocess\nsubprocess.run(['true'])")]
    [InlineData("python", "import multiprocessing\nmultiprocessing.Process(target=print).start()")]
    [InlineData("javascript", "require('child_process').execSync('true')")]
    [InlineData("javascript", "require('child_process').spawn('true')")]
    public async Task A_process_that_cannot_be_started_is_the_process_limit(string language, string code)
    {
        var answer = await _server.RunAsync(code, language);

        Assert.Equal("process_limit", answer["outcome"]);
        Assert.Contains("MAX_PROCESSES is 1", answer["hint"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("javascript", "const a = []; while (true) a.push(new Array(1000).fill(1))")]
    [InlineData("javascript", "const a = []; while (true) a.push(Buffer.alloc(1e7, 1))")]
    [InlineData("bash", "x=a; while :; do x=$x$x; done")]
    public async Task Memory_that_is_used_up_is_the_memory_limit(string language, string code)
    {
        var answer = await _server.RunAsync(code, language);

        Assert.Equal("memory_limit", answer["outcome"]);
    }

    [Fact]
    public async Task Threads_have_a_limit_of_their_own()
    {
        var answer = await _server.RunAsync(
            "import threading\nend = threading.Event()\nfor _ in range(65): threading.Thread(target=end.wait, daemon=True).start()");

        Assert.Equal("process_limit", answer["outcome"]);
        Assert.StartsWith("A program may have 64 threads at once", answer["hint"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bash_is_told_its_own_number_of_processes()
    {
        var answer = await _server.RunAsync("for i in {1..60}; do sleep 60 & done; wait", "bash");

        Assert.Equal("process_limit", answer["outcome"]);
        Assert.StartsWith("At most 32 processes may run at once", answer["hint"], StringComparison.Ordinal);
        Assert.DoesNotContain("language bash", answer["hint"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crash_of_Python_has_a_hint()
    {
        var answer = await _server.RunAsync("import sys\nsys.setrecursionlimit(1000000)\ndef f(_=0): return sorted([1, 2], key=f)\nf()");

        Assert.Equal(("signaled", "SIGSEGV"), (answer["outcome"], answer["signal"]));
        Assert.Contains("deep recursion", answer["hint"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupt_that_nobody_catches_ends_Python_by_its_signal()
    {
        var answer = await _server.RunAsync("raise KeyboardInterrupt");

        Assert.Equal(("signaled", "SIGINT"), (answer["outcome"], answer["signal"]));
        Assert.Equal(
            "Traceback (most recent call last):\n  File \"/scratch/main.py\", line 1, in <module>\n"
                + "    raise KeyboardInterrupt\nKeyboardInterrupt\n",
            answer["stderr"]);
    }

    [Fact]
    public async Task A_hook_that_fails_shows_both_errors_and_nothing_of_ours()
    {
        var answer = await _server.RunAsync("import sys\ndef hook(*_): raise ValueError('in the hook')\nsys.excepthook = hook\n1 / 0");

        Assert.Equal("ZeroDivisionError", ExceptionOf(answer).Type);
        Assert.StartsWith(
            "Error in sys.excepthook:\nTraceback (most recent call last):\n  File \"/scratch/main.py\", line 2, in hook\n",
            answer["stderr"],
            StringComparison.Ordinal);
        Assert.EndsWith("ZeroDivisionError: division by zero\n", answer["stderr"], StringComparison.Ordinal);
        Assert.DoesNotContain("worker", answer["stderr"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_that_can_be_shown_nowhere_is_told()
    {
        var answer = await _server.RunAsync("import sys\nsys.excepthook = None\nsys.stderr = None\n1 / 0");

        Assert.Equal(("ZeroDivisionError", "division by zero", 4), ExceptionOf(answer));
        Assert.Equal("", answer["stderr"]);
    }

    [Fact]
    public async Task A_forked_child_that_ends_first_does_not_speak_for_its_parent()
    {
        await using var server = await TestServer.StartAsync([.. UnlimitedServer.NoRateLimits, ("MAX_PROCESSES", "2")]);

        var answer = await server.RunAsync("import os\nif os.fork(): \n    os.wait()\n    raise ValueError('of the parent')");

        Assert.Equal(("ValueError", "of the parent", 4), ExceptionOf(answer));
    }

    [Fact]
    public async Task A_worker_thread_of_node_is_none_of_ours()
    {
        const string InWorker = "console.log(process.execArgv, process.argv.length)";

        var answer = await _server.RunAsync(
            $$"""
            const { Worker } = require('worker_threads');
            new Worker('{{InWorker}}', { eval: true }).on('exit', code => { console.log(code); throw new TypeError('no'); });
            """,
            "javascript");

        Assert.Equal("[] 2\n0\n", answer["stdout"]);
        Assert.Equal(("TypeError", "no", 2), ExceptionOf(answer));
    }

    [Theory]
    [InlineData("process.on('uncaughtException', () => setTimeout(() => process.exit(3), 1));")]
    [InlineData("process.setUncaughtExceptionCaptureCallback(() => setTimeout(() => process.exit(3), 1));")]
    public async Task An_exception_that_the_program_handles_is_none(string handler)
    {
        var answer = await _server.RunAsync(handler + " throw new Error('handled');", "javascript");

        Assert.Equal(("3", null), (answer["exit_code"], answer["exception"]));
    }

    [Theory]
    [InlineData("import 'node:fs';\nlet b = ;", "SyntaxError", 2)]
    [InlineData("let b = ;", "SyntaxError", 1)]
    [InlineData("1;\nthrow 'boom';", "string", 2)]
    [InlineData("1;\n2;\nthrow new Error('at /scratch/main.js:99\\n    at /scratch/main.js:98:1');", "Error", 3)]
    public async Task The_line_of_a_JavaScript_error_is_where_it_was_thrown(string code, string type, int line)
    {
        var answer = await _server.RunAsync(code, "javascript");

        Assert.Equal((type, line), (ExceptionOf(answer).Type, ExceptionOf(answer).Line));
    }

    private static (string? Type, string? Message, int? Line) ExceptionOf(ToolAnswer answer) =>
        answer.Structured.TryGetProperty("exception", out var exception)
            ? (exception.GetProperty("type").GetString(),
                exception.GetProperty("message").GetString(),
                exception.TryGetProperty("line", out var line) ? line.GetInt32() : null)
            : default;
}
