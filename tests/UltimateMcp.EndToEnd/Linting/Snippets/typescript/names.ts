//: an undefined name
//= 1:1 error TS2304
missing();

//: a misspelled local name
//= 2:13 error TS2552
const message = "hi";
console.log(mesage, message);

//: a misspelled property
//= 2:18 error TS2551
const user = { name: "Ada" };
console.log(user.nme);

//: a property that does not exist
//= 2:18 error TS2339
const user = { name: "Ada" };
console.log(user.age);

//: an undefined type
//= 1:29 error TS2304
export function area(shape: Shape): number {
  return shape.width;
}

//: a package that is not installed
//= 1:21 info TS2307
import leftPad from "left-pad-of-nobody";
console.log(leftPad("a", 3));

//: a scoped package that is not installed
//= 1:26 info TS2307
import type { Row } from "@nobody/rows";
export const row: Row = { id: 1 };

//: a dynamic import of a package that is not installed
//= 1:27 info TS2307
const tool = await import("nobody-has-this");
export { tool };

//: a member that the module does not export
//= 1:10 error TS2305
import { joinAll } from "node:path";
console.log(joinAll("a", "b"));

//: a misspelled member of a module
//= 1:10 error TS2724
import { basname } from "node:path";
console.log(basname("a/b"));

//: a variable before its declaration
//= 1:13 error TS2448
//= 1:13 error TS2454
console.log(later);
const later = 1;

//: a class before its declaration
//= 1:17 error TS2449
const box = new Box();
class Box {}
console.log(box);

//: a variable before its assignment
//= 2:13 error TS2454
let total: number;
console.log(total);
total = 1;

//: a constant is assigned again
//= 1:7 warning no-const-assign
//= 2:1 error TS2588
const limit = 10;
limit = 20;
console.log(limit);

//: an import is assigned
//= 2:1 error TS2632
//= 2:1 warning no-import-assign
import fs from "node:fs";
fs = 1;
console.log(fs);

//: a function declaration is overwritten
//= 4:1 error TS2630
//= 4:1 warning no-func-assign
function run(): number {
  return 1;
}
run = () => 2;
run();

//: a class declaration is overwritten
//= 1:7 warning no-class-assign
//= 2:1 error TS2629
class Shape {}
Shape = Object;
console.log(Shape);

//: a readonly property is assigned
//= 2:7 error TS2540
const point: { readonly x: number } = { x: 1 };
point.x = 2;

//: a local variable that nothing reads
//= 2:9 warning no-unused-vars
export function area(w: number, h: number): number {
  const border = 2;
  return w * h;
}

//: a parameter that nothing reads
//= 1:32 warning no-unused-vars
export function add(a: number, b: number): number {
  return a + a;
}

//: an unused import
//= 1:8 warning no-unused-vars
import path from "node:path";
import fs from "node:fs";
console.log(fs.existsSync("."));

//: an unused type import
//= 1:15 warning no-unused-vars
import type { Stats } from "node:fs";
export const size = 1;

//: an import that only a type uses is fine
import type { Stats } from "node:fs";
export const sizeOf = (stats: Stats): number => stats.size;

//: unused types of three kinds
//= 1:6 warning no-unused-vars
//= 2:11 warning no-unused-vars
//= 5:6 warning no-unused-vars
type Id = string;
interface Row {
  id: number;
}
enum Color {
  Red,
}
export {};

//: an unused type parameter
//= 1:22 warning no-unused-vars
export function same<T>(value: number): number {
  return value;
}

//: a private field that nothing reads
//= 2:3 warning no-unused-private-class-members
export class Timer {
  #started = 0;
  start(): void {
    this.#started = Date.now();
  }
}

//: a caught error that nothing reads
//= 4:12 warning no-unused-vars
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return null;
  }
}

//: a label that nothing jumps to
//= 1:1 warning no-unused-labels fixable
outer: for (const n of [1, 2]) {
  console.log(n);
}

//: an import renamed to its own name
//= 1:18 warning no-useless-rename fixable
import { join as join } from "node:path";
console.log(join("a", "b"));

//: a type that is used as a value
//= 4:13 error TS2693
interface Shape {
  width: number;
}
console.log(Shape);
export type { Shape };

//: a value that is used as a type
//= 2:20 error TS2749
const limit = 1;
export const copy: limit = limit;

//: a namespace that does not exist
//= 1:20 error TS2503
export const node: Tree.Node = { id: 1 };

//: a private member from outside
//= 4:23 error TS2341
class Box {
  private value = 1;
}
console.log(new Box().value);

//: a protected member from outside
//= 4:23 error TS2445
class Box {
  protected value = 1;
}
console.log(new Box().value);

//: browser globals are known to the compiler
document.title = window.location.href;

//: a shorthand property without a variable
//= 1:26 error TS18004
export const options = { timeout };

//: the name of this in a function without a type
//= 2:10 error TS2683
export function read() {
  return this.value;
}
