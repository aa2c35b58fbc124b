//: code after a return
//= 3:3 warning no-unreachable
export function first(): number {
  return 1;
  console.log("never");
}

//: a return in a finally block
//= 5:5 warning no-unsafe-finally
export function read(parse: () => number): number {
  try {
    return parse();
  } finally {
    return 0;
  }
}

//: a catch block that only throws again
//= 4:12 warning no-useless-catch
export function read(parse: () => number): number {
  try {
    return parse();
  } catch (error) {
    throw error;
  }
}

//: overloads of a method are fine
export class Queue {
  add(item: string): void;
  add(item: number): void;
  add(item: string | number): void {
    console.log(item);
  }
}

//: a getter that returns nothing
//= 2:7 error TS2378
//= 2:16 error TS2355
export class Box {
  get value(): number {
    console.log("read");
  }
}

//: a setter that returns a value
//= 5:5 error TS2408
//= 5:5 warning no-setter-return
export class Box {
  stored = 0;
  set value(next: number) {
    this.stored = next;
    return next;
  }
}

//: a comparison with not-a-number
//= 2:10 error TS2845
//= 2:16 warning use-isnan
export function bad(x: number): boolean {
  return x === NaN;
}

//: a misspelled type name in a typeof comparison
//= 2:10 error TS2367
//= 2:23 warning valid-typeof
export function isText(x: unknown): boolean {
  return typeof x === "strng";
}

//: a comparison with a new array
//= 2:10 error TS2839
//= 2:10 warning no-constant-binary-expression
//= 2:10 warning oxc/bad-object-literal-comparison
export function isEmpty(list: number[]): boolean {
  return list === [];
}

//: an assignment where a comparison was meant
//= 2:7 warning no-constant-condition
//= 2:9 warning no-cond-assign
export function check(x: number): number {
  if (x = 3) {
    return x;
  }
  return 0;
}

//: a double negation in a condition
//= 2:7 warning no-extra-boolean-cast
export function check(x: number): number {
  if (!!x) {
    return 1;
  }
  return 0;
}

//: a boolean call in a condition
//= 2:7 warning no-extra-boolean-cast fixable
export function check(x: number): number {
  if (Boolean(x)) {
    return 1;
  }
  return 0;
}

//: a comparison instead of an assignment
//= 2:3 warning no-unused-expressions
export function reset(state: { count: number }): void {
  state.count === 0;
}

//: a chain of comparisons
//= 2:10 error TS2365
//= 2:10 warning oxc/bad-comparison-sequence
export function between(a: number, b: number, c: number): boolean {
  return a < b < c;
}

//: two ranges that cannot both hold
//= 2:10 warning oxc/const-comparisons
export function inRange(x: number): boolean {
  return x < 10 && x > 20;
}

//: the same case twice
//= 3:10 warning no-duplicate-case
export function name(n: number): string {
  switch (n) {
    case 1:
      return "one";
    case 1:
      return "uno";
    default:
      return "";
  }
}

//: an empty destructuring pattern
//= 1:22 warning no-empty-pattern
export function open({}: object): number {
  return 1;
}

//: a hole in an array
//= 1:27 warning no-sparse-arrays
export const row = [1, 2, , 4];

//: a debugger statement
//= 2:3 warning no-debugger
export function step(n: number): number {
  debugger;
  return n + 1;
}

//: a call of eval
//= 2:10 warning no-eval
export function run(source: string): unknown {
  return eval(source);
}

//: a derived class without a super call
//= 2:3 error TS2377
//= 2:3 warning constructor-super
export class Late extends Error {
  constructor(message: string) {
    console.log(message);
  }
}

//: this before super
//= 3:3 warning no-this-before-super
//= 4:5 error TS17009
export class Late extends Error {
  at = 0;
  constructor(message: string) {
    this.at = Date.now();
    super(message);
  }
}

//: an async function as a promise executor
//= 2:22 warning no-async-promise-executor
export function later(work: () => Promise<number>): Promise<number> {
  return new Promise(async (resolve) => {
    resolve(await work());
  });
}

