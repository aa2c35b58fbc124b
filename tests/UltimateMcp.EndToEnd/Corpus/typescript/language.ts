//: interfaces and optional members
interface Point { readonly x: number; y?: number; [other: string]: number | undefined }
const points: Point[] = [{ x: 1 }, { x: 2, y: 3, z: 4 }];
for (const { x, y = 0, ...others } of points) console.log(x, y, others);

//: unions that a switch narrows
type Shape = { kind: 'circle'; radius: number } | { kind: 'square'; side: number };
const area = (shape: Shape): number => {
  switch (shape.kind) {
    case 'circle': return shape.radius ** 2 * 3;
    case 'square': return shape.side ** 2;
    default: { const never: never = shape; return never; }
  }
};
console.log(area({ kind: 'circle', radius: 2 }), area({ kind: 'square', side: 3 }));

//: an enum of numbers with its names
enum Color { Red, Green = 5, Blue }
console.log(Color.Blue, Color[5], Object.keys(Color), Color.Red in Color);

//: an enum of words
enum Level { Low = 'low', High = 'high' }
const levels: Level[] = [Level.High, Level.Low];
console.log(levels, Object.entries(Level), Level.Low === ('low' as Level));

//: a constant enum and computed members
const enum Flag { None = 0, Read = 1 << 0, Write = 1 << 1, Both = Read | Write }
enum Computed { A = 'abc'.length, B = A * 2 }
console.log(Flag.Both, Flag.Both & ~Flag.Read, Computed.A, Computed.B);

//: a namespace that is opened twice
namespace Geometry { export const unit = 1; export function twice(n: number): number { return n * 2; } }
namespace Geometry { export namespace Inner { export const deep = Geometry.unit + Geometry.twice(4); } }
console.log(Geometry.unit, Geometry.Inner.deep, typeof Geometry);

//: a namespace beside a function and a class
function counter(): number { return ++counter.calls; }
namespace counter { export let calls = 0; }
class Box { constructor(public value: number) {} }
namespace Box { export const empty = new Box(0); }
counter();
console.log(counter(), counter.calls, Box.empty.value);

//: parameter properties
class Person {
  constructor(public readonly name: string, private age = 7, protected tags: string[] = []) {}
  describe(): string { return `${this.name} ${this.age} ${this.tags.length}`; }
}
console.log(new Person('Ada', 36).describe(), Object.keys(new Person('Bob')), new Person('Eve').name);

//: parameter properties of a derived class
class Base { constructor(protected readonly id: number) {} }
class Derived extends Base { label = `#${this.id}`; constructor(id: number, readonly extra: string) { super(id); } }
console.log(new Derived(4, 'more'), JSON.stringify(new Derived(5, '')));

//: abstract classes and overrides
abstract class Animal {
  abstract sound(): string;
  speak(this: Animal): string { return `${this.constructor.name} says ${this.sound()}`; }
}
class Dog extends Animal { override sound(): string { return 'woof'; } }
class Cow extends Animal { override sound = (): string => 'moo'; }
for (const animal of [new Dog(), new Cow()] as Animal[]) console.log(animal.speak());

//: generics with constraints and defaults
function pluck<T extends object, K extends keyof T = keyof T>(items: readonly T[], key: K): T[K][] { return items.map((item) => item[key]); }
console.log(pluck([{ a: 1, b: 'x' }, { a: 2, b: 'y' }], 'b'), pluck<{ a: number }>([{ a: 5 }], 'a'));

//: overloads of a function
function twice(value: string): string;
function twice(value: number): number;
function twice(value: string | number): string | number { return typeof value === 'string' ? value + value : value * 2; }
console.log(twice('ab'), twice(21));

