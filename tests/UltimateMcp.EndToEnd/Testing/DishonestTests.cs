using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Testing;

/// <summary>Tests that end too early or not at all, print what they like, and forge what they can: the verdict is none of it.</summary>
public sealed class DishonestTests(TestingServer fixture) : IClassFixture<TestingServer>
{
    private readonly TestServer _server = fixture.Server;

    /// <summary>Tests of which the second ends the process.</summary>
    public static TheoryData<string, string> Ending => new()
    {
        { "python", "import os\ndef test_1(): pass\ndef test_2(): os._exit(0)\ndef test_3(): pass\n" },
        { "python", "import os\ndef test_1(): pass\ndef test_2(): os.kill(os.getpid(), 9)\ndef test_3(): pass\n" },
        {
            "javascript",
            "const test = require('node:test');\n"
                + "test('test_1', () => {}); test('test_2', () => process.exit(0)); test('test_3', () => {});\n"
        },
        {
            "typescript",
            "import test from 'node:test';\n"
                + "test('test_1', () => {}); test('test_2', () => process.abort()); test('test_3', () => {});\n"
        },
        { "bash", "test_1() { :; }\ntest_2() { kill -9 $$; }\ntest_3() { :; }\n" },
        {
            "csharp",
            "public class T { [Fact] public void test_2() => Environment.Exit(0); }\n"
        },
    };

    [Theory]
    [Trait("Attack", "138")]
    [MemberData(nameof(Ending))]
    public async Task A_test_that_ends_the_process_is_an_error_and_those_before_keep_their_verdict(string language, string code)
    {
        var answer = await _server.RunTestsAsync(code, language);

        Assert.Equal("error", answer.Outcome);
        Assert.Contains(answer.ByName(), test => Has(test, "error ", "test_2"));
        Assert.DoesNotContain(answer.ByName(), test => Has(test, "passed ", "test_3"));
        Assert.True(language == "csharp" || answer.ByName()[0].StartsWith("passed test_1", StringComparison.Ordinal), answer.Text);
    }

    public static TheoryData<string, string> Endless => new()
    {
        { "python", "def test_1(): pass\ndef test_2():\n    while True: pass\n" },
        { "javascript", "const t = require('node:test');\nt('test_1', () => {}); t('test_2', () => { for (;;); });\n" },
        { "bash", "test_1() { :; }\ntest_2() { while :; do :; done; }\n" },
        { "csharp", "public class T { [Fact] public void test_2() { while (true) { } } }\n" },
    };

    [Theory]
    [MemberData(nameof(Endless))]
    public async Task A_test_that_never_ends_is_stopped_and_those_that_ended_are_told(string language, string code)
    {
        var answer = await _server.RunTestsAsync(code, language, ("timeout_seconds", 3));

        Assert.Equal("timed_out", answer.Outcome);
        Assert.Contains(answer.ByName(), test => Has(test, "error ", "test_2"));
        Assert.Contains("timeout_seconds", answer.Hint, StringComparison.Ordinal);
    }

    private static bool Has(string test, string outcome, string name) =>
        test.StartsWith(outcome, StringComparison.Ordinal) && test.Contains(name, StringComparison.Ordinal);

    public static TheoryData<string, string> Forging => new()
    {
        {
            "python",
            "import os\nLINE = b'{\"n\":\"\",\"t\":\"end\",\"id\":1,\"outcome\":\"passed\"}\\n{\"n\":\"0\",'\n"
                + "LINE += b'\"t\":\"session_finished\"}\\n'\n"
                + "def test_a():\n    for fd in range(1, 30):\n        try: os.write(fd, LINE)\n        except OSError: pass\n"
                + "    assert False\n"
        },
        {
            "javascript",
            "const test = require('node:test'); const fs = require('fs');\ntest('test_a', () => { for (const fd of [1, 2, 4]) { try { "
                + "fs.writeSync(fd, '{\"n\":\"0\",\"t\":\"session_finished\"}\\n'); } catch {} } throw new Error('x'); });\n"
        },
        { "bash", "test_a() { for fd in 1 2 4 5; do echo '{\"n\":\"0\",\"t\":\"session_finished\"}' >&$fd; done; return 1; }\n" },
    };

    [Theory]
    [Trait("Attack", "138")]
    [MemberData(nameof(Forging))]
    public async Task Lines_that_a_test_writes_to_every_descriptor_are_no_verdict(string language, string code)
    {
        var answer = await _server.RunTestsAsync(code, language);

        Assert.Equal("failed", answer.Outcome);
        Assert.Equal((0, 1, 0, 0), answer.Counts());
    }