//: a loop that counts in the wrong direction
//= 2:19 warning for-direction
export function count(n: number): void {
  for (let i = 0; i < n; i--) {
    console.log(i);
  }
}

//: an error that is made but not thrown
//= 3:5 warning oxc/missing-throw
export function check(ok: boolean): void {
  if (!ok) {
    new Error("not ok");
  }
}

//: a parameter only used in recursion
//= 1:44 warning oxc/only-used-in-recursion
export function depth(node: { n: number }, level: number): number {
  return node.n > 0 ? 1 + depth({ n: node.n - 1 }, level) : 0;
}

//: a constant condition
//= 1:5 warning no-constant-condition
if (true) {
  console.log("always");
}

//: a number that loses its precision
//= 1:20 warning no-loss-of-precision
export const big = 9007199254740993;

//: an array made with a length
//= 1:22 warning unicorn/no-new-array
export const cells = new Array<number>(8);

//: an empty object as a fallback in a spread
//= 2:12 warning unicorn/no-useless-fallback-in-spread fixable
export function merge(extra?: { depth: number }): object {
  return { ...(extra || {}), done: true };
}

//: the size of a set by way of an array
//= 2:29 warning unicorn/prefer-set-size
export function distinct(list: string[]): number {
  return [...new Set(list)].length;
}

//: a regular expression for a prefix
//= 2:10 warning unicorn/prefer-string-starts-ends-with
export function isComment(line: string): boolean {
  return /^#/.test(line);
}

//: an await of a literal
//= 2:17 warning unicorn/no-unnecessary-await
export async function zero(): Promise<number> {
  const value = await 0;
  return value;
}

//: an object with a then method
//= 2:3 warning unicorn/no-thenable
export const lazy = {
  then(resolve: (value: number) => void): void {
    resolve(1);
  },
};

//: a file with a comment only
//= 1:1 warning unicorn/no-empty-file
// nothing to see here

//: an enum value twice
//= 2:9 warning typescript/no-duplicate-enum-values
export enum Level {
  Low = 1,
  Middle = 2,
  First = 1,
}

//: two exclamation marks after a value
//= 2:14 warning typescript/no-extra-non-null-assertion
export function size(text?: string): number {
  return text!!.length;
}

//: an assertion over a whole optional chain
//= 2:20 warning typescript/no-non-null-asserted-optional-chain
export function size(user?: { name: string }): string {
  return user?.name!;
}

//: an interface that wants to be constructed
//= 2:3 warning typescript/no-misused-new
//= 3:3 warning typescript/no-misused-new
export interface Shape {
  constructor(): void;
  new (): Shape;
}

//: an alias of this
//= 4:11 warning typescript/no-this-alias
export class Timer {
  ticks = 0;
  start(): void {
    const self = this;
    setInterval(function () {
      self.ticks++;
    }, 10);
  }
}

//: a class and an interface of one name
//= 1:18 warning typescript/no-unsafe-declaration-merging
export interface Shape {
  area: number;
}
export class Shape {
  name = "";
}

//: a literal type where a const assertion is shorter
//= 1:30 warning typescript/prefer-as-const
export const kind = "dot" as "dot";

//: a wrapper object as a type
//= 1:29 warning typescript/no-wrapper-object-types
export function shout(text: String): string {
  return `${text}!`;
}

//: an empty export in a module
//= 2:1 warning typescript/no-useless-empty-export
export const one = 1;
export {};

//: a parameter property that is assigned again
//= 3:5 warning typescript/no-unnecessary-parameter-property-assignment
export class User {
  constructor(readonly name: string) {
    this.name = name;
  }
}

//: a reference to a library of types
/// <reference lib="esnext" />
export const one = 1;

//: a reference to a file that does not exist
//= 1:1 warning typescript/triple-slash-reference
//= 1:22 error TS6053
/// <reference path="./globals.d.ts" />
export const one = 1;
