using System.Text.Json;
using System.Text.Json.Nodes;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Tools;

public sealed class ExecuteCodeTests(UnlimitedServer fixture) : IClassFixture<UnlimitedServer>
{
    private readonly TestServer _server = fixture.Server;

    [Theory]
    [InlineData("python", "print(6 * 7)")]
    [InlineData("javascript", "console.log(6 * 7)")]
    [InlineData("typescript", "console.log(6 * (7 as number))")]
    [InlineData("bash", "echo $((6 * 7))")]
    public async Task A_program_prints_and_exits(string language, string code)
    {
        var answer = await _server.RunAsync(code, language);

        Assert.False(answer.IsError, answer.Text);
        Assert.Equal("exited", answer["outcome"]);
        Assert.Equal("0", answer["exit_code"]);
        Assert.Equal("42\n", answer["stdout"]);
        Assert.Equal("", answer["stderr"]);
        Assert.Equal(language, answer["language"]);
        Assert.Matches("^run_[0-9A-Z]{26}$", answer["run_id"]);
    }

    [Theory]
    [InlineData("python", "import sys\nprint(sys.argv[1:], sys.stdin.read(), open('data/in.txt').read())", "['a b', ''] fed text\n")]
    [InlineData(
        "javascript",
        "const fs = require('fs');\nconsole.log(process.argv.slice(2), fs.readFileSync(0, 'utf8'), fs.readFileSync('data/in.txt', 'utf8'))",
        "[ 'a b', '' ] fed text\n")]
    [InlineData(
        "typescript",
        "import fs from 'node:fs';\nconst read = (path: string | number): string => fs.readFileSync(path, 'utf8');\n"
            + "console.log(process.argv.slice(2), read(0), read('data/in.txt'))",
        "[ 'a b', '' ] fed text\n")]
    [InlineData("bash", "echo \"$# [$1] [$2] $(cat) $(cat data/in.txt)\"", "2 [a b] [] fed text\n")]
    public async Task Arguments_standard_input_and_files_reach_the_program(string language, string code, string expected)
    {
        var answer = await _server.RunAsync(
            code,
            language,
            ("args", new JsonArray("a b", "")),
            ("stdin", "fed"),
            ("files", new JsonObject { ["data/in.txt"] = "text" }));

        Assert.Equal(expected, answer["stdout"]);
    }

