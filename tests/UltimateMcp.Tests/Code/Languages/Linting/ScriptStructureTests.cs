using UltimateMcp.Code.Languages.JavaScript.Linting;
using UltimateMcp.Code.Linters;

namespace UltimateMcp.Tests.Code.Languages.Linting;

public class ScriptStructureTests
{
    [Theory]
    [InlineData("function a() {} function* b() {} async function c() {}", "a b c")]
    [InlineData("const a = () => 1, b = async x => { return x; }, c = function () {};", "a b c")]
    [InlineData("const a = <T,>(x: T): (() => T) => () => x;", "a")]
    [InlineData("const a: (x: number) => string = (x) => `${x}`;", "a")]
    [InlineData("let x = a ? (b) : c; const f = (y) => y;", "f")]
    [InlineData("foo(function () {}); bar(() => { function inner() {} });", "inner")]
    [InlineData("class A { m() {} get g() { return 1; } static async s() {} #p = () => 1; [x]() {} 'q'() {} }", "A.m A.g A.s A.#p A.q")]
    [InlineData("const B = class { m() {} };", "B.m")]
    [InlineData("class A<T extends { x: 1 }> extends C<{ y: 2 }> implements D { m(): { z: 3 } { return { z: 3 }; } }", "A.m")]
    [InlineData("class A { abstract m(): void; declare x: number; y?: { a: 1 }; n(a = { b: 1 }) {} }", "A.n")]
    [InlineData("type F = (a: number) => { b: 1 }; interface G { h(): void; } function i() {}", "i")]
    [InlineData("const s = 'function x() {}'; /* function y() {} */ // function z() {}\nfunction a() {}", "a")]
    [InlineData("const r = /function b() {}/; function a() {}", "a")]
    [InlineData("const t = `${(() => { function inner() {} })()}`; function a() {}", "inner a")]
    [InlineData("const o = { m() {}, n: () => 1, get p() { return 1; } }; function a() {}", "a")]
    public void Functions_are_those_with_a_name(string code, string expected)
    {
        Assert.Equal(expected, string.Join(' ', Of(code).Functions.Select(function => function.Name)));
    }

    [Theory]
    [InlineData("x = 1;", 1)]
    [InlineData("function f(a) { if (a) {} else if (b) {} for (;;) {} while (1) {} do {} while (2); }", 6)]
    [InlineData("function f(a) { return a && b || c ?? d; }", 4)]
    [InlineData("function f(a?: number, b?: string) { return a ? b : 1; }", 2)]
    [InlineData("function f(a) { switch (a) { case 1: case 2: break; default: } try {} catch {} }", 4)]
    [InlineData("function f() { if (a) { g(() => { if (b) {} if (c) {} }); } }", 3)]
    [InlineData("p.catch(x); o = { if: 1, case: 2 }; a?.b?.();", 1)]
    [InlineData("class A { m(a) { if (a) {} } x = a ? 1 : 2; }", 2)]
    public void Complexity_is_the_highest_of_a_function(string code, int expected)
    {
        Assert.Equal(expected, Of(code).Complexity);
    }

    [Theory]
    [InlineData("import 'a'; import b from 'b'; import { c as d } from \"c\"; import * as e from 'e';", "a b c e")]
    [InlineData("import type { T } from './t'; export * from './u'; export { x } from './v'; export const y = 1;", "./t ./u ./v")]
    [InlineData("const a = require('a'); await import('b'); import c = require('c');", "a b c")]
    [InlineData("const s = \"import 'x'\"; // import 'y'\nimport.meta.url; o.require('z');", "")]
    public void Imports_are_the_names_of_modules(string code, string expected)
    {
        Assert.Equal(expected, string.Join(' ', Of(code).Imports));
    }

    [Theory]
    [InlineData("")]
    [InlineData("}")]
    [InlineData("class")]
    [InlineData("class A {")]
    [InlineData("function")]
    [InlineData("const a = (")]
    [InlineData("`${")]
    [InlineData("import")]
    [InlineData("interface A")]
    [InlineData("type A<B> =")]
    [InlineData("=>")]
    [InlineData("a: b => ")]
    [InlineData("class A { a = ")]
    [InlineData("class A { [")]
    public void Text_that_is_no_program_has_no_more_than_it_has(string code)
    {
        Assert.NotNull(Of(code));
        Assert.NotNull(Of(string.Concat(Enumerable.Repeat(code + " ", 500))));
    }

    private static SourceStructure Of(string code) =>
        ScriptStructure.Of(LintSource.Of(code), ScriptTokenizer.Tokenize(code), isParsed: true);
}
