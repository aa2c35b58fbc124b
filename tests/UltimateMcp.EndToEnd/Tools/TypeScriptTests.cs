using System.Text.Json.Nodes;
using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Interpreters;

namespace UltimateMcp.EndToEnd.Tools;

/// <summary>TypeScript runs as <c>node main.ts</c> runs it where node removes types, on each version of node.</summary>
/// <param name="server">Null if there is no such node.</param>
public abstract class TypeScriptTests(TestServer? server)
{
    private TestServer Server
    {
        get
        {
            Assert.SkipWhen(server is null, NewestNodeServer.WhyNot);
            return server;
        }
    }

    [Theory]
    [InlineData("interface A { b: number }\nconst a: A = { b: 1 };\nconsole.log(a.b satisfies number, (a as any)!.b)", "1 1")]
    [InlineData(
        "function first<T extends object>(all: readonly T[]): T | undefined { return all[0]; }\nconsole.log(first([{ a: 1 }]))",
        "{ a: 1 }")]
    [InlineData("enum Color { Red, Green = 5, Blue }\nconsole.log(Color.Blue, Color[5])", "6 Green")]
    [InlineData("const enum Size { Small = 'S' }\nconsole.log(Size.Small)", "S")]
    [InlineData("namespace Shapes { export namespace Deep { export const sides = 4; } }\nconsole.log(Shapes.Deep.sides)", "4")]
    [InlineData("module Old { export const age = 9; }\nconsole.log(Old.age)", "9")]
    [InlineData(
        "class P { constructor(private readonly x: number, public y = 2) {} sum() { return this.x + this.y; } }\n"
            + "console.log(new P(1).sum())",
        "3")]
    [InlineData(
        "abstract class A { abstract f(): string; g?(): void; }\n"
            + "class B extends A { override f(): string { return 'b'; } }\nconsole.log(new B().f())",
        "b")]
    [InlineData("console.log(<number>5, <T,>(x: T): T => x)", "5 [Function (anonymous)]")]
    [InlineData("declare const missing: number;\ntype U = typeof missing;\nconsole.log(typeof missing)", "undefined")]
    [InlineData(
        "function over(a: string): string;\nfunction over(a: number): number;\nfunction over(a: any) { return a; }\n"
            + "console.log(over(1))",
        "1")]
    [InlineData("#!/usr/bin/env node\nconst s: string = 'shebang';\nconsole.log(s)", "shebang")]
    [InlineData("\uFEFFconst s: string = 'mark';\nconsole.log(s)", "mark")]
    [InlineData("const größe: string = '日本 😀';\nconsole.log(größe)", "日本 😀")]
    public async Task Types_are_removed_and_what_needs_code_gets_it(string code, string expected) => await PrintsAsync(expected, code);

    [Theory]
    [InlineData(
        "import path from 'node:path';\nconsole.log(path.sep, import.meta.url, typeof require)",
        "/ file:///scratch/main.ts undefined")]
    [InlineData("const n: number = await Promise.resolve(3);\nconsole.log(n)", "3")]
    [InlineData("for await (const n of [1] as number[]) console.log(n)", "1")]
    [InlineData("const path = require('path');\nconsole.log(path.sep, __filename, require.main === module)", "/ /scratch/main.ts true")]
    [InlineData("import fs = require('fs');\nconsole.log(typeof fs.readFileSync)", "function")]
    [InlineData("import type { Stats } from 'node:fs';\nconsole.log(typeof require)", "function")]
    public async Task A_program_is_a_module_or_CommonJS_by_its_syntax(string code, string expected) => await PrintsAsync(expected, code);

