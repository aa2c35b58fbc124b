//: a field without an initial value
//= 2:3 error TS2564
export class User {
  name: string;
}

//: an override with another type
//= 7:3 error TS2416
class Animal {
  speak(): string {
    return "";
  }
}
export class Dog extends Animal {
  speak(): number {
    return 1;
  }
}

//: a type argument that breaks its constraint
//= 4:23 error TS2344
interface Entity {
  id: number;
}
export type Names = R<string>;
type R<T extends Entity> = T[];

//: a type argument is missing
//= 1:20 error TS2314
export const list: Array = [];

//: a key that is not in the type
//= 2:32 error TS2345
declare function get<T, K extends keyof T>(item: T, key: K): T[K];
export const x = get({ a: 1 }, "b");

//: an element with a text as an index
//= 3:10 error TS7053
const table = { a: 1, b: 2 };
export function look(key: string) {
  return table[key];
}

//: a switch that forgets a case
//= 10:13 error TS2322
type Shape = { kind: "circle"; r: number } | { kind: "square"; a: number } | { kind: "dot" };
export function area(shape: Shape): number {
  switch (shape.kind) {
    case "circle":
      return Math.PI * shape.r ** 2;
    case "square":
      return shape.a ** 2;
    default: {
      // the dot is missing
      const rest: never = shape;
      return rest;
    }
  }
}

//: a property of only one member of a union
//= 3:17 error TS2339
type Result = { ok: true; value: number } | { ok: false; error: string };
export function read(result: Result): number {
  return result.value;
}

//: a property of a narrowed union is fine
type Result = { ok: true; value: number } | { ok: false; error: string };
export function read(result: Result): number {
  return result.ok ? result.value : NaN;
}

//: a promise where its value belongs
//= 4:7 error TS2322
async function load(): Promise<number> {
  return 1;
}
const n: number = load();
console.log(n);

//: a property of a promise
//= 4:20 error TS2339
async function load(): Promise<{ rows: number }> {
  return { rows: 1 };
}
console.log(load().rows);

//: an enum member that does not exist
//= 4:19 error TS2339
enum Color {
  Red,
}
console.log(Color.Green);

//: a tuple with too many elements
//= 1:7 error TS2322
const pair: [number, string] = [1, "a", true];
console.log(pair);

//: a tuple element that does not exist
//= 2:18 error TS2493
const pair: [number, string] = [1, "a"];
console.log(pair[2]);

//: a cast between unrelated types
//= 1:18 error TS2352
export const n = "text" as number;

//: a value that does not satisfy its type
//= 3:3 error TS2322
export const limits = {
  // the second must be a number
  low: "1",
  high: 2,
} satisfies Record<string, number>;

//: a spread of something that cannot be iterated
//= 1:28 error TS2488
export const list = [1, ...5];

//: a loop over something that cannot be iterated
//= 2:17 error TS2488
const amount = { n: 3 };
for (const x of amount) console.log(x);

//: an error with a long explanation of several lines
//= 10:19 error TS2345
interface Handler {
  run(request: { path: string; headers: Map<string, string> }): Promise<void>;
}
interface Logger {
  run(request: { path: string; headers: Map<string, number> }): Promise<void>;
}
declare const logger: Logger;
// the maps hold different things
const handler: { list: Handler[] } = { list: [] };
handler.list.push(logger);

//: an implicit any in a destructured parameter
//= 1:26 error TS7031
//= 1:29 error TS7031
export function length({ x, y }) {
  return Math.hypot(x, y);
}

//: a variable that becomes any
//= 1:5 error TS7034
//= 6:10 error TS7005
let list;
export function fill() {
  list = [1];
}
export function read() {
  return list;
}

//: an unintended type from a const assertion
//= 2:7 error TS2540
const point = { x: 1, y: 2 } as const;
point.x = 3;

//: a condition that is always true because a function is not called
//= 4:5 error TS2774
function isReady(): boolean {
  return process.pid > 0;
}
if (isReady) {
  console.log("ready");
}

//: an operator on a bigint and a number
//= 1:18 error TS2365
export const n = 1n + 2;

//: a circular type alias
//= 1:13 error TS2456
export type A = A | string;

//: the end is missing in an asynchronous function
//= 1:23 warning TS7030
export async function find(list: string[], name: string) {
  if (list.includes(name)) {
    return name;
  }
}

//: an arrow function that does not always return
//= 1:21 warning TS7030
export const sign = (n: number) => {
  if (n > 0) return 1;
};

//: an end that the return type allows but the rule does not
//= 1:39 warning TS7030
export function find(list: string[]): string | undefined {
  if (list.length > 0) {
    return list[0];
  }
}
