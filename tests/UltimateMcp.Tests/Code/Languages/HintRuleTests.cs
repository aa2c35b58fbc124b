using UltimateMcp.Code.Languages;

namespace UltimateMcp.Tests.Code.Languages;

public class HintRuleTests
{
    [Theory]
    [InlineData("python", "!pip install x", "SyntaxError: invalid syntax", "notebooks")]
    [InlineData("python", "%matplotlib inline\nprint(1)", "SyntaxError: invalid syntax", "notebooks")]
    [InlineData("python", "pip install requests", "SyntaxError: invalid syntax", "cannot be installed")]
    [InlineData(
        "python",
        "import subprocess, sys\nsubprocess.run([sys.executable, '-m', 'pip', 'install', 'x'])",
        "BlockingIOError",
        "cannot be installed")]
    [InlineData("csharp", "using Dapper;", "Main.cs(1,7): error CS0246: The type or namespace name 'Dapper'", "NuGet")]
    [InlineData("csharp", "#:package Dapper@2.1", "Main.cs(1,2): error CS9298: NuGet packages", "NuGet")]
    [InlineData("csharp", "class A;", "CSC : error CS5001: Program does not contain", "top-level statements")]
    [InlineData("csharp", "Console.ReadLine().Length", "Unhandled exception. System.NullReferenceException: Object", "stdin")]
    [InlineData("csharp", "new CultureInfo(\"de\")", "System.Globalization.CultureNotFoundException: Only", "invariant culture")]
    [InlineData("csharp", "x", "System.Net.Http.HttpRequestException: Resource temporarily unavailable", "no network")]
    [InlineData("bash", "pip install requests", "ERROR: No matching distribution", "cannot be installed")]
    [InlineData("bash", "cd x && npm install\nnpm install left-pad", "npm ERR!", "cannot be installed")]
    [InlineData("bash", ". ./lib.sh", "./lib.sh: line 1: syntax error near unexpected token `$'{\\r''", "Windows line ends")]
    [InlineData("bash", "bash lib.sh", "lib.sh: line 2: $'\\r': command not found", "Windows line ends")]
    [InlineData("bash", "./tool", "/usr/bin/env: 'python3\\r': No such file or directory", "Windows line ends")]
    [InlineData("bash", "sudo apt-get install jq", "sudo: command not found", "cannot be installed")]
    [InlineData("python", "await f()", "SyntaxError: 'await' outside function", "asyncio.run(main())")]
    [InlineData("python", "x = input()", "EOFError: EOF when reading a line", "stdin")]
    [InlineData("python", "open('/mnt/data/x')", "FileNotFoundError: [Errno 2]", "/mnt/data")]
    [InlineData("bash", "python3 -c 'import yaml'", "ModuleNotFoundError: No module named 'yaml'", "installed")]
    [InlineData("javascript", "const x: number = 1", "SyntaxError: Missing initializer", "language typescript")]
    [InlineData("javascript", "require('./lib')", "Error: Cannot find module './lib'", "pass it in files")]
    [InlineData("typescript", "import './lib.js'", "Error: Cannot find module '/scratch/lib.js' imported from", "pass it in files")]
    [InlineData("javascript", "interface A { b: string }", "SyntaxError: Unexpected identifier", "TypeScript")]
    [InlineData("javascript", "enum Color { Red }", "SyntaxError: Unexpected reserved word", "TypeScript")]
    [InlineData("javascript", "function f(a: string): void {}", "SyntaxError: Unexpected token ':'", "TypeScript")]
    [InlineData("javascript", "const a = b as const", "SyntaxError: Unexpected identifier", "TypeScript")]
    [InlineData("javascript", "net.listen('/tmp/s')", "Error: listen EPERM: operation not permitted /tmp/s", "Unix sockets")]
    [InlineData("typescript", "@sealed\nclass A {}", "SyntaxError: Invalid or unexpected token", "Decorators")]
    [InlineData("typescript", "class A {\n  @log() m() {}\n}", "SyntaxError: Invalid or unexpected token", "Decorators")]
    [InlineData("typescript", "const x = <div>a</div>;", "SyntaxError: Expression expected", "JSX")]
    [InlineData("typescript", "f(<Item name=\"a\" />)", "SyntaxError: Expression expected", "JSX")]
    [InlineData("typescript", "import { A } from './a'", "SyntaxError: './a' does not provide an export named 'A'", "import type")]
    public void A_common_mistake_gets_a_hint(string language, string code, string standardError, string hint) =>
        Assert.Contains(
            HintsOf(language, new ProgramTermination(code, standardError, 1, null)),
            text => text.Contains(hint, StringComparison.Ordinal));

    [Theory]
    [InlineData("python", "print('pip')", "ZeroDivisionError: division by zero")]
    [InlineData("python", "x = 5 % 2", "ValueError: no")]
    [InlineData("javascript", "const o = {a: 1}", "SyntaxError: Unexpected end of input")]
    [InlineData("typescript", "const a = f<number>(1) @ 2", "SyntaxError: Expected ';'")]
    [InlineData("bash", "curl 127.0.0.1", "curl: (7) Failed to connect to 127.0.0.1 port 80: Connection refused")]
    public void Another_failure_gets_no_hint(string language, string code, string standardError) =>
        Assert.Empty(HintsOf(language, new ProgramTermination(code, standardError, 1, null)));

    [Theory]
    [InlineData("python", "x = 1\nx")]
    [InlineData("python", "df.head()\n")]
    [InlineData("python", "[1, 2]")]
    [InlineData("python", "x == 2")]
    [InlineData("python", "f(a=1)")]
    [InlineData("javascript", "const x = 1\nx")]
    [InlineData("javascript", "[1, 2].map((x) => x * 2);")]
    [InlineData("javascript", "a === b")]
    public void Code_that_ends_in_a_bare_expression_is_recognized(string language, string code) => Assert.True(EndsInValue(language, code));

    [Theory]
    [InlineData("python", "x = 1")]
    [InlineData("python", "x: int = 1")]
    [InlineData("python", "x += 1")]
    [InlineData("python", "a, b = 1, 2")]
    [InlineData("python", "d['k'] = f(1)")]
    [InlineData("python", "import os")]
    [InlineData("python", "print(1)")]
    [InlineData("python", "for i in x:\n    i")]
    [InlineData("python", "")]
    [InlineData("javascript", "const x = 1")]
    [InlineData("javascript", "x = 1;")]
    [InlineData("javascript", "console.log(1)")]
    [InlineData("javascript", "function f() { return 1 }")]
    [InlineData("javascript", "a ||= b")]
    public void Code_that_ends_in_something_else_is_not(string language, string code) => Assert.False(EndsInValue(language, code));

    private static bool EndsInValue(string language, string code) => LanguageCatalog.Find(language).LastExpression!.IsUnused(code);

    private static IEnumerable<string> HintsOf(string language, ProgramTermination end) =>
        LanguageCatalog.Find(language).Hints.Where(rule => rule.AppliesTo(end)).Select(rule => rule.Hint);
}
