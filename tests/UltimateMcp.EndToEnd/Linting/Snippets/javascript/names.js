//: an undefined name
//= 1:1 error no-undef
missing();

//: a misspelled local name
//= 2:13 error no-undef
const message = "hi";
console.log(mesage, message);

//: the same undefined name three times
//= 1:5 error no-undef
//= 2:3 error no-undef
//= 2:15 error no-undef
if (state) {
  state.count(state);
}

//: an assignment without a declaration
//= 1:1 error no-undef
//= 2:13 error no-undef
answer = 42;
console.log(answer);

//: browser globals in a server script
//= 1:15 error no-undef
//= 2:1 error no-undef
const title = document.title;
alert(title);

//: test globals that nobody imported
//= 1:1 error no-undef
//= 2:3 error no-undef
describe("sum", () => {
  it("adds", () => {
    console.log(1 + 1);
  });
});

//: an undefined name in a template literal
//= 1:23 error no-undef
console.log(`total: ${totla} items`);

//: an undefined base class
//= 1:26 error no-undef
export class Cat extends Animal {}

//: a shorthand property without a variable
//= 1:26 error no-undef
export const options = { timeout };

//: an undefined name as a default value
//= 1:35 error no-undef
export function pad(text, width = defaultWidth) {
  return text.padStart(width);
}

//: a name that lives in another scope
//= 4:13 error no-undef
for (let i = 0; i < 3; i++) {
  console.log(i);
}
console.log(i);

//: a loop counter without a declaration
//= 1:6 error no-undef
//= 1:13 error no-undef
//= 1:20 error no-undef
//= 2:15 error no-undef
for (i = 0; i < 3; i++) {
  console.log(i);
}

//: a comment that declares a global changes nothing
//= 2:13 error no-undef
/* global VERSION */
console.log(VERSION);

//: typeof of an unknown name is allowed
if (typeof window === "undefined") {
  console.log("no window");
}

//: a local variable that nothing reads
//= 2:9 warning no-unused-vars
export function area(w, h) {
  const border = 2;
  return w * h;
}

//: a top level variable that nothing reads
//= 1:7 warning no-unused-vars
const spare = 1;

//: a function that nothing calls
//= 1:10 warning no-unused-vars
function helper() {
  return 1;
}

//: a class that nothing uses
//= 1:7 warning no-unused-vars
class Widget {}

//: the last parameter is unused
//= 1:24 warning no-unused-vars
export function add(a, b) {
  return a + a;
}

//: unused parameters before a used one are fine
export function second(first, value) {
  return value;
}

//: a caught error that nothing reads
//= 4:12 warning no-unused-vars
export function parse(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    return null;
  }
}

//: a catch clause without a binding is fine
export function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

//: an unused import
//= 1:8 warning no-unused-vars
import path from "node:path";
import fs from "node:fs";
console.log(fs.existsSync("."));

//: one of three named imports is unused
//= 1:16 warning no-unused-vars
import { join, basename, dirname } from "node:path";
console.log(join("a", dirname("b/c")));

//: an unused namespace import
//= 1:13 warning no-unused-vars
import * as os from "node:os";

//: a required module that is unused
//= 1:7 warning no-unused-vars
const util = require("node:util");
module.exports = { version: 1 };

//: a variable that is only assigned
//= 1:5 warning no-unused-vars
let last;
last = process.pid;

//: one of the destructured names is unused
//= 2:17 warning no-unused-vars
export function label(user) {
  const { name, age } = user;
  return name;
}

//: one of the array elements is unused
//= 2:10 warning no-unused-vars
export function tail(pair) {
  const [head, rest] = pair;
  return rest;
}

//: names that begin with an underscore may stay unused
export function handler(_request, _options) {
  const _started = Date.now();
  return 1;
}

//: a loop variable that nothing reads
//= 3:14 warning no-unused-vars
export function count(list) {
  let n = 0;
  for (const item of list) {
    n++;
  }
  return n;
}

//: a recursive function that nobody else calls
//= 1:10 warning no-unused-vars
function again(n) {
  return n > 0 ? again(n - 1) : n;
}

//: a constant is assigned again
//= 1:7 warning no-const-assign
const limit = 10;
limit = 20;
console.log(limit);

//: a constant is incremented
//= 1:7 warning no-const-assign
const total = 0;
for (const n of [1, 2]) {
  total += n;
}
console.log(total);

//: an import is assigned
//= 2:1 warning no-import-assign
import fs from "node:fs";
fs = null;
console.log(fs);

//: a function declaration is overwritten
//= 4:1 warning no-func-assign
function run() {
  return 1;
}
run = () => 2;
run();

//: a class declaration is overwritten
//= 1:7 warning no-class-assign
class Node {}
Node = null;
console.log(Node);

//: a caught error is overwritten
//= 4:3 warning no-ex-assign
try {
  JSON.parse("{");
} catch (error) {
  error = new Error("bad");
  console.log(error);
}

//: a builtin global is overwritten
//= 1:1 warning no-global-assign
Array = null;

//: undefined as a variable name
//= 2:9 warning no-shadow-restricted-names
export function reset() {
  const undefined = 1;
  return undefined;
}

//: a variable that is read but never assigned
//= 2:7 warning no-unassigned-vars
export function pick() {
  let choice;
  return choice;
}

//: deleting a variable in a script
//= 2:1 warning no-delete-var
var cache = {};
delete cache;

//: a private field that nothing reads
//= 2:3 warning no-unused-private-class-members
export class Timer {
  #started = 0;
  start() {
    this.#started = Date.now();
  }
}

//: a private method that nothing calls
//= 2:3 warning no-unused-private-class-members
export class Timer {
  #reset() {
    return 0;
  }
}

//: a label that nothing jumps to
//= 1:1 warning no-unused-labels fixable
outer: for (const n of [1, 2]) {
  console.log(n);
}

//: a label that a continue uses is fine
outer: for (const a of [1, 2]) {
  for (const b of [3, 4]) {
    if (a + b === 5) continue outer;
    console.log(a, b);
  }
}

//: an import renamed to its own name
//= 1:18 warning no-useless-rename fixable
import { join as join } from "node:path";
console.log(join("a", "b"));

//: a property renamed to its own name
//= 2:11 warning no-useless-rename fixable
export function nameOf(user) {
  const { name: name } = user;
  return name;
}

//: an export renamed to its own name
//= 2:10 warning no-useless-rename fixable
const port = 80;
export { port as port };
