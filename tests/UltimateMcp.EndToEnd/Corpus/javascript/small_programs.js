//: a calculator parses and evaluates
function evaluate(text) {
  const tokens = text.match(/\d+\.?\d*|[-+*/()]/g);
  let at = 0;
  const factor = () => { const t = tokens[at++]; if (t === '(') { const v = sum(); at++; return v; } return t === '-' ? -factor() : Number(t); };
  const term = () => { let v = factor(); while ('*/'.includes(tokens[at] ?? ' ')) v = tokens[at++] === '*' ? v * factor() : v / factor(); return v; };
  const sum = () => { let v = term(); while ('+-'.includes(tokens[at] ?? ' ')) v = tokens[at++] === '+' ? v + term() : v - term(); return v; };
  return sum();
}
console.log(evaluate('2 * (3 + 4) - 10 / 4'), evaluate('-(1 + 2) * 3'));

//: words of a text are counted
const fs = require('node:fs');
fs.writeFileSync('text.txt', 'the cat and the dog and the bird\n'.repeat(200));
const counts = new Map();
for (const word of fs.readFileSync('text.txt', 'utf8').split(/\s+/).filter(Boolean)) counts.set(word, (counts.get(word) ?? 0) + 1);
console.log([...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).slice(0, 3));

//: the shortest way through a graph
const graph = { a: { b: 7, c: 9, f: 14 }, b: { c: 10, d: 15 }, c: { d: 11, f: 2 }, d: { e: 6 }, f: { e: 9 }, e: {} };
const distance = Object.fromEntries(Object.keys(graph).map((n) => [n, Infinity]));
distance.a = 0;
const left = new Set(Object.keys(graph));
while (left.size) {
  const near = [...left].reduce((x, y) => (distance[x] <= distance[y] ? x : y));
  left.delete(near);
  for (const [to, cost] of Object.entries(graph[near])) distance[to] = Math.min(distance[to], distance[near] + cost);
}
console.log(distance);

//: queens on a board
function queens(n, row = 0, columns = 0, left = 0, right = 0) {
  if (row === n) return 1;
  let found = 0;
  for (let free = ~(columns | left | right) & ((1 << n) - 1); free; free &= free - 1) {
    const bit = free & -free;
    found += queens(n, row + 1, columns | bit, (left | bit) << 1, (right | bit) >> 1);
  }
  return found;
}
console.log(queens(8), queens(9));

//: the game of life
let alive = new Set(['0,1', '1,2', '2,0', '2,1', '2,2']);
for (let step = 0; step < 40; step++) {
  const near = new Map();
  for (const cell of alive) { const [x, y] = cell.split(',').map(Number); for (let i = -1; i < 2; i++) for (let j = -1; j < 2; j++) if (i || j) { const k = `${x + i},${y + j}`; near.set(k, (near.get(k) ?? 0) + 1); } }
  alive = new Set([...near].filter(([cell, n]) => n === 3 || (n === 2 && alive.has(cell))).map(([cell]) => cell));
}
console.log([...alive].sort());

//: primes by a sieve
const sieve = new Uint8Array(100000).fill(1);
for (let i = 2; i * i < sieve.length; i++) if (sieve[i]) for (let j = i * i; j < sieve.length; j += i) sieve[j] = 0;
console.log(sieve.reduce((n, isPrime, i) => n + (i > 1 && isPrime), 0));

//: a cache forgets what was used longest ago
class Cache extends Map {
  constructor(size) { super(); this.limit = size; }
  get(key) { const value = super.get(key); if (super.delete(key)) super.set(key, value); return value; }
  set(key, value) { super.delete(key); super.set(key, value); if (this.size > this.limit) this.delete(this.keys().next().value); return this; }
}
const cache = new Cache(2);
cache.set('a', 1).set('b', 2);
cache.get('a');
cache.set('c', 3);
console.log([...cache.keys()]);