    [Theory]
    [InlineData("import { area } from './lib/shapes.ts'")]
    [InlineData("import { area } from './lib/shapes'")]
    [InlineData("import { area } from './lib/shapes.js'")]
    [InlineData("import { area } from './lib'")]
    [InlineData("const { area } = require('./lib/shapes')")]
    [InlineData("const { area } = require('./lib/shapes.js')")]
    [InlineData("const { area } = require('./lib/shapes.ts')")]
    [InlineData("const { area } = await import('./lib/shapes.ts')")]
    public async Task A_file_of_the_caller_is_found_by_each_way_to_write_it(string import)
    {
        var isRequired = import.Contains("require", StringComparison.Ordinal);
        var shapes = isRequired
            ? "interface Shape { side: number }\nexports.area = (shape: Shape): number => shape.side ** 2;"
            : "export interface Shape { side: number }\nexport const area = (shape: Shape): number => shape.side ** 2;";

        await PrintsAsync(
            "9",
            $"{import};\nconsole.log(area({{ side: 3 }}));",
            ("lib/shapes.ts", shapes),
            ("lib/index.ts", "export * from './shapes.ts'"));
    }

    [Fact]
    public async Task Modules_of_all_kinds_import_each_other() => await PrintsAsync(
        "1 2 3 4 5",
        "import { a } from './a.mts';\nimport b from './b.cts';\nimport { c } from './c.mjs';\nimport d from './d.cjs';\n"
            + "import { createRequire } from 'node:module';\nconst e: number = createRequire(import.meta.url)('./e.json').e;\n"
            + "console.log(a, b, c, d, e);",
        ("a.mts", "export const a: number = 1"),
        ("b.cts", "const b: number = require('./two.ts');\nmodule.exports = b;"),
        ("two.ts", "module.exports = 2 as number;"),
        ("c.mjs", "export const c = 3"),
        ("d.cjs", "module.exports = 4"),
        ("e.json", "{ \"e\": 5 }"));

    [Fact]
    public async Task A_package_json_among_the_files_says_what_ts_is() => await PrintsAsync(
        "undefined", "const n: number = 1;\nconsole.log(typeof require)", ("package.json", "{ \"type\": \"module\" }"));

    [Fact]
    public async Task A_thread_runs_TypeScript_too() => await PrintsAsync(
        "42",
        "import { Worker } from 'node:worker_threads';\n"
            + "new Worker(new URL('./thread.ts', import.meta.url)).on('message', (n: number) => console.log(n));",
        (
            "thread.ts",
            "import { parentPort } from 'node:worker_threads';\nimport { twice } from './twice';\nparentPort!.postMessage(twice(21));"),
        ("twice.ts", "export const twice = (n: number): number => n * 2;"));

    [Fact]
    public async Task A_file_that_the_program_wrote_is_imported() => await PrintsAsync(
        "7",
        "import { writeFileSync } from 'node:fs';\nwriteFileSync('made.ts', 'export const n: number = 7;');\n"
            + "console.log((await import('./made.ts')).n);");

    [Theory]
    [InlineData("process.exit(7)", 7)]
    [InlineData("process.exitCode = 3;\nexport {};", 3)]
    [InlineData("await new Promise<void>(() => {});", 13)]
    public async Task The_exit_code_is_the_programs(string code, int exitCode) =>
        Assert.Equal(exitCode, (await Server.RunAsync(code, "typescript")).ExitCode);

