//: an initializer is missing after the equals sign
//= 1:13 error syntax-error
let total = ;
console.log(total);

//: a string runs into the end of its line
//= 2:15 error syntax-error
const name = "Ada";
const greet = "hello, + name;
console.log(greet);

//: a constant has no initializer
//= 1:7 error syntax-error
const limit;
console.log(limit);

//: a let name is declared twice
//= 1:5 error syntax-error
let count = 1;
let count = 2;
console.log(count);

//: await in a plain function
//= 2:17 error syntax-error
function load(url) {
  const reply = await fetch(url);
  return reply.json();
}
console.log(load);

//: an import inside a block
//= 2:3 error syntax-error
if (process.argv.length > 2) {
  import fs from "node:fs";
  console.log(fs);
}

//: a number on the left of an assignment
//= 1:1 error syntax-error
1 = Number(process.pid);

//: break outside a loop
//= 2:3 error syntax-error
if (process.argv.length > 3) {
  break;
}

//: continue outside a loop
//= 3:1 error syntax-error
const items = [1, 2];
console.log(items);
continue;

//: a regular expression with an open group
//= 1:18 error syntax-error
const pattern = /(ab+c/;
console.log(pattern);

//: a regular expression flag twice
//= 1:17 error syntax-error
//= 1:24 error syntax-error
const pattern = /ab+c/gg;
console.log(pattern);

//: a closing parenthesis is missing in a condition
//= 3:10 error syntax-error
const size = 3;
if (size > {
  console.log(size);
}

//: a keyword as a variable name
//= 1:7 error syntax-error
const class = "first";
console.log("first");

//: a type annotation in plain script
//= 1:7 error syntax-error
//= 1:11 error syntax-error
const size: number = 3;
console.log(size);

//: an interface in plain script
//= 1:10 error syntax-error
interface Shape {
  area: number;
}

//: the target of a construction outside a function
//= 1:13 error syntax-error
console.log(new.target);

//: a private name that the class does not declare
//= 3:17 error syntax-error
export class Box {
  read() {
    return this.#value;
  }
}

//: an optional chain as an assignment target
//= 2:1 error syntax-error
const settings = { port: 80 };
settings?.port = 8080;

//: a code point beyond the last one
//= 1:15 error syntax-error
const text = "\u{110000}";
console.log(text);

//: an unknown label after continue
//= 3:14 error syntax-error
for (let i = 0; i < 3; i++) {
  if (i === 1) {
    continue outer;
  }
}

//: a closing brace too many
//= 4:1 error syntax-error
function twice(n) {
  return n * 2;
}
}
console.log(twice(4));

//: a comma is missing in an object literal
//= 3:3 error syntax-error
const point = {
  x: 1
  y: 2,
};
console.log(point);

//: a comma is missing in an array
//= 1:22 error syntax-error
const values = [1, 2 3];
console.log(values);

//: an else without an if
//= 3:1 error syntax-error
const ready = true;
console.log(ready);
else {
  console.log("no");
}

//: a getter with a parameter
//= 2:12 error syntax-error
export const box = {
  get value(hint) {
    return hint;
  },
};

//: a rest element before the last one
//= 1:8 error syntax-error
const [...head, last] = [1, 2, 3];
console.log(head, last);

//: a try block without catch and finally
//= 3:2 error syntax-error
try {
  JSON.parse("{}");
}
console.log("done");

//: nullish and or operators mixed without parentheses
//= 1:11 error syntax-error
const v = process.env.A ?? process.env.B || "c";
console.log(v);

//: a negative number as the base of a power
//= 1:11 error syntax-error
const n = -2 ** 2;
console.log(n);

//: a number directly followed by a name
//= 1:13 error syntax-error
const n = 12px;
console.log(n);

//: a name is exported twice
//= 1:14 error syntax-error
export const port = 80;
const other = 81;
export { other as port };

//: two constructors in a class
//= 2:3 error syntax-error
export class Pair {
  constructor() {
    this.a = 1;
  }
  constructor(a) {
    this.a = a;
  }
}

//: an arrow function with a line break before its arrow
//= 2:3 error syntax-error
const add = (a, b)
  => a + b;
console.log(add(1, 2));

//: python style comments
//= 1:2 error syntax-error
# prints a line
console.log("line");

//: a for-of loop without an iterable
//= 1:16 error syntax-error
for (const x of) {
  console.log(x);
}

//: a template literal that never ends
//= 1:14 error syntax-error
const text = `first
console.log(text);

//: a syntax error hides the other findings
//= 3:13 error syntax-error
missing();
const unused = 1;
const y = + ;

//: three strict mode errors in a module
//= 3:15 error syntax-error
//= 4:20 error syntax-error
//= 5:1 error syntax-error
import fs from "node:fs";
let mode = 1;
fs.chmod(".", 0755, () => {});
console.log(delete mode);
with (fs) {
  mode = 2;
}

//: a parameter name twice in a module
//= 1:21 error syntax-error
export function sum(first, first) {
  return first;
}

//: a private name is declared twice
//= 2:3 error syntax-error
export class Counter {
  #count = 0;
  #count = 1;
  next() {
    return ++this.#count;
  }
}

//: two default exports
//= 1:8 error syntax-error
export default 1;
export default 2;

//: a super call outside a class
//= 2:3 error syntax-error
function build() {
  super();
}
build();
