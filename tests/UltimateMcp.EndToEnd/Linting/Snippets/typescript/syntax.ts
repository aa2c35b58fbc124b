//: an initializer is missing after the equals sign
//= 1:23 error TS1109
const total: number = ;
console.log(total);

//: a type is missing after the colon
//= 1:12 error TS1110
let total: = 3;
console.log(total);

//: a closing parenthesis is missing in a condition
//= 2:15 error TS1005
const size = 3;
if (size > 2  {
  console.log(size);
}

//: a string runs into the end of its line
//= 1:30 error TS1002
const greet: string = "hello;
console.log(greet);

//: a keyword as a variable name
//= 1:1 error TS1440
//= 1:11 error TS1005
let class = "first";

//: break outside a loop
//= 2:3 error TS1105
if (process.argv.length > 3) {
  break;
}

//: continue outside a loop
//= 1:1 error TS1104
continue;

//: an unknown label after continue
//= 3:5 error TS1115
for (let i = 0; i < 3; i++) {
  if (i === 1) {
    continue outer;
  }
}

//: a constant has no initializer
//= 1:7 error TS1155
const limit: number;
export { limit };

//: a closing brace too many
//= 4:1 error TS1128
export function twice(n: number): number {
  return n * 2;
}
}

//: a comma is missing in an object literal
//= 3:3 error TS1005
export const point = {
  x: 1
  y: 2,
};

//: a comma is missing in an array
//= 1:29 error TS1005
export const values = [1, 2 3];

//: a semicolon where a member is expected
//= 2:6 error TS1357
export enum Color {
  Red;
  Green,
}

//: a try block without catch and finally
//= 4:1 error TS1472
try {
  JSON.parse("{}");
}
console.log("done");

//: an else without an if
//= 3:1 error TS1128
const ready = true;
console.log(ready);
else {
  console.log("no");
}

//: two operators in a row
//= 1:22 error TS1109
export const n = 1 + * 2;

//: await in a plain function
//= 2:17 error TS1308
export function load(url: string) {
  const reply = await fetch(url);
  return reply;
}

//: an optional parameter with an initializer
//= 1:21 error TS1015
export function pad(width?: number = 2): number {
  return width;
}

//: a required parameter after an optional one
//= 1:36 error TS1016
export function pad(text?: string, width: number): string {
  return `${text}${width}`;
}

//: a rest parameter before the last one
//= 1:21 error TS1014
export function sum(...list: number[], last: number): number {
  return list.length + last;
}

//: a getter with a parameter
//= 2:7 error TS1054
export class Box {
  get value(hint: string): string {
    return hint;
  }
}

//: a modifier twice
//= 2:12 error TS1030
export class Box {
  readonly readonly value = 1;
}

//: an access modifier after static
//= 2:10 error TS1029
export class Box {
  static public value = 1;
}

//: an abstract member in a concrete class
//= 2:3 error TS1244
export class Shape {
  abstract area(): number;
}

//: an interface member with an initializer
//= 2:19 error TS1246
export interface Options {
  depth: number = 1;
}

//: a return at the top level of a module
//= 2:1 error TS1108
export const a = 1;
return a;

//: an import that is not closed
//= 1:15 error TS1005
import { join from "node:path";
console.log(join);

//: a template literal with half an expression
//= 1:30 error TS1109
export const text = `a ${1 + }`;

//: an arrow function without a body
//= 1:33 error TS1109
export const f = (a: number) => ;

//: a syntax error hides the type errors
//= 3:19 error TS1109
const text: string = 1;
missing();
const y: number = ;

//: a python comment
//= 1:1 error TS1127
//= 1:3 error TS1005
# note

//: an accessibility modifier twice
//= 2:11 error TS1028
export class Box {
  private public value = 1;
}

//: a property twice in an object literal
//= 3:3 warning no-dupe-keys
//= 5:3 error TS1117
export const point = {
  // the first one
  x: 1,
  y: 2,
  x: 3,
};

//: a namespace with the old keyword
//= 1:8 warning typescript/prefer-namespace-keyword
//= 1:15 error TS1540
export module Tools {
  export const version = 1;
}
