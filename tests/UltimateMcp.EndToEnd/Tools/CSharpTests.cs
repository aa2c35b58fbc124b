using System.Text.Json.Nodes;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Tools;

/// <summary>
/// C# as a language of <c>execute_code</c>: the compiler's errors, and programs as <c>dotnet Main.dll</c> would run them.
/// </summary>
public sealed class CSharpTests(UnlimitedServer unlimited) : IClassFixture<UnlimitedServer>
{
    private readonly TestServer _server = unlimited.Server;

    [Theory]
    [InlineData("Console.WriteLine(string.Join('+', args));", "a b+c\n", 0)]
    [InlineData("class P { static void Main() => System.Console.WriteLine(1); }", "1\n", 0)]
    [InlineData("class P { static int Main(string[] args) => args.Length + 3; }", "", 5)]
    [InlineData("class P { static async Task<int> Main() { await Task.Yield(); return 7; } }", "", 7)]
    [InlineData("await Task.Yield(); Console.WriteLine(await Console.In.ReadToEndAsync()); return 4;", "ünput\n", 4)]
    [InlineData("Environment.ExitCode = 9;", "", 9)]
    [InlineData("new Thread(() => Environment.Exit(200)).Start(); new ManualResetEvent(false).WaitOne();", "", 200)]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += (_, _) => Console.WriteLine(\"end\");", "end\n", 0)]
    [InlineData("string? s = null; Console.WriteLine(s?.Length ?? -1);", "-1\n", 0)]
    [InlineData(
        "Console.WriteLine(new System.Reflection.NullabilityInfoContext().Create(typeof(A).GetField(\"B\")!).ReadState);\n"
        + "class A { public string B = \"\"; }",
        "NotNull\n",
        0)]
    public async Task A_program_runs_as_its_own_process(string code, string stdout, int exitCode)
    {
        var answer = await _server.RunAsync(code, "csharp", ("args", new JsonArray("a b", "c")), ("stdin", "ünput"));

        Assert.Equal(("exited", exitCode, stdout, ""), (answer.Outcome, answer.ExitCode, answer.Stdout, answer.Stderr));
    }

    [Fact]
    public async Task A_program_finds_itself_as_the_application()
    {
        var answer = await _server.RunAsync(
            """
            using System.Reflection;
            Console.WriteLine(Assembly.GetEntryAssembly()!.GetName().Name + " " + AppDomain.CurrentDomain.FriendlyName);
            Console.WriteLine(string.Join(' ', Environment.GetCommandLineArgs()));
            Console.WriteLine($"{AppContext.BaseDirectory} {Environment.CurrentDirectory} {AppContext.TargetFrameworkName}");
            Console.WriteLine($"{Console.OutputEncoding.WebName} {System.Globalization.CultureInfo.CurrentCulture.Name.Length}");
            Console.WriteLine(Environment.CurrentManagedThreadId);
            """,
            "csharp",
            ("args", new JsonArray("x")));

        Assert.Equal(
            "Main Main\n/scratch/Main.dll x\n/scratch/ /scratch .NETCoreApp,Version=v10.0\nutf-8 0\n1\n", answer.Stdout);
    }

    [Fact]
    public async Task Other_files_are_compiled_too_but_not_those_of_tools()
    {
        var files = new JsonObject
        {
            ["src/Lib.cs"] = "namespace Lib; public static class Twice { public static int Of(int n) => 2 * n; }",
            ["obj/Broken.cs"] = "does not compile",
        };

        var answer = await _server.RunAsync("Console.WriteLine(Lib.Twice.Of(21));", "csharp", ("files", files));

        Assert.Equal("42\n", answer.Stdout);
        Assert.Empty(answer.Artifacts);
    }

    [Theory]
    [InlineData("int a = 1;\nint b = c;\nd();", "CS0103", "The name 'c' does not exist in the current context", 2)]
    [InlineData("\nint a = ;", "CS1525", "Invalid expression term ';'", 2)]
    [InlineData("#:package Newtonsoft.Json@13.0.3\n", "CS9298", "NuGet packages", 1)]
    [InlineData("#r \"nuget: Dapper\"\n", "CS7011", "NuGet packages", 1)]
    [InlineData("class A;", "CS5001", "Main", null)]
    public async Task An_error_of_the_compiler_is_the_exception(string code, string type, string message, int? line)
    {
        var answer = await _server.RunAsync(code, "csharp");

        var exception = answer.Structured.GetProperty("exception");
        Assert.Equal(("exited", 1, ""), (answer.Outcome, answer.ExitCode, answer.Stdout));
        Assert.Equal(type, exception.GetProperty("type").GetString());
        Assert.Contains(message, exception.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(line, exception.TryGetProperty("line", out var number) ? number.GetInt32() : null);
        Assert.Contains($"error {type}: ", answer.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_errors_of_the_compiler_are_on_stderr_up_to_50()
    {
        var answer = await _server.RunAsync(string.Concat(Enumerable.Repeat("a();\n", 60)), "csharp");

        var lines = answer.Stderr.TrimEnd().Split('\n');
        Assert.Equal(51, lines.Length);
        Assert.Equal("Main.cs(2,1): error CS0103: The name 'a' does not exist in the current context", lines[1]);
        Assert.Equal("10 more errors are not shown.", lines[50]);
    }

    [Theory]
    [InlineData("void F() => throw new FormatException(\"no\");\n\nF();", "System.FormatException", 1)]
    [InlineData("var t = new Thread(() =>\n  throw new FormatException(\"no\"));\nt.Start();\nt.Join();", "System.FormatException", 2)]
    [InlineData("await Task.Yield();\nthrow new FormatException(\"no\");", "System.FormatException", 2)]
    public async Task An_uncaught_exception_ends_the_program_as_elsewhere(string code, string type, int line)
    {
        var answer = await _server.RunAsync($"{code}\n", "csharp");

        var exception = answer.Structured.GetProperty("exception");
        Assert.Equal(("exited", 134), (answer.Outcome, answer.ExitCode));
        Assert.Equal(type, exception.GetProperty("type").GetString());
        Assert.Equal("no", exception.GetProperty("message").GetString());
        Assert.Equal(line, exception.GetProperty("line").GetInt32());
        Assert.StartsWith($"Unhandled exception. {type}: no\n", answer.Stderr, StringComparison.Ordinal);
        Assert.Contains($"/scratch/Main.cs:line {line}\n", answer.Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain("Worker", answer.Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("File.WriteAllText(\"f\", new string('x', 11 << 20));", "System.IO.IOException")]
    [InlineData("for (var i = 0; ; i++) File.WriteAllText($\"{i}\", new string('x', 9 << 20));", "System.IO.IOException")]
    [InlineData("File.Create(\"f\").SetLength(1 << 30);", "System.ArgumentOutOfRangeException")]
    [InlineData("File.WriteAllBytes(\"f\", new byte[11 << 20]);", "System.ArgumentOutOfRangeException")]
    public async Task A_file_past_a_limit_is_an_exception_with_its_line(string code, string type)
    {
        var answer = await _server.RunAsync($"\n{code}", "csharp");

        var exception = answer.Structured.GetProperty("exception");
        Assert.Equal(("file_limit", 134), (answer.Outcome, answer.ExitCode));
        Assert.Equal(type, exception.GetProperty("type").GetString());
        Assert.Equal(2, exception.GetProperty("line").GetInt32());
        Assert.Contains("MAX_FILE_SIZE_MB", answer.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_uncaught_exception_runs_its_handlers_and_no_finally_block()
    {
        var answer = await _server.RunAsync(
            "AppDomain.CurrentDomain.UnhandledException += (_, e) => Console.WriteLine(e.ExceptionObject.GetType().Name);\n"
                + "try { throw new FormatException(); } finally { Console.WriteLine(\"finally\"); }",
            "csharp");

        Assert.Equal("FormatException\n", answer.Stdout);
    }

    [Theory]
    [InlineData("signaled", "Environment.FailFast(\"broken\");", null)]
    [InlineData("signaled", "int F(int n) => F(n + 1) + 1; Console.WriteLine(F(0));", "The stack overflowed")]
    [InlineData("timed_out", "while (true);", "timeout_seconds may be up to")]
    [InlineData("memory_limit", "var l = new List<byte[]>(); while (true) l.Add(new byte[1 << 20]);", "MAX_MEMORY_MB")]
    [InlineData(
        "memory_limit",
        "unsafe { while (true) new Span<byte>(System.Runtime.InteropServices.NativeMemory.Alloc(1 << 20), 1 << 20).Fill(1); }",
        "MAX_MEMORY_MB")]
    [InlineData("output_limit", "while (true) Console.WriteLine(new string('x', 1000));", "MAX_OUTPUT_KB")]
    [InlineData("file_limit", "File.WriteAllBytes(\"big\", new byte[11 << 20]);", "MAX_FILE_SIZE_MB")]
    [InlineData("process_limit", "System.Diagnostics.Process.Start(\"ls\");", "MAX_PROCESSES")]
    [InlineData("exited", "await new HttpClient().GetStringAsync(\"http://example.com\");", "no network")]
    [InlineData("exited", "Console.WriteLine(int.Parse(Console.ReadLine()!));", "stdin")]
    [InlineData("exited", "_ = new System.Globalization.CultureInfo(\"de-DE\");", "invariant culture")]
    [InlineData("exited", "_ = System.Reflection.Assembly.Load(File.ReadAllBytes(typeof(Program).Assembly.Location));", "LoadFrom")]
    public async Task Each_outcome_says_what_ended_the_run(string outcome, string code, string? hint)
    {
        var answer = await _server.RunAsync(code, "csharp", ("timeout_seconds", outcome == "timed_out" ? 1 : 20));

        Assert.Equal(outcome, answer.Outcome);
        Assert.Contains(hint ?? "", answer.Hint ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_survives_the_limit_of_memory_has_nearly_all_of_it()
    {
        var answer = await _server.RunAsync(
            "var l = new List<byte[]>(); try { while (true) l.Add(new byte[1 << 20]); }\n"
                + "catch (OutOfMemoryException) { var n = l.Count; l.Clear(); Console.WriteLine(n); }",
            "csharp");

        Assert.InRange(int.Parse(answer.Stdout, System.Globalization.CultureInfo.InvariantCulture), 100, 160);
    }

    /// <summary>Code that would overflow the compiler's stack is an ordinary result.</summary>
    [Theory]
    [Trait("Attack", "88")]
    [InlineData("blocks")]
    [InlineData("generics")]
    [InlineData("parentheses")]
    [InlineData("negations")]
    [InlineData("statements")]
    public async Task Code_that_is_too_much_for_the_compiler_leaves_the_server_alive(string kind)
    {
        var code = kind switch
        {
            "blocks" => Nested("{", 20_000, "", "}"),
            "generics" => $"class G<T>; class P {{ static void Main() => new {Nested("G<", 5_000, "int", ">")}().ToString(); }}",
            "parentheses" => $"Console.Write({Nested("(", 20_000, "1", ")")});",
            "negations" => $"Console.Write({Nested("!", 200_000, "true", "")});",
            _ => string.Concat(Enumerable.Range(0, 60_000).Select(i => $"int x{i} = {i};\n")),
        };

        var answer = await _server.RunAsync(code, "csharp", ("timeout_seconds", 25));
        var after = await _server.RunAsync("Console.Write(1);", "csharp");

        Assert.False(answer.IsError);
        Assert.True(answer.Outcome is "exited" or "timed_out" or "memory_limit", answer.ToString());
        Assert.Equal("1", after.Stdout);
    }

    [Fact]
    public async Task A_run_is_never_answered_from_the_cache()
    {
        await _server.RunAsync("Console.Write(2);", "csharp");
        var again = await _server.RunAsync("Console.Write(2);", "csharp");

        Assert.Equal("false", again["cached"]);
    }

    private static string Nested(string open, int depth, string inner, string close) =>
        string.Concat(Enumerable.Repeat(open, depth)) + inner + string.Concat(Enumerable.Repeat(close, depth));
}
