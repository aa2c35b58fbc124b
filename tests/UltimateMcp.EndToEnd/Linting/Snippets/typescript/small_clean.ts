//: a required module
const path = require("node:path");
console.log(path.join("a", "b"), __dirname, __filename);

//: an import of the old kind
import fs from "fs";
export const text: string = fs.readFileSync("a.txt", "utf8");

//: process and buffers
const bytes: Buffer = Buffer.from(process.argv[2] ?? "", "utf8");
process.stdout.write(`${bytes.toString("hex")} ${process.env["HOME"]}\n`);

//: fetch with an abort signal
export async function load(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(100) });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.text();
}

//: a structured clone
const original = { when: new Date(), seen: new Map([["a", 1]]) };
export const copy: typeof original = structuredClone(original);

//: await at the top level of a module
import { readFile } from "node:fs/promises";

const text = await readFile("a.txt", "utf8");
console.log(text.length);

//: an awaited loop at the top level of a module
import { createInterface } from "node:readline";

for await (const line of createInterface({ input: process.stdin })) {
  console.log(line.toUpperCase());
}

//: a shebang line
#!/usr/bin/env node
console.log("hello");

//: an explicit any
export function size(value: any): number {
  return value.length;
}

//: an assertion that a value is there
export function first(list: string[]): string {
  return list.at(0)!;
}

//: a cast by way of unknown
export const n = "text" as unknown as number;

//: an enum and a constant enum
export enum Color {
  Red = "red",
  Green = "green",
}
const enum Size {
  Small = 1,
  Large,
}
console.log(Color.Red, Size.Large);

//: a namespace
export namespace Units {
  export const inch = 25.4;
  export function toMm(inches: number): number {
    return inches * inch;
  }
}

//: a merged interface
export interface Options {
  depth: number;
}
export interface Options {
  width: number;
}
export const options: Options = { depth: 1, width: 2 };

//: a declaration of a global
declare global {
  var requestCount: number;
}
globalThis.requestCount = 0;
export {};

//: a declared constant that something else defines
declare const BUILD_ID: string;
export const build = BUILD_ID;

//: an element that is not checked for undefined
export function second(list: number[]): number {
  return list[1] * 2;
}

//: unused parameters with an underscore
export function handler(_request: string, _options: object): void {
  const _started = Date.now();
}

//: an empty interface that extends another
interface Base {
  id: number;
}
export interface Row extends Base {}

//: an abstract class with a protected constructor
export abstract class Shape {
  protected constructor(readonly name: string) {}
  abstract area(): number;
  toString(): string {
    return `${this.name}: ${this.area()}`;
  }
}

//: a parameter property that only the class reads
export class Counter {
  constructor(private count = 0) {}
  next(): number {
    return ++this.count;
  }
}

//: a type predicate
export function isText(value: unknown): value is string {
  return typeof value === "string";
}

//: an assertion function
export function assertNumber(value: unknown): asserts value is number {
  if (typeof value !== "number") throw new TypeError("not a number");
}

//: a generator with all three types
export function* counter(limit: number): Generator<number, string, boolean | undefined> {
  for (let i = 0; i < limit; i++) {
    if (yield i) return "stopped";
  }
  return "done";
}

//: a conditional type with infer
export type Unwrapped<T> = T extends Promise<infer U> ? Unwrapped<U> : T;
export const n: Unwrapped<Promise<Promise<number>>> = 3;

//: a mapped type with renamed keys
export type Getters<T> = {
  [K in keyof T & string as `get${Capitalize<K>}`]: () => T[K];
};
export const user: Getters<{ name: string }> = { getName: () => "Ada" };

//: a switch that covers every case
type Kind = "a" | "b" | "c";
export function label(kind: Kind): string {
  switch (kind) {
    case "a":
      return "first";
    case "b":
      return "second";
    case "c":
      return "third";
  }
}

//: a function that never returns
export function fail(message: string): never {
  throw new Error(message);
}
export function parse(text: string): number {
  const value = Number(text);
  return Number.isNaN(value) ? fail("not a number") : value;
}

//: a caught error of an unknown type
export function messageOf(run: () => void): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

//: an unawaited promise
export function start(work: () => Promise<void>): void {
  void work();
  work();
}

//: a value that satisfies its type
export const limits = {
  low: 1,
  high: 2,
} satisfies Record<string, number>;
console.log(limits.low.toFixed(1));

//: optional chaining and nullish assignment
export function title(page?: { head?: { title?: string } }): string {
  const head = (page ??= {}).head;
  return head?.title?.trim() ?? "untitled";
}

//: a class with well-known symbols
export class Range {
  constructor(
    readonly low: number,
    readonly high: number,
  ) {}
  *[Symbol.iterator](): Iterator<number> {
    for (let n = this.low; n <= this.high; n++) yield n;
  }
  get [Symbol.toStringTag](): string {
    return "Range";
  }
}

//: a disposable resource
export class Handle implements Disposable {
  closed = false;
  [Symbol.dispose](): void {
    this.closed = true;
  }
}
export function use(): boolean {
  using handle = new Handle();
  return handle.closed;
}

//: a page element that is narrowed
export function setTitle(text: string): boolean {
  const node = document.querySelector<HTMLHeadingElement>("h1");
  if (!node) return false;
  node.textContent = text;
  return true;
}

//: a standard decorator
function logged<T extends (...args: never[]) => unknown>(method: T, context: ClassMethodDecoratorContext): T {
  console.log(String(context.name));
  return method;
}
export class Service {
  @logged
  run(): number {
    return 1;
  }
}

//: code without semicolons
const list: readonly number[] = [3, 1, 2]
const sorted = list.toSorted((a, b) => a - b)
console.log(sorted, Object.groupBy(list, (n) => (n % 2 ? 'odd' : 'even')))

//: an index signature and a record
export const ages: { [name: string]: number } = { ada: 36 };
export const scores: Record<string, number | undefined> = {};
export const total = ages.bob + (scores.ada ?? 0);

//: a variadic tuple
export function bind<A extends unknown[], B extends unknown[], R>(
  run: (...args: [...A, ...B]) => R,
  ...head: A
): (...tail: B) => R {
  return (...tail) => run(...head, ...tail);
}

//: a loose comparison with null
export const given = (x: number | null | undefined): x is number => x != null;