    [Theory]
    [InlineData("python", "def f():\n    raise ValueError('no')\nf()", "ValueError", "no", 2)]
    [InlineData("python", "x = 1\nif x\n", "SyntaxError", "expected ':' (main.py, line 2)", 2)]
    [InlineData("javascript", "function f() {\n  throw new TypeError('no');\n}\nf();", "TypeError", "no", 2)]
    [InlineData("javascript", "let a = 1;\nlet b = ;\n", "SyntaxError", "Unexpected token ';'", 2)]
    [InlineData("typescript", "function f(): never {\n  throw new TypeError('no');\n}\nf();", "TypeError", "no", 2)]
    [InlineData("typescript", "let a = 1;\nlet b: number = ;\n", "SyntaxError", "Expression expected", 2)]
    [InlineData("bash", "true\nno_such_command", "bash", "no_such_command: command not found", 2)]
    public async Task A_failure_points_at_the_line_of_the_code(string language, string code, string type, string message, int line)
    {
        var answer = await _server.RunAsync(code, language);

        var exception = answer.Structured.GetProperty("exception");
        Assert.False(answer.IsError);
        Assert.NotEqual("0", answer["exit_code"]);
        Assert.Equal(type, exception.GetProperty("type").GetString());
        Assert.Equal(message, exception.GetProperty("message").GetString());
        Assert.Equal(line, exception.GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task Python_recurses_through_C_as_deep_as_elsewhere()
    {
        var answer = await _server.RunAsync(
            "import sys, functools\nsys.setrecursionlimit(100000)\n@functools.lru_cache(None)\n"
                + "def f(n): return n if n < 2 else f(n - 1) + f(n - 2)\nprint(f(5000) > 0)");

        Assert.Equal("True\n", answer["stdout"]);
    }

    [Fact]
    public async Task A_traceback_shows_only_the_caller_s_frames()
    {
        var answer = await _server.RunAsync("1 / 0");

        Assert.DoesNotContain("worker", answer["stderr"], StringComparison.Ordinal);
        Assert.Contains("File \"/scratch/main.py\", line 1", answer["stderr"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task JavaScript_is_a_module_when_its_syntax_says_so()
    {
        var answer = await _server.RunAsync("import { sep } from 'node:path';\nconsole.log(sep, await Promise.resolve(1));", "javascript");

        Assert.Equal("/ 1\n", answer["stdout"]);
        Assert.Equal("", answer["stderr"]);
    }

    [Fact]
    public async Task Files_that_the_program_wrote_are_artifacts_and_what_it_was_given_is_not()
    {
        var answer = await _server.RunAsync(
            "import os\nos.mkdir('out')\nopen('out/ü.txt', 'w').write('made')\n"
                + "open('given.txt').read()\nopen('changed.txt', 'a').write('!')",
            more: ("files", new JsonObject { ["given.txt"] = "as it was", ["changed.txt"] = "before" }));

        var artifacts = answer.Structured.GetProperty("artifacts").EnumerateArray()
            .ToDictionary(artifact => artifact.GetProperty("path").GetString()!);
        Assert.Equal(["changed.txt", "out/ü.txt"], artifacts.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(4, artifacts["out/ü.txt"].GetProperty("bytes").GetInt64());
        Assert.Equal("text/plain", artifacts["out/ü.txt"].GetProperty("media_type").GetString());
        Assert.Equal($"ultimate://run/{answer["run_id"]}/artifact/out/%C3%BC.txt", artifacts["out/ü.txt"].GetProperty("uri").GetString());
    }

    [Theory]
    [InlineData("exited", "import sys; sys.exit(3)", null)]
    [InlineData("signaled", "import os; os.kill(os.getpid(), 11)", null)]
    [InlineData("timed_out", "while True: pass", "timeout_seconds may be up to")]
    [InlineData("memory_limit", "bytearray(512 * 1024 * 1024)", "MAX_MEMORY_MB")]
    [InlineData("output_limit", "while True: print('x' * 1000)", "MAX_OUTPUT_KB")]
    [InlineData("file_limit", "open('big', 'wb').write(bytes(11 * 1024 * 1024))", "MAX_FILE_SIZE_MB")]
    [InlineData("process_limit", "import os; os.fork()", "MAX_PROCESSES")]
    public async Task Each_outcome_says_what_ended_the_run(string outcome, string code, string? hint)
    {
        var answer = await _server.RunAsync(code, more: ("timeout_seconds", outcome == "timed_out" ? 0.5 : 10));

        Assert.False(answer.IsError);
        Assert.Equal(outcome, answer["outcome"]);
        Assert.Contains(hint ?? "", answer["hint"] ?? "", StringComparison.Ordinal);
        Assert.StartsWith(outcome, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signal_has_its_name()
    {
        var answer = await _server.RunAsync("import os; os.kill(os.getpid(), 11)");

        Assert.Equal("SIGSEGV", answer["signal"]);
        Assert.Null(answer["exit_code"]);
    }

    [Fact]
    public async Task A_program_that_catches_the_limit_and_goes_on_has_exited_with_the_hint()
    {
        var answer = await _server.RunAsync(
            "import os\ntry:\n    os.fork()\nexcept BlockingIOError as error:\n    print(error, file=__import__('sys').stderr)\n");

        Assert.Equal("exited", answer["outcome"]);
        Assert.Equal("0", answer["exit_code"]);
        Assert.Contains("MAX_PROCESSES", answer["hint"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_timed_out_program_printed_before_is_kept()
    {
        var answer = await _server.RunAsync("print('before')\nwhile True: pass", more: ("timeout_seconds", 0.5));

        Assert.Equal("timed_out", answer["outcome"]);
        Assert.Equal("before\n", answer["stdout"]);
    }

    [Theory]
    [InlineData("javascript", "new WebAssembly.Memory({initial: 1}); new WebAssembly.Memory({initial: 1}); console.log(1)")]
    [InlineData("typescript", "new WebAssembly.Memory({initial: 1}); new WebAssembly.Memory({initial: 1}); console.log(1)")]
    [InlineData("bash", "node -e 'new WebAssembly.Memory({initial: 1}); new WebAssembly.Memory({initial: 1}); console.log(1)'")]
    public async Task Address_space_has_room_for_two_WebAssembly_memories(string language, string code)
    {
        var answer = await _server.RunAsync(code, language);

        Assert.Equal("1\n", answer["stdout"]);
    }

    [Fact]
    public async Task What_finds_too_little_address_space_has_a_hint()
    {
        var answer = await _server.RunAsync("const memories = [1, 2, 3].map(() => new WebAssembly.Memory({initial: 1}))", "javascript");

        Assert.Equal("1", answer["exit_code"]);
        Assert.Contains("24 GiB", answer["hint"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_network_is_not_there_and_the_hint_says_so()
    {
        var answer = await _server.RunAsync("import socket\nsocket.create_connection(('192.0.2.1', 80), 2)");

        Assert.Contains("Network is unreachable", answer["stderr"], StringComparison.Ordinal);
        Assert.Equal("The sandbox has no network: only its own loopback, where programs of the same run reach each other.", answer["hint"]);
    }

    [Fact]
    public async Task A_megabyte_of_code_runs()
    {
        var answer = await _server.RunAsync($"x = '{new string('a', 1024 * 1024)}'\nprint(len(x))");

        Assert.Equal("1048576\n", answer["stdout"]);
    }

    [Theory]
    [InlineData(2 * 1024 * 1024, false)]
    [InlineData(2 * 1024 * 1024 + 1, true)]
    public async Task Code_holds_2_MB_and_not_one_byte_more(int bytes, bool isRefused)
    {
        const string Start = "print(1)\n#";

        var answer = await _server.RunAsync(Start + new string('x', bytes - Start.Length));

        Assert.Equal(isRefused, answer.IsError);
        Assert.Equal(
            isRefused ? "invalid_argument" : "exited", isRefused ? answer.Error.GetProperty("code").GetString() : answer["outcome"]);
    }

    [Fact]
    public async Task Output_that_is_no_text_is_shown_as_far_as_it_can_be_and_said_so()
    {
        var answer = await _server.RunAsync("import sys\nsys.stdout.buffer.write(b'a\\xff\\x00\\x1b[31mb')");

        Assert.Equal("a\ufffd\ufffdb", answer["stdout"]);
        Assert.Contains("stdout contains bytes that are not readable text", answer["hint"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../x", "inside the scratch folder")]
    [InlineData("/etc/x", "absolute")]
    [InlineData("main.py", "the file of the code itself")]
    public async Task A_file_that_cannot_be_placed_is_refused(string path, string reason)
    {
        var answer = await _server.RunAsync("1", more: ("files", new JsonObject { [path] = "" }));

        Assert.True(answer.IsError);
        Assert.Equal("invalid_argument", answer.Error.GetProperty("code").GetString());
        Assert.Contains(reason, answer.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_tells_in_one_line_how_isolated_the_run_was()
    {
        var answer = await _server.RunAsync("print(1)");

        var isolation = answer.Structured.GetProperty("isolation");
        Assert.Equal("namespaces+seccomp", isolation.GetProperty("tier").GetString());
        Assert.Equal("none", isolation.GetProperty("network").GetString());
        Assert.Equal("scratch only", isolation.GetProperty("filesystem").GetString());
        Assert.Equal(3, isolation.EnumerateObject().Count());
        Assert.Contains("\nisolation: namespaces+seccomp, no network, scratch only\n", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_to_a_print_is_short()
    {
        var answer = await _server.RunAsync("print(1)");

        Assert.InRange(answer.Text.Length / 4, 1, 60);
        Assert.InRange(answer.Structured.GetRawText().Length / 4, 1, 110);
    }

    [Fact]
    public async Task A_limit_that_ended_the_run_brings_the_limits_along()
    {
        var answer = await _server.RunAsync("x = bytearray(400 << 20)");

        var limits = answer.Structured.GetProperty("isolation").GetProperty("limits");
        Assert.All(limits.EnumerateObject(), limit => Assert.Matches(@" \((kernel|watch)\)$", limit.Value.GetString()));
        Assert.Contains("\nlimits: time 30 s (watch), ", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_text_alone_answers_what_the_structure_answers()
    {
        var answer = await _server.RunAsync("open('a.txt', 'w').write('1')\nprint('out')\nraise ValueError('no')");

        foreach (var field in new[] { "run_id", "language", "outcome", "exit_code", "stdout", "stderr", "duration_ms", "cpu_ms" })
        {
            Assert.Contains(answer[field]!.Trim(), answer.Text, StringComparison.Ordinal);
        }

        Assert.Contains("ValueError: no (line 3)", answer.Text, StringComparison.Ordinal);
        Assert.Contains(
            answer.Structured.GetProperty("artifacts")[0].GetProperty("uri").GetString()!, answer.Text, StringComparison.Ordinal);
        Assert.Contains("isolation: namespaces+seccomp", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fields_without_a_value_are_left_out()
    {
        var answer = await _server.RunAsync("print(1)");

        Assert.DoesNotContain(answer.Structured.EnumerateObject(), field => field.Value.ValueKind == JsonValueKind.Null);
        Assert.Null(answer["signal"]);
        Assert.Null(answer["exception"]);
        Assert.Null(answer["artifacts"]);
        Assert.Null(answer["truncated"]);
    }
}