    [Theory]
    [InlineData("interface A {\n  b: string;\n}\n\nthrow new RangeError('no');", "RangeError", "no", 5)]
    [InlineData("import 'node:fs';\ntype A = {\n  b: string;\n};\nthrow new RangeError('no');", "RangeError", "no", 5)]
    [InlineData("enum A {\n  B,\n}\n\nfunction f(): void {\n  throw new Error(A[0]);\n}\nf();", "Error", "B", 6)]
    [InlineData("import 'node:fs';\nenum A {\n  B,\n  C,\n}\n\nthrow new Error(A[1]);", "Error", "C", 7)]
    [InlineData("type A = 1;\n\nPromise.reject(new TypeError('late'));", "TypeError", "late", 3)]
    [InlineData(
        "import 'node:fs';\nsetTimeout((): void => {\n  null!.x;\n});",
        "TypeError",
        "Cannot read properties of null (reading 'x')",
        3)]
    [InlineData("const a: number = 1;\nconst b: = 2;", "SyntaxError", null, 2)]
    [InlineData("let a: number = 1;\nlet a: number = 2;", "SyntaxError", "Identifier 'a' has already been declared", 2)]
    [InlineData("import { twice } from './lib.ts';\n\ntwice(1);", "Error", "from the library", 3)]
    public async Task An_error_tells_its_line_of_the_code(string code, string type, string? message, int line)
    {
        var answer = await RunAsync(
            code, ("lib.ts", "\n\n\n\n\n\n\n\n\nexport function twice(n: number): never { throw new Error('from the library'); }"));

        var exception = answer.Structured.GetProperty("exception");
        Assert.Equal(type, exception.GetProperty("type").GetString());
        Assert.Equal(message ?? exception.GetProperty("message").GetString(), exception.GetProperty("message").GetString());
        Assert.Equal(line, exception.GetProperty("line").GetInt32());
        Assert.Contains($"main.ts:{line}", answer.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_stay_too()
    {
        var answer = await RunAsync("const value: Record<string, unknown> = {}; throw new Error(`${value}`);");

        Assert.Contains("main.ts:1:50", answer.Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("function sealed(c: any) {}\n@sealed\nclass A {}", "Decorators")]
    [InlineData("const a = <div>text</div>;", "JSX")]
    [InlineData("import { Shape } from './shape';\nconst a: Shape = {};", "import type")]
    [InlineData("import { a } from './missing';", "files")]
    public async Task What_cannot_be_run_has_a_hint(string code, string hint)
    {
        var answer = await RunAsync(code, ("shape.ts", "export interface Shape {}"));

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains(hint, answer.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_among_the_files_arrive_as_they_are()
    {
        var content = "data:;base64," + Convert.ToBase64String([.. Enumerable.Range(0, 256).Select(n => (byte)n)]);

        await PrintsAsync(
            "256 true",
            "import { readFileSync } from 'node:fs';\nconst bytes: Buffer = readFileSync('b.bin');\n"
                + "console.log(bytes.length, bytes.every((byte: number, i: number) => byte === i));",
            ("b.bin", content));
    }

    [Fact]
    public async Task A_megabyte_of_types_and_code_runs()
    {
        const string Piece = "interface A1 { b: string }\nfunction f(a: A1): string { return a.b; }\n";
        var pieces = Enumerable.Range(0, 1024 * 1024 / Piece.Length).Select(n => Piece.Replace("1", $"{n}", StringComparison.Ordinal));
        var code = string.Concat(pieces);

        await PrintsAsync("end", code + "console.log('end');");
    }

    private async Task PrintsAsync(string expected, string code, params (string Path, string Content)[] files)
    {
        var answer = await RunAsync(code, files);

        Assert.True(answer is { Outcome: "exited", ExitCode: 0, Stderr: "" }, answer.ToString());
        Assert.Equal(expected + "\n", answer.Stdout);
    }

    private Task<ToolAnswer> RunAsync(string code, params (string Path, string Content)[] files) => Server.RunAsync(
        code,
        "typescript",
        ("files", new JsonObject(files.Select(file => KeyValuePair.Create(file.Path, (JsonNode?)JsonValue.Create(file.Content))))));
}

/// <summary>Debian's is older than 22.15, so hooks that load modules run in a thread of their own.</summary>
public sealed class TypeScriptOnSystemNode(UnlimitedServer fixture) : TypeScriptTests(fixture.Server), IClassFixture<UnlimitedServer>;

/// <summary>Hooks that load modules run in the program's thread.</summary>
public sealed class TypeScriptOnNewestNode(NewestNodeServer fixture) : TypeScriptTests(fixture.Server), IClassFixture<NewestNodeServer>;
