using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Linting;

/// <summary>What code defines and imports, in the languages beside Python.</summary>
public sealed class StructureTests(UnlimitedServer fixture) : IClassFixture<UnlimitedServer>
{
    private readonly TestServer _server = fixture.Server;

    [Fact]
    public async Task Of_JavaScript()
    {
        var answer = await _server.LintAsync(
            """
            import fs, { join as j } from 'node:fs';
            import 'side-effect';
            export { x } from './other.js';
            const path = require('path');

            export class Alpha extends Base {
              static count = 0;
              #hidden = () => {
                return 1;
              };
              constructor(a) { super(); }
              get size() { return this.#hidden(); }
              async *walk(node) {
                for await (const child of node) yield child;
              }
            }

            export default async function delta(x, y = x ? 1 : 2) {
              const inner = z => z && x || y;
              return import('./lazy.js').then((m) => m.default ?? inner);
            }
            """,
            "javascript");

        Assert.Equal(
            ["Alpha.#hidden 8-10", "Alpha.constructor 11-11", "Alpha.size 12-12", "Alpha.walk 13-15", "delta 18-21", "inner 19-19"],
            answer.Names("functions"));
        Assert.Equal(["Alpha 6-16"], answer.Names("classes"));
        Assert.Equal(["node:fs", "side-effect", "./other.js", "path", "./lazy.js"], answer.Names("imports"));
        Assert.Equal("3", answer["complexity"]);
    }

    [Fact]
    public async Task Of_TypeScript()
    {
        var answer = await _server.LintAsync(
            """
            import type { Shape } from './shape';
            type Handler<T> = T extends string ? (a: T) => void : never;
            interface Options { name?: string; run?(x: number): void; }
            export abstract class Box<T extends { id: number }> implements Shape {
              private readonly items: Map<string, { value: T }> = new Map();
              constructor(private readonly name: string, protected size?: number) {}
              abstract area(): number;
              add<K extends keyof T>(key: K, value?: T[K]): { ok: boolean } {
                if (value === undefined) return { ok: false };
                return { ok: this.items.size > 0 && key !== undefined };
              }
            }
            export function pick(a: string): string;
            export function pick(a: number): number;
            export function pick(a: string | number): string | number { return a; }
            export const make = <T,>(x: T): (() => T) => () => x;
            declare function external(x: number): void;
            export const handle: Handler<string> = (a) => { switch (a) { case 'x': break; case 'y': break; default: external(1); } };
            """,
            "typescript");

        Assert.Equal(
            ["Box.constructor 6-6", "Box.add 8-11", "pick 15-15", "make 16-16", "handle 18-18"], answer.Names("functions"));
        Assert.Equal(["Box 4-12"], answer.Names("classes"));
        Assert.Equal(["./shape"], answer.Names("imports"));
        Assert.Equal("3", answer["complexity"]);
    }

    [Fact]
    public async Task Of_CSharp()
    {
        var answer = await _server.LintAsync(
            """
            using System.Text;
            using Alias = System.Collections.Generic.List<int>;
            Console.WriteLine(Twice(2) > 3 ? "a" : "b");
            static int Twice(int a) => a * 2;

            class Outer
            {
                public Outer() { }
                public int Size => 1;
                [Obsolete]
                public string Name(object x)
                {
                    if (x is string s && s.Length > 1 || x is null) { return "s"; }
                    return x switch { int => "i", _ => "o" };
                }
                record Inner(int A) { public int B() { return A; } }
                interface IThing { void Do(); }
            }
            """,
            "csharp");

        Assert.Equal(["Twice 4-4", "Outer.Outer 8-8", "Outer.Name 11-15", "Outer.Inner.B 16-16"], answer.Names("functions"));
        Assert.Equal(["Outer 6-18", "Outer.Inner 16-16", "Outer.IThing 17-17"], answer.Names("classes"));
        Assert.Equal(["System.Text", "System.Collections.Generic.List<int>"], answer.Names("imports"));
        Assert.Equal("5", answer["complexity"]);
    }

    [Theory]
    [InlineData("javascript", "function f( {")]
    [InlineData("typescript", "const = ;")]
    [InlineData("csharp", "class {")]
    public async Task Code_that_cannot_be_parsed_has_no_complexity(string language, string code)
    {
        var answer = await _server.LintAsync(code, language);

        Assert.Null(answer["complexity"]);
        Assert.Contains(answer.FindingsByPlace(), finding => finding.Contains(" error ", StringComparison.Ordinal));
    }
}