//: type guards and assertions
function isWord(value: unknown): value is string { return typeof value === 'string'; }
function assertNumber(value: unknown): asserts value is number { if (typeof value !== 'number') throw new TypeError(`not a number: ${String(value)}`); }
const mixed: unknown[] = ['a', 1, null, 'b'];
console.log(mixed.filter(isWord).map((word) => word.toUpperCase()));
try { assertNumber(mixed[0]); } catch (error) { console.log((error as Error).message); }

//: mapped and conditional types
type Getters<T> = { [K in keyof T as `get${Capitalize<string & K>}`]: () => T[K] };
type Element<T> = T extends (infer U)[] ? U : never;
const getters: Getters<{ name: string; size: number }> = { getName: () => 'n', getSize: () => 3 };
const element: Element<boolean[]> = true;
console.log(getters.getName(), getters.getSize(), element);

//: template literal types and satisfies
type Route = `/${string}`;
const routes = { home: '/', user: '/user' } satisfies Record<string, Route>;
const first = <const T extends readonly unknown[]>(items: T): T[0] => items[0];
console.log(routes.home.length, first(['a', 'b']), Object.values(routes));

//: non-null assertions and casts of every kind
const map = new Map<string, number[]>([['a', [1]]]);
map.get('a')!.push(2);
const loose = <any>map;
let definite!: string;
definite = (loose.get('a') as number[])!.join('+') as string;
console.log(definite, (map.get('b') as undefined)?.[0] ?? 'none');

//: tuples with names and rest elements
type Entry = [key: string, ...values: number[]];
const entries: Entry[] = [['a', 1, 2], ['b']];
const [[name, ...values], [other]] = entries as [Entry, Entry];
console.log(name, values, other, ((...[a, b]: [number, number?]) => a + (b ?? 10))(1));

