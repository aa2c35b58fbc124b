//: an array made with a length
//= 1:22 warning unicorn/no-new-array
export const cells = new Array(8);

//: an array made with two elements is fine
export const cells = new Array(8, 9);

//: an empty object as a fallback in a spread
//= 2:21 warning unicorn/no-useless-fallback-in-spread fixable
export function merge(base, extra) {
  return { ...base, ...(extra || {}) };
}

//: an empty object as a nullish fallback in a spread
//= 2:12 warning unicorn/no-useless-fallback-in-spread fixable
export function merge(extra) {
  return { ...(extra ?? {}), done: true };
}

//: a filled object as a fallback in a spread is fine
export function merge(extra) {
  return { ...(extra ?? { depth: 1 }) };
}

//: an array literal spread into an array
//= 1:22 warning unicorn/no-useless-spread
export const list = [...[1, 2], 3];

//: an object literal spread into an object
//= 1:24 warning unicorn/no-useless-spread
export const point = { ...{ x: 1 }, y: 2 };

//: a copy of a mapped array
//= 2:11 warning unicorn/no-useless-spread
export function twice(list) {
  return [...list.map((n) => n * 2)];
}

//: a copy of a set in the head of a loop
//= 2:25 warning unicorn/no-useless-spread
export function callAll(listeners) {
  for (const listen of [...listeners.values()]) {
    listen();
  }
}

//: a copy of a parameter is fine
export function copy(list) {
  return [...list];
}

//: the size of a set by way of an array
//= 2:29 warning unicorn/prefer-set-size
export function distinct(list) {
  return [...new Set(list)].length;
}

//: a regular expression for a prefix
//= 2:10 warning unicorn/prefer-string-starts-ends-with
export function isComment(line) {
  return /^#/.test(line);
}

//: a regular expression for a suffix
//= 2:10 warning unicorn/prefer-string-starts-ends-with
export function isScript(name) {
  return /\.js$/.test(name);
}

//: a regular expression with a character class is fine
export function isComment(line) {
  return /^[#;]/.test(line);
}

//: an await inside promise all
//= 2:23 warning unicorn/no-await-in-promise-methods
export async function both(a, b) {
  return Promise.all([await a(), b()]);
}

//: promise all with a single promise
//= 2:18 warning unicorn/no-single-promise-in-promise-methods
export async function one(a) {
  return Promise.all([a()]);
}

//: promise all over a mapped list is fine
export async function all(list, load) {
  return Promise.all(list.map((item) => load(item)));
}

//: an await of a literal
//= 2:17 warning unicorn/no-unnecessary-await
export async function zero() {
  const value = await 0;
  return value;
}

//: an object with a then method
//= 2:3 warning unicorn/no-thenable
export const lazy = {
  then(resolve) {
    resolve(1);
  },
};

//: an exported function that is called then
//= 1:17 warning unicorn/no-thenable
export function then() {
  return 1;
}

//: a length check before some
//= 2:10 warning unicorn/no-useless-length-check
export function anyOdd(list) {
  return list.length > 0 && list.some((n) => n % 2 === 1);
}

//: a length check before every is needed
export function allOdd(list) {
  return list.length > 0 && list.every((n) => n % 2 === 1);
}

//: a body in a get request
//= 2:38 warning unicorn/no-invalid-fetch-options
export function find(url, query) {
  return fetch(url, { method: "GET", body: query });
}

//: a body in a post request is fine
export function save(url, data) {
  return fetch(url, { method: "POST", body: JSON.stringify(data) });
}

//: removing a listener that was never added
//= 2:10 warning unicorn/no-invalid-remove-event-listener
export function detach(target) {
  target.removeEventListener("click", () => {});
}

//: a file with a comment only
//= 1:1 warning unicorn/no-empty-file
// nothing to see here

//: a file with a directive only
//= 1:1 warning unicorn/no-empty-file
"use strict";

//: a file with empty statements and blocks only
//= 1:1 warning unicorn/no-empty-file
;
{
}
