//: a required module and an exported object
const path = require("node:path");

module.exports = {
  here: path.join(__dirname, "data"),
  file: __filename,
};

//: exports one by one
const os = require("os");

exports.cores = () => os.cpus().length;
exports.home = os.homedir();

//: a script that runs only as the main module
const { readFileSync } = require("node:fs");

if (require.main === module) {
  process.stdout.write(readFileSync(__filename, "utf8"));
}

//: a json file that is required
const settings = require("./settings.json");
module.exports = settings.port ?? 3000;

//: the process object
process.on("SIGINT", () => {
  process.exitCode = 130;
});
console.log(process.argv.slice(2), process.env.HOME, process.memoryUsage().rss);

//: buffers
const bytes = Buffer.from("héllo", "utf8");
console.log(bytes.toString("base64"), Buffer.concat([bytes, Buffer.alloc(2)]).length);

//: fetch and its classes
const request = new Request("http://localhost/", { headers: new Headers({ a: "b" }) });
const response = await fetch(request, { signal: AbortSignal.timeout(1000) });
console.log(response instanceof Response, await response.text());

//: a structured clone
const original = { when: new Date(), seen: new Map([["a", 1]]) };
const copy = structuredClone(original);
console.log(copy.seen.get("a"));

//: timers of several kinds
const timer = setTimeout(() => {}, 10);
clearTimeout(timer);
const ticker = setInterval(() => clearInterval(ticker), 5);
setImmediate(() => console.log("soon"));
queueMicrotask(() => console.log("sooner"));

//: urls and encoders
const url = new URL("../a?b=c", "http://localhost/d/e");
url.searchParams.append("f", "g");
const text = new TextDecoder().decode(new TextEncoder().encode(url.href));
console.log(text, new URLSearchParams("x=1").get("x"));

//: events without a page
const target = new EventTarget();
target.addEventListener("ping", (event) => console.log(event.type), { once: true });
target.dispatchEvent(new Event("ping"));

//: an abort controller
const controller = new AbortController();
controller.signal.addEventListener("abort", () => console.log(controller.signal.reason));
controller.abort(new Error("enough"));

//: await at the top level
import { readFile } from "node:fs/promises";

const text = await readFile(new URL(import.meta.url), "utf8");
console.log(text.length);

//: an awaited loop at the top level
import { createInterface } from "node:readline";

for await (const line of createInterface({ input: process.stdin })) {
  console.log(line.toUpperCase());
}

//: a shebang line
#!/usr/bin/env node
console.log("hello");

//: a strict mode directive
"use strict";

const start = performance.now();
console.log(performance.now() - start);

//: a dynamic import
const name = process.argv[2] ?? "node:os";
const mod = await import(name);
console.log(Object.keys(mod));

//: global this
globalThis.cache ??= new Map();
globalThis.cache.set("a", 1);
console.log(global === globalThis);

//: big integers and separators
const big = 2n ** 64n;
const million = 1_000_000;
console.log(big > BigInt(million), 0xff, 0b11, 0o17, .5, 5., 1e3);

//: a comma expression in a loop head
for (let low = 0, high = 10; low < high; low++, high--) {
  console.log(low, high);
}

//: an empty function as a default
export function each(list, visit = () => {}) {
  for (const item of list) visit(item);
}

//: an empty catch block
export function exists(read) {
  try {
    read();
    return true;
  } catch {}
  return false;
}

//: cases that fall through
export function days(month) {
  switch (month) {
    case 4:
    case 6:
    case 9:
    case 11:
      return 30;
    case 2:
      return 28;
    default:
      return 31;
  }
}

//: a shadowed name
const value = 1;
export function outer(value) {
  return [value].map((value) => value + 1);
}
console.log(value);

//: var is declared twice
var a = 1;
var a = 2;
console.log(a);

//: a function used before its definition
console.log(later());

function later() {
  return helper.name;
}

class helper {}

//: an immediately called function
(function () {
  const hidden = 1;
  console.log(hidden);
})();

//: an immediately called async function
(async () => {
  await Promise.resolve();
  console.log(new WeakRef({}));
})();

//: an object with computed and symbol keys
const key = Symbol("key");
export const table = {
  [key]: 1,
  ["a" + "b"]: 2,
  async *[Symbol.asyncIterator]() {
    yield 1;
  },
  __proto__: null,
};

//: void before a call
export function fire(task) {
  void task();
}

//: a conditional call as a statement
export function notify(listener) {
  listener?.("done");
}

//: code without semicolons
const list = [3, 1, 2]
const sorted = list.toSorted()
console.log(sorted.at(-1), Object.groupBy(list, (n) => n % 2 ? 'odd' : 'even'))

//: names of recent builtins
const { promise, resolve } = Promise.withResolvers();
resolve(new AggregateError([new Error("a")], "several"));
console.log(await promise, Atomics, new FinalizationRegistry(() => {}), Intl.DateTimeFormat().resolvedOptions().timeZone);

//: web streams, blobs and web crypto
import { once } from "node:events";

await once(process, "newListener", { signal: AbortSignal.abort() }).catch(() => {});
const blob = new Blob(["a", "b"]);
const stream = blob.stream().pipeThrough(new CompressionStream("gzip"));
for await (const chunk of stream) console.log(chunk.length);
console.log(crypto.randomUUID(), new ReadableStream(), new WebSocket("ws://localhost"));

//: labels, breaks and regular expressions with named groups
search: for (const line of ["a=1", "b=2"]) {
  for (const part of line.split("=")) {
    if (part === "2") break search;
  }
  const { groups } = /(?<key>\w+)=(?<value>\d+)/v.exec(line);
  console.log(groups.key, groups.value);
}

//: private fields and accessors
export class Account {
  #balance = 0;
  static #count = 0;
  static {
    Account.#count = 0;
  }
  constructor() {
    Account.#count++;
  }
  get balance() {
    return this.#balance;
  }
  deposit(amount) {
    this.#balance += amount;
    return #balance in this;
  }
  static get count() {
    return Account.#count;
  }
}

//: arguments in an old function
module.exports = function joinAll() {
  return Array.prototype.slice.call(arguments).join("-");
};

//: an unused positional argument before a used one
export const indexes = ["a", "b"].map((_, index) => index);

//: a rest that drops a property
export function withoutPassword(user) {
  const { password: _password, ...rest } = user;
  return rest;
}

//: one element of a tuple is skipped
export function second([, value]) {
  return value;
}

//: a name that is exported under another one
const internalName = 1;
export { internalName as publicName };

//: a re-export of another module
export * as path from "node:path";
export { readFile as read } from "node:fs/promises";

//: comments and odd spacing
export const   spaced = [ 1,2 ,3 ] ;;

//: an html comment start inside a string
console.log("<!-- not a comment -->");

//: a line that ends with a backslash in a string
console.log("one \
two");
