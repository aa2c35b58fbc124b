//: numbers of any size
console.log(
  2n ** 100n, BigInt.asUintN(8, 257n), 0.1 + 0.2, Number.MAX_SAFE_INTEGER, (255).toString(16),
  parseInt('ff', 16), (1234.5678).toFixed(2), Math.hypot(3, 4), Math.clz32(1), Math.fround(5.5),
);

//: strings
console.log(
  'héllo'.normalize('NFD').length, 'abc'.at(-1), 'a-b-c'.replaceAll('-', '+'), 'x'.padStart(3, '.'),
  [...'a😀'].length, 'ß'.toUpperCase(), `${1 + 1}`, String.raw`\n`, 'b'.localeCompare('a'),
);

//: regular expressions
console.log(
  '2024-05-06'.match(/(?<y>\d{4})-(?<m>\d\d)/).groups.y, [...'a1b22'.matchAll(/\d+/g)].map((m) => m[0]),
  'aBc'.replace(/b/i, (m) => m + m), /(?<=\$)\d+/.exec('cost $42')[0], /\p{Lu}/u.test('É'),
  'a,b;c'.split(/[,;]/),
);

//: arrays
const list = [3, 1, 2];
console.log(
  list.toSorted(), list.map((x) => x * 2).filter((x) => x > 2), list.reduce((a, b) => a + b),
  [[1, [2]], 3].flat(2), list.findLast((x) => x > 1), list.includes(2), Array.from('abc', (c) => c + c),
  list.with(0, 9),
);

//: maps, sets and weak references
const map = new Map([['a', 1], ['b', 2]]);
console.log(
  [...map.entries()], new Set([1, 1, 2]).size, Object.fromEntries(map), new WeakMap([[map, 'x']]).get(map),
  new WeakRef(map).deref() === map,
);