//: tasks run a few at a time
const { setTimeout: wait } = require('node:timers/promises');
async function pool(tasks, size) {
  const results = []; let next = 0; let running = 0; let most = 0;
  await Promise.all(Array.from({ length: size }, async () => { while (next < tasks.length) { const i = next++; most = Math.max(most, ++running); results[i] = await tasks[i](); running--; } }));
  return [results, most];
}
pool(Array.from({ length: 7 }, (_, n) => () => wait(2, n * n)), 3).then(([results, most]) => console.log(results, most));

//: a picture is written as PNG
const zlib = require('node:zlib');
const fs = require('node:fs');
const table = Array.from({ length: 256 }, (_, n) => { for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1; return n >>> 0; });
const crc = (bytes) => (bytes.reduce((c, b) => table[(c ^ b) & 255] ^ (c >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;
function chunk(type, data) { const body = Buffer.concat([Buffer.from(type), data]); const out = Buffer.alloc(body.length + 8); out.writeUInt32BE(data.length); body.copy(out, 4); out.writeUInt32BE(crc(body), body.length + 4); return out; }
const header = Buffer.alloc(13); header.writeUInt32BE(4, 0); header.writeUInt32BE(4, 4); header.set([8, 2], 8);
const rows = Buffer.concat(Array.from({ length: 4 }, (_, y) => Buffer.from([0, ...Array.from({ length: 12 }, (_, x) => x * y * 5)])));
fs.writeFileSync('p.png', Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), chunk('IDAT', zlib.deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]));
console.log(fs.readFileSync('p.png').subarray(1, 4).toString(), crc(Buffer.from('abc')));

//: distances between words
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) { const next = [i]; for (let j = 1; j <= b.length; j++) next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] !== b[j - 1])); row = next; }
  return row[b.length];
}
console.log(distance('kitten', 'sitting'), distance('', 'abc'), distance('same', 'same'));

//: a table of values with commas is parsed
function parse(text) {
  return text.trim().split('\n').map((line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) => (m[1] !== undefined ? m[1].replaceAll('""', '"') : m[2])));
}
console.log(parse('name,n\n"a, b",1\n"say ""hi""",2\n'));

//: a log of JSON lines is summed up
const fs = require('node:fs');
const readline = require('node:readline');
fs.writeFileSync('log.jsonl', Array.from({ length: 100 }, (_, n) => JSON.stringify({ level: n % 3 ? 'info' : 'error', ms: n })).join('\n'));
(async () => {
  const sums = {};
  for await (const line of readline.createInterface({ input: fs.createReadStream('log.jsonl') })) { const { level, ms } = JSON.parse(line); (sums[level] ??= { n: 0, ms: 0 }).n++; sums[level].ms += ms; }
  console.log(sums);
})();

