//: a text where a number belongs
//= 1:7 error TS2322
const port: number = "80";
console.log(port);

//: two wrong assignments
//= 1:7 error TS2322
//= 2:7 error TS2322
const port: number = "80";
const host: string = 80;
console.log(port, host);

//: a wrong argument
//= 4:6 error TS2345
function half(n: number): number {
  return n / 2;
}
half("4");

//: an argument too few
//= 4:1 error TS2554
function add(a: number, b: number): number {
  return a + b;
}
add(1);

//: an argument too many
//= 4:9 error TS2554
function half(n: number): number {
  return n / 2;
}
half(4, 2);

//: no overload fits
//= 6:6 error TS2769
function pick(a: string): string;
function pick(a: number): number;
function pick(a: string | number): string | number {
  return a;
}
pick(true);

//: a parameter without a type
//= 1:23 error TS7006
export function twice(n) {
  return n * 2;
}

//: a rest parameter without a type
//= 1:21 error TS7019
export function all(...items) {
  return items;
}

//: an object that may be null
//= 1:1 error TS2531
document.querySelector("p").textContent = "x";

//: a value that may be undefined
//= 2:1 error TS2532
const list: (string[] | undefined)[] = [["a"]];
list[0].push("b");

//: a variable that may be undefined
//= 2:10 error TS18048
export function size(text?: string): number {
  return text.length;
}

//: a variable that may be null
//= 2:10 error TS18047
export function size(text: string | null): number {
  return text.length;
}

//: an unknown value is used
//= 2:10 error TS18046
export function size(text: unknown): number {
  return text.length;
}

//: a caught error is unknown
//= 4:17 error TS18046
try {
  JSON.parse("{");
} catch (error) {
  console.error(error.message);
}

//: a caught error that is checked first is fine
try {
  JSON.parse("{");
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
}

//: a missing property
//= 5:7 error TS2741
interface Point {
  x: number;
  y: number;
}
const corner: Point = { x: 0 };
console.log(corner);

//: two missing properties
//= 6:7 error TS2739
interface Point {
  x: number;
  y: number;
  z: number;
}
const corner: Point = { x: 0 };
console.log(corner);

//: a property too many
//= 4:31 error TS2353
interface Point {
  x: number;
}
const corner: Point = { x: 0, y: 1 };
console.log(corner);

//: a property of the wrong type deep inside
//= 1:60 error TS2322
const settings: { server: { port: number } } = { server: { port: "80" } };
console.log(settings);

//: a return of the wrong type
//= 2:3 error TS2322
export function name(): string {
  return 42;
}

//: a function that does not always return
//= 1:17 warning TS7030
export function sign(n: number) {
  if (n > 0) {
    return 1;
  }
}

//: a bare return beside a return with a value is fine
export function first(list: string[]) {
  if (list.length === 0) {
    return;
  }
  return list[0];
}

//: a function without an end but with a return type
//= 1:34 error TS2366
export function sign(n: number): number {
  if (n > 0) {
    return 1;
  }
}

//: a function that must return but never does
//= 1:26 error TS2355
export function empty(): number {}

//: a comparison without overlap
//= 2:10 error TS2367
export function check(kind: "a" | "b"): boolean {
  return kind === "c";
}

//: arithmetic with a text
//= 1:20 error TS2362
export const sum = "4" * 2;

//: a sum of an object and a number
//= 1:20 error TS2365
export const sum = {} + 1;

//: a call of something that is not a function
//= 2:1 error TS2349
const count = 3;
count();

//: a construction of something that is not a class
//= 2:22 error TS2351
const count = 3;
export const x = new count();

//: a class that does not implement its interface
//= 5:14 error TS2420
interface Shape {
  area(): number;
  name: string;
}
export class Square implements Shape {
  area(): number {
    return 1;
  }
}

//: an abstract class is constructed
//= 4:18 error TS2511
abstract class Shape {
  abstract area(): number;
}
export const s = new Shape();

//: an abstract method is not implemented
//= 4:14 error TS2515
abstract class Shape {
  abstract area(): number;
}
export class Square extends Shape {}