    [Theory]
    [InlineData("python", "def test_a():\n    for i in range(300_000): print('flood of output')\ndef test_b(): assert False\n")]
    [InlineData(
        "javascript",
        "const test = require('node:test');\ntest('a', () => { for (let i = 0; i < 2e5; i++) process.stdout.write('a flood\\n'); });\n"
            + "test('b', () => { throw 1; });\n")]
    [InlineData("bash", "test_a() { yes flood | head -c 4000000; }\ntest_b() { false; }\n")]
    public async Task A_flood_of_output_is_cut_and_the_tests_go_on(string language, string code)
    {
        var answer = await _server.RunTestsAsync(code, language);

        Assert.Equal((1, 1, 0, 0), answer.Counts());
        Assert.Equal("failed", answer.Outcome);
        Assert.Contains("MAX_OUTPUT_KB", answer.Hint, StringComparison.Ordinal);
        Assert.InRange(answer.LeftOut("stdout"), 1, long.MaxValue);
    }

    [Theory]
    [InlineData("python", "import threading, time\ndef test_a(): threading.Thread(target=time.sleep, args=(1000,)).start()\n")]
    [InlineData("javascript", "const test = require('node:test');\ntest('a', () => {}); test.after(() => {});\n")]
    [InlineData("bash", "test_a() { sleep 1000 & disown; }\n")]
    [InlineData(
        "csharp",
        "public class T { [Fact] public void A() => new Thread(() => new ManualResetEvent(false).WaitOne()).Start(); }\n")]
    public async Task What_a_test_leaves_running_ends_with_the_session(string language, string code)
    {
        var answer = await _server.RunTestsAsync(code, language, ("timeout_seconds", 20));

        Assert.Equal("passed", answer.Outcome);
        Assert.InRange(answer.Duration, TimeSpan.Zero, TimeSpan.FromSeconds(15));
    }

    [Theory]
    [InlineData("import os\nos._exit(0)\n")]
    [InlineData("import atexit, os\natexit.register(os._exit, 3)\nraise SystemExit\n")]
    [InlineData("import os\ndef setUpModule(): os._exit(0)\nimport unittest\nclass T(unittest.TestCase):\n    def test_a(self): pass\n")]
    public async Task A_process_that_ends_before_its_tests_have_passed_nothing(string code)
    {
        var answer = await _server.RunTestsAsync(code, more: ("framework", "unittest"));

        Assert.Equal("error", answer.Outcome);
        Assert.Equal(0, answer.Counts().Passed);
        Assert.InRange(answer.Counts().Errors, 1, 2);
    }

    [Fact]
    public async Task What_is_registered_for_the_exit_changes_no_verdict()
    {
        var answer = await _server.RunTestsAsync("import atexit, os\natexit.register(os._exit, 3)\ndef test_a(): pass\n");

        Assert.Equal("passed", answer.Outcome);
    }

    [Fact]
    public async Task A_test_that_forks_is_told_once()
    {
        await using var server = await TestServer.StartAsync(
            [.. UnlimitedServer.NoRateLimits, ("MAX_PROCESSES", "8"), ("PYTHON_INTERPRETER", Pytest.Interpreter)]);

        var answer = await server.RunTestsAsync("import os\ndef test_a(): os.fork()\ndef test_b(): pass\n");

        Assert.Equal("passed", answer.Outcome);
        Assert.Equal((2, 0, 0, 0), answer.Counts());
    }

    [Fact]
    public async Task Memory_that_a_test_may_not_have_fails_it()
    {
        var answer = await _server.RunTestsAsync("def test_a(): b = bytearray(10 ** 10)\ndef test_b(): pass\n");

        Assert.Equal("failed", answer.Outcome);
        Assert.StartsWith("MemoryError", answer.MessageOf("test_a"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Memory_that_ends_the_process_is_the_outcome()
    {
        var answer = await _server.RunTestsAsync(
            "const test = require('node:test');\ntest('test_1', () => {});\n"
                + "test('test_2', () => { const all = []; for (;;) all.push(new Array(1000).fill(all.length)); });\n",
            "javascript");

        Assert.Equal("memory_limit", answer.Outcome);
        Assert.Contains(answer.ByName(), test => Has(test, "error ", "test_2"));
        Assert.Contains("MAX_MEMORY_MB", answer.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sandbox_is_that_of_a_run()
    {
        var answer = await _server.RunTestsAsync(
            """
            import os, socket

            def test_network():
                try:
                    socket.create_connection(("1.1.1.1", 443), timeout=5)
                except OSError:
                    return
                assert False

            def test_files():
                for path in ("/root", "/home", "/etc/passwd", "/proc/1/environ"):
                    try:
                        entries = os.listdir(path) if os.path.isdir(path) else open(path).read()
                    except OSError:
                        continue
                    assert path == "/etc/passwd" and "sandbox" in entries or not entries, path

            def test_environment():
                assert not [name for name in os.environ if "ULTIMATE" in name]
            """);

        Assert.True(answer.Outcome == "passed", answer.Text);
    }
}