//: a template is filled in
const render = (template, values) => template.replace(/{{#(\w+)}}(.*?){{\/\1}}/gs, (_, name, inner) => values[name].map((value) => render(inner, value)).join('')).replace(/{{(\w+)}}/g, (_, name) => String(values[name]).replace(/[<&]/g, (c) => `&#${c.charCodeAt()};`));
console.log(render('<h1>{{title}}</h1>{{#items}}<li>{{name}}</li>{{/items}}', { title: 'a < b', items: [{ name: 'x' }, { name: 'y' }] }));

//: matrices are multiplied
const multiply = (a, b) => a.map((row) => b[0].map((_, j) => row.reduce((sum, value, k) => sum + value * b[k][j], 0)));
let power = [[1n, 0n], [0n, 1n]];
const times = (a, b) => a.map((row) => b[0].map((_, j) => row.reduce((sum, value, k) => sum + value * b[k][j], 0n)));
for (let i = 0; i < 100; i++) power = times(power, [[1n, 1n], [1n, 0n]]);
console.log(multiply([[1, 2], [3, 4]], [[0, 1], [1, 0]]), power[0][1]);

//: a heap keeps the smallest on top
class Heap {
  #items = [];
  push(item) { this.#items.push(item); for (let i = this.#items.length - 1, up; i && this.#items[up = (i - 1) >> 1] > this.#items[i]; i = up) [this.#items[up], this.#items[i]] = [this.#items[i], this.#items[up]]; }
  pop() { const top = this.#items[0]; const last = this.#items.pop(); if (this.#items.length) { this.#items[0] = last; for (let i = 0; ;) { let c = 2 * i + 1; if (this.#items[c + 1] < this.#items[c]) c++; if (!(this.#items[c] < this.#items[i])) break; [this.#items[c], this.#items[i]] = [this.#items[i], this.#items[c]]; i = c; } } return top; }
}
const heap = new Heap();
[5, 1, 4, 2, 3, 9, 7].forEach((n) => heap.push(n));
console.log(Array.from({ length: 7 }, () => heap.pop()));

//: a puzzle of numbers is solved
const grid = [...'530070000600195000098000060800060003400803001700020006060000280000419005000080079'].map(Number);
function solve() {
  const at = grid.indexOf(0);
  if (at < 0) return true;
  const [r, c] = [Math.floor(at / 9), at % 9];
  for (let n = 1; n < 10; n++) {
    if (grid.some((v, i) => v === n && (Math.floor(i / 9) === r || i % 9 === c || (Math.floor(i / 27) === Math.floor(r / 3) && Math.floor((i % 9) / 3) === Math.floor(c / 3))))) continue;
    grid[at] = n;
    if (solve()) return true;
  }
  grid[at] = 0;
  return false;
}
console.log(solve(), grid.join('').slice(0, 18));

//: pi to many digits
let [a, b, c, d] = [1n, 180n, 60n, 2n];
let digits = '';
while (digits.length < 60) { const [u, y] = [3n * (3n * d + 1n) * (3n * d + 2n), (a * (27n * d - 12n) + 5n * b) / (5n * c)]; digits += y; [b, a, c, d] = [10n * u * (a * (5n * d - 2n) + b - y * c), 10n * a * d * (2n * d - 1n), c * u, d + 1n]; }
console.log(digits);

//: events are kept and replayed
const fs = require('node:fs');
const apply = (state, { type, amount }) => ({ ...state, balance: state.balance + (type === 'in' ? amount : -amount), count: state.count + 1 });
for (const event of [{ type: 'in', amount: 10 }, { type: 'out', amount: 3 }, { type: 'in', amount: 5 }]) fs.appendFileSync('events.jsonl', JSON.stringify(event) + '\n');
console.log(fs.readFileSync('events.jsonl', 'utf8').trim().split('\n').map(JSON.parse).reduce(apply, { balance: 0, count: 0 }));

//: a small store behind HTTP
const http = require('node:http');
const items = new Map();
const server = http.createServer(async (request, response) => {
  const id = request.url.slice(1);
  if (request.method === 'PUT') { let body = ''; for await (const part of request) body += part; items.set(id, JSON.parse(body)); response.writeHead(204).end(); } else if (items.has(id)) response.end(JSON.stringify(items.get(id))); else response.writeHead(404).end();
}).listen(0, '127.0.0.1', async () => {
  const at = `http://127.0.0.1:${server.address().port}/x`;
  console.log((await fetch(at)).status, (await fetch(at, { method: 'PUT', body: '{"n":1}' })).status, await (await fetch(at)).json());
  server.closeAllConnections();
  server.close();
});

//: text is folded, justified and framed
const words = 'a program prints a deterministic line that proves that it did its work'.split(' ');
const lines = words.reduce((all, word) => { const last = all.at(-1); if ((last + ' ' + word).trim().length <= 20) all[all.length - 1] = (last + ' ' + word).trim(); else all.push(word); return all; }, ['']);
console.log(['+' + '-'.repeat(20) + '+', ...lines.map((line) => `|${line.padEnd(20)}|`)].join('\n'));