//: classes
class Shape { #size = 2; static count = 0; static { Shape.count = 7; } get area() { return this.#size ** 2; } *[Symbol.iterator]() { yield this.#size; } }
class Square extends Shape { toString() { return `square ${super.area}`; } }
console.log(String(new Square()), [...new Square()], Shape.count, new Square() instanceof Shape, Square.name);

//: destructuring and spreading
const { a, b: { c = 5, ...rest } = {}, ...others } = { a: 1, b: { d: 2, e: 3 }, f: 4 };
const [x, , y = 9, ...z] = [1, 2, undefined, 4, 5];
console.log(a, c, rest, others, x, y, z, { ...others, g: 6 }, Math.max(...z), a?.b?.c, null ?? 'default');

//: proxies and reflection
const seen = [];
const proxy = new Proxy({ x: 1 }, { get: (target, name) => { seen.push(name); return Reflect.get(target, name) ?? 'none'; }, has: () => true });
console.log(
  proxy.x, proxy.y, 'z' in proxy, seen, Reflect.ownKeys({ b: 1, [Symbol.for('s')]: 2 }),
  Object.getOwnPropertyDescriptor({ get v() { return 1; } }, 'v').get.name,
);

//: errors and their causes
class Own extends Error { name = 'Own'; }
try { try { null.x; } catch (cause) { throw new Own('outer', { cause }); } } catch (error) { console.log(error.name, error.message, error.cause instanceof TypeError, error.stack.split('\n').length > 1); } finally { console.log('finally'); }
console.log(new AggregateError([new Error('a')], 'many').errors.length);

//: dates and times of UTC
const date = new Date(Date.UTC(2024, 1, 29, 12));
console.log(
  date.toISOString(), date.getUTCDay(), new Date('2024-03-01T00:00:00Z') - date, JSON.stringify({ date }),
  new Date(NaN).getTime(),
);

//: JSON
console.log(
  JSON.stringify({ b: [1, undefined, () => 1], c: undefined, d: 'é' }),
  JSON.parse('{"x":[1,{"y":null}]}', (key, value) => (key === 'y' ? 'revived' : value)).x[1],
  JSON.stringify([1], null, 2),
);
try { JSON.parse('{bad'); } catch (error) { console.log(error.name); }

//: typed arrays and views
const view = new DataView(new ArrayBuffer(8));
view.setInt16(0, -2);
view.setFloat32(4, 1.5, true);
console.log(
  view.getUint16(0), new Uint8Array(view.buffer), Float64Array.of(1, 2).map((n) => n / 2),
  new Uint8ClampedArray([300])[0], new BigInt64Array(1).length,
  new ArrayBuffer(4, { maxByteLength: 8 }).resizable,
);

//: numbers and dates by locale
console.log(
  new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(1234.5),
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Tokyo', dateStyle: 'short' }).format(0),
  new Intl.PluralRules('en').select(1), new Intl.ListFormat('en').format(['a', 'b', 'c']),
  [...'zäa'].sort(new Intl.Collator('sv').compare),
);
console.log(
  (1234567.891).toLocaleString('de-DE'), new Intl.RelativeTimeFormat('en').format(-1, 'day'),
  [...new Intl.Segmenter('en', { granularity: 'word' }).segment('two words')].length,
);

//: WebAssembly is compiled and called
const bytes = Uint8Array.from([0, 97, 115, 109, 1, 0, 0, 0, 1, 7, 1, 96, 2, 127, 127, 1, 127, 3, 2, 1, 0, 7, 7, 1, 3, 97, 100, 100, 0, 0, 10, 9, 1, 7, 0, 32, 0, 32, 1, 106, 11]);
WebAssembly.instantiate(bytes).then(({ instance }) => console.log(instance.exports.add(2, 40), WebAssembly.validate(bytes)));

//: memory of WebAssembly
const memory = new WebAssembly.Memory({ initial: 1, maximum: 4 });
new Uint8Array(memory.buffer)[65535] = 7;
console.log(
  memory.grow(2), memory.buffer.byteLength, new Uint8Array(memory.buffer)[65535],
  new WebAssembly.Table({ initial: 2, element: 'anyfunc' }).length,
);

//: functions get hot and are optimized
function collatz(n) { let steps = 0; while (n !== 1) { n = n % 2 ? 3 * n + 1 : n / 2; steps++; } return steps; }
let best = 0;
for (let i = 1; i < 30000; i++) if (collatz(i) > collatz(best || 1)) best = i;
console.log(best, collatz(best));

//: much garbage is collected
let kept = [];
for (let i = 0; i < 300000; i++) { kept.push({ i, text: 'x' + i }); if (kept.length > 1000) kept = []; }
const registry = new FinalizationRegistry(() => {});
registry.register({}, 1);
console.log(kept.length, process.memoryUsage().heapUsed > 1e6, process.memoryUsage.rss() > 1e7);

//: modules are imported [module]
import fs, { existsSync } from 'node:fs';
import * as path from 'node:path';
const { default: os } = await import('node:os');
console.log(
  existsSync('absent'), path.join('a', 'b'), os.EOL === '\n', typeof import.meta.url,
  fs.existsSync === existsSync, typeof require,
);

//: values are awaited at the top level [module]
import { setTimeout as wait } from 'node:timers/promises';
const first = await wait(2, 'one');
const rest = await Promise.all([wait(1, 'two'), 'three']);
console.log(first, ...rest);
export default first;

//: a module of one's own is imported [module]
import { writeFileSync } from 'node:fs';
writeFileSync('own.mjs', 'export const x = 1; export default (n) => n + x; export let count = 0; export function up() { count++; }');
const own = await import('./own.mjs');
own.up();
console.log(own.default(41), own.count, Object.keys(own));
const data = await import('data:text/javascript,export default 7');
console.log(data.default);

//: a module finds old modules and JSON [module]
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
const require = createRequire(import.meta.url);
writeFileSync('old.cjs', 'exports.x = 1; exports.name = require("path").basename(__filename);');
writeFileSync('data.json', '{"y": 2}');
console.log(require('./old.cjs'), require('./data.json').y, (await import('./old.cjs')).name);

//: modules are required and kept
const fs = require('node:fs');
fs.mkdirSync('node_modules/pack', { recursive: true });
fs.writeFileSync('node_modules/pack/package.json', '{"name": "pack", "main": "entry.js", "exports": {".": "./entry.js", "./part": "./part.js"}}');
fs.writeFileSync('node_modules/pack/entry.js', 'let n = 0; module.exports = () => ++n;');
fs.writeFileSync('node_modules/pack/part.js', 'exports.part = true;');
console.log(
  require('pack')(), require('pack')(), require('pack/part'), require.resolve('pack').endsWith('entry.js'),
  require('node:module').builtinModules.includes('fs'),
);
try { require('pack/hidden'); } catch (error) { console.log(error.code); }
try { require('./absent'); } catch (error) { console.log(error.code); }

//: the surroundings of an old module
console.log(
  typeof module, typeof exports, require.main === module, __filename.split('/').pop(), typeof __dirname,
  this === exports, process.argv.length, globalThis === global,
);