//: accessors, private names and static blocks
class Temperature {
  static readonly #units = new Map<string, number>();
  static { Temperature.#units.set('K', 273.15); }
  #celsius: number = 0;
  get kelvin(): number { return this.#celsius + Temperature.#units.get('K')!; }
  set kelvin(value: number) { this.#celsius = value - 273.15; }
  static is(value: object): value is Temperature { return #celsius in value; }
}
const temperature = new Temperature();
temperature.kelvin = 300;
console.log(temperature.kelvin.toFixed(2), Temperature.is(temperature), Temperature.is({}));

//: index signatures, keyof and typeof
const settings = { host: 'localhost', port: 80 } as const;
type Name = keyof typeof settings;
const names: Name[] = Object.keys(settings) as Name[];
const lookup: { [key in Name]?: string } = {};
for (const key of names) lookup[key] = `${typeof settings[key]}`;
console.log(lookup);

//: generic arrow functions and this types
const identity = <T,>(value: T): T => value;
class Builder { private parts: string[] = []; add(part: string): this { this.parts.push(part); return this; } build(): string { return this.parts.join(' '); } }
class Shouting extends Builder { shout(): this { return this.add('!'); } }
console.log(identity<number>(3), new Shouting().add('a').shout().add('b').build());

//: a symbol as a unique key
const key: unique symbol = Symbol('key');
interface Tagged { [key]: number; toString(): string }
const tagged: Tagged = { [key]: 4, toString: () => 'tagged' };
console.log(tagged[key], `${tagged}`, key.description);

//: iterators and generators with types
function* numbers(limit: number): Generator<number, string, boolean | undefined> { for (let n = 0; n < limit; n++) if (yield n) return 'stopped'; return 'done'; }
class Tree<T> implements Iterable<T> {
  constructor(private readonly value: T, private readonly children: Tree<T>[] = []) {}
  *[Symbol.iterator](): Iterator<T> { yield this.value; for (const child of this.children) yield* child; }
}
const run = numbers(5);
console.log(run.next(), run.next(), run.next(true), [...new Tree('a', [new Tree('b', [new Tree('c')]), new Tree('d')])].join(''));

//: errors with types of their own
class HttpError extends Error { constructor(readonly status: number, message: string, options?: ErrorOptions) { super(message, options); this.name = 'HttpError'; } }
try { throw new HttpError(404, 'missing', { cause: 'c' }); }
catch (error: unknown) { if (error instanceof HttpError) console.log(error.name, error.status, error.message, error.cause); }
finally { console.log('finally'); }

//: a discriminated result in place of exceptions
type Result<T, E extends string = string> = { ok: true; value: T } | { ok: false; error: E };
const parse = (text: string): Result<number, 'empty' | 'bad'> => text === '' ? { ok: false, error: 'empty' } : Number.isNaN(+text) ? { ok: false, error: 'bad' } : { ok: true, value: +text };
for (const text of ['12', '', 'x']) { const result = parse(text); console.log(result.ok ? result.value : result.error); }

//: declarations that leave nothing behind
declare global { interface Window { extra: string } }
declare const absent: number;
declare function gone(): void;
type Nothing = {};
interface Empty {}
export type { Nothing, Empty };
console.log(typeof absent, typeof gone);

//: decorators left out, metadata by hand
type Constructor<T = object> = new (...args: any[]) => T;
function Timestamped<B extends Constructor>(base: B) { return class extends base { stamp = 42; }; }
function Named<B extends Constructor>(base: B) { return class extends base { named = 'yes'; }; }
const Mixed = Named(Timestamped(class { own = 1; }));
console.log(new Mixed(), Mixed.length);

//: optional chaining and nullish assignment
interface Config { a?: { b?: (n: number) => number; c?: number[] } }
const configs: Config[] = [{}, { a: { b: (n) => n + 1, c: [7] } }];
for (const config of configs) { config.a ??= {}; config.a.c ||= [0]; console.log(config.a.b?.(1), config.a?.c?.[0], config.a.c?.at(-1)); }

//: labels, comma operators and bitwise arithmetic
let found: number | undefined;
outer: for (let i: number = 0; i < 5; i++) for (let j = 0; j < 5; j++) { if (i * j === 6) { found = i * 10 + j; break outer; } }
console.log(found, (1, 2), 5 & 3 | 8, -9 >>> 28, ~~2.7, void 0);

//: proxies with a typed handler
const log: string[] = [];
const handler: ProxyHandler<Record<string, number>> = {
  get: (target, name: string) => { log.push(`get ${name}`); return target[name] ?? -1; },
  set: (target, name: string, value: number) => { log.push(`set ${name}`); target[name] = value; return true; },
};
const watched = new Proxy<Record<string, number>>({}, handler);
watched.a = 1;
console.log(watched.a, watched.b, log);

//: arrays of readonly and recursive types
type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
const depth = (json: Json): number => json !== null && typeof json === 'object' ? 1 + Math.max(0, ...Object.values(json).map(depth)) : 0;
const frozen: readonly Json[] = Object.freeze([1, [2, [3, { a: [] }]]]);
console.log(depth(frozen as Json[]), Object.isFrozen(frozen));

//: import assignments of CommonJS
import fs = require('node:fs');
import path = require('node:path');
console.log(path.join('a', '..', 'b'), typeof fs.readFileSync, typeof module);

//: a program that exports what it declares
const answer: number = 42;
export = { answer };
console.log(module.exports, typeof require);

//: types only in comments and unicode names
const größe: number = 3; // : string
/* interface X { y: number } */
const 名前: string = 'name', ñ = `${größe}: number`;
console.log(größe, 名前, ñ, /: string/.test(': string'));

//: less-than signs that open no type arguments
const a = 1, b = 2, c = 3;
console.log(a < b, (a < b) === (c > b), [c > b, a < (1)], a<b?'less':'more', ((x: number) => x < 3)(2));

//: an async constructor pattern with a private constructor
class Connection {
  private constructor(private readonly url: string) {}
  static async open(url: string): Promise<Connection> { await null; return new Connection(url); }
  toString(): string { return `open ${this.url}`; }
}
Connection.open('here').then((connection: Connection): void => console.log(String(connection)));
