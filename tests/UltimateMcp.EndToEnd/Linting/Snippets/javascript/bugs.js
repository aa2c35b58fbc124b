//: code after a return
//= 3:3 warning no-unreachable
export function first() {
  return 1;
  console.log("never");
}

//: code after a throw
//= 3:3 warning no-unreachable
export function fail(reason) {
  throw new Error(reason);
  return reason;
}

//: a function declaration after a return is fine
export function outer() {
  return inner();
  function inner() {
    return 1;
  }
}

//: a return in a finally block
//= 5:5 warning no-unsafe-finally
export function read(parse) {
  try {
    return parse();
  } finally {
    return null;
  }
}

//: a catch block that only throws again
//= 4:12 warning no-useless-catch
export function read(parse) {
  try {
    return parse();
  } catch (error) {
    throw error;
  }
}

//: an object key twice
//= 2:3 warning no-dupe-keys
export const point = {
  x: 1,
  y: 2,
  x: 3,
};

//: a class method twice
//= 2:3 warning no-dupe-class-members
export class Queue {
  size() {
    return 0;
  }
  size() {
    return 1;
  }
}

//: a getter and a setter of one name are fine
export class Box {
  #value = 0;
  get value() {
    return this.#value;
  }
  set value(next) {
    this.#value = next;
  }
}

//: a getter that returns nothing
//= 2:12 warning getter-return
export class Box {
  get value() {
    console.log("read");
  }
}

//: a setter that returns a value
//= 4:5 warning no-setter-return
export class Box {
  set value(next) {
    this.stored = next;
    return next;
  }
}

//: a variable is assigned to itself
//= 2:11 warning no-self-assign
export function keep(value) {
  value = value;
  return value;
}

//: a hole in an array
//= 1:27 warning no-sparse-arrays
export const row = [1, 2, , 4];

//: an empty destructuring pattern
//= 1:22 warning no-empty-pattern
export function open({}) {
  return 1;
}

//: a debugger statement
//= 2:3 warning no-debugger
export function step(n) {
  debugger;
  return n + 1;
}

//: a call of eval
//= 2:10 warning no-eval
export function run(source) {
  return eval(source);
}

//: a with statement in a script
//= 1:1 warning no-with
with (process) {
  console.log(process.pid);
}

//: the caller of the arguments object
//= 2:20 warning no-caller
module.exports = function who() {
  return arguments.callee;
};

//: the old iterator property
//= 1:26 warning no-iterator
export const it = (x) => x.__iterator__;

//: a math object that is called
//= 1:22 warning no-obj-calls
export const value = Math(2);

//: a symbol made with new
//= 1:20 warning no-new-native-nonconstructor
export const key = new Symbol("key");

//: a generator without yield
//= 1:18 warning require-yield
export function* numbers() {
  return 1;
}

//: an async function as a promise executor
//= 2:22 warning no-async-promise-executor
export function later(work) {
  return new Promise(async (resolve) => {
    resolve(await work());
  });
}

//: a loop that counts in the wrong direction
//= 2:19 warning for-direction
export function count(n) {
  for (let i = 0; i < n; i--) {
    console.log(i);
  }
}

//: a derived class without a super call
//= 2:3 warning constructor-super
export class Late extends Error {
  constructor(message) {
    console.log(message);
  }
}

//: this before super
//= 2:3 warning no-this-before-super
export class Late extends Error {
  constructor(message) {
    this.at = Date.now();
    super(message);
  }
}

//: a super call in a base class
//= 3:5 error syntax-error
export class Base {
  constructor() {
    super();
  }
}

//: an optional chain that is called without protection
//= 2:11 warning no-unsafe-optional-chaining
export function run(task) {
  return (task?.start)();
}

//: an optional chain in a spread
//= 2:14 warning no-unsafe-optional-chaining
export function copy(task) {
  return [...task?.items];
}

//: an expression that does nothing
//= 2:3 warning no-unused-expressions
export function bump(n) {
  n + 1;
  return n;
}

//: a comparison instead of an assignment
//= 2:3 warning no-unused-expressions
export function reset(state) {
  state.count === 0;
  return state;
}

//: an error that is made but not thrown
//= 3:5 warning oxc/missing-throw
export function check(ok) {
  if (!ok) {
    new Error("not ok");
  }
}

//: an empty static block
//= 2:3 warning no-empty-static-block
export class Config {
  static {}
}

//: a number that loses its precision
//= 1:20 warning no-loss-of-precision
export const big = 9007199254740993;

//: a big integer keeps its precision
export const big = 9007199254740993n;

//: a multiplication by zero
//= 2:10 warning oxc/erasing-op
export function scale(x) {
  return x * 0;
}

//: a parameter only used in recursion
//= 1:29 warning oxc/only-used-in-recursion
export function depth(node, level) {
  return node.next ? 1 + depth(node.next, level) : 0;
}

//: a number argument out of range
//= 1:28 warning oxc/number-arg-out-of-range
export const text = (n) => n.toString(64);

//: an array callback that never runs
//= 1:21 warning unicorn/no-new-array
//= 1:34 warning oxc/uninvoked-array-callback
export const list = new Array(5).map((_, i) => i);

//: a replacement of all with a regular expression without the flag
//= 1:31 warning oxc/bad-replace-all-arg
export const clean = (s) => s.replaceAll(/ /, "-");

//: a search for all matches without the flag
//= 1:43 warning oxc/bad-match-all-arg
export const numbers = (text) => [...text.matchAll(/\d+/)];

//: an array method on the arguments object
//= 2:10 warning oxc/bad-array-method-on-arguments
module.exports = function sum() {
  return arguments.reduce((a, b) => a + b, 0);
};

//: an empty character class
//= 1:24 warning no-empty-character-class
export const never = /a[]b/;

//: a control character in a regular expression
//= 1:21 warning no-control-regex
export const nul = /\x00/;

//: a regular expression string that is not valid
//= 1:33 warning no-invalid-regexp
export const open = new RegExp("(");

//: a back reference into its own group
//= 1:27 warning no-useless-backreference
export const strange = /(a\1)/;

//: an emoji in a character class
//= 1:25 warning no-misleading-character-class
export const thumbs = /[👍]/;

//: an emoji in a character class with the unicode flag is fine
export const thumbs = /[👍]/u;

//: an escape that changes nothing
//= 1:25 warning no-useless-escape
export const quote = "it\'s";

//: an escape that changes nothing in a regular expression
//= 1:23 warning no-useless-escape
export const dash = /a\-b/;

//: a decimal escape without a meaning
//= 1:27 warning no-nonoctal-decimal-escape
module.exports = { text: "\8" };

//: a no-break space between tokens
//= 1:24 warning no-irregular-whitespace
export const wide = 1 + 2;
