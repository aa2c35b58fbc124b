//: words of a text by frequency
const text: string = 'the cat and the dog and the bird';
const counts: Record<string, number> = {};
for (const word of text.split(' ')) counts[word] = (counts[word] ?? 0) + 1;
console.log(Object.entries(counts).sort(([a, m]: [string, number], [b, n]: [string, number]) => n - m || a.localeCompare(b)));

//: regular expressions with named groups
const pattern: RegExp = /(?<year>\d{4})-(?<month>\d\d)/dg;
for (const match of '2024-05 and 2025-06'.matchAll(pattern)) { const { year, month } = match.groups as { year: string; month: string }; console.log(+year + +month, match.indices![0]); }

//: numbers beyond 2 to the 53
const factorial = (n: bigint): bigint => (n < 2n ? 1n : n * factorial(n - 1n));
console.log(factorial(30n), BigInt.asIntN(8, 200n), 7n / 2n, (-7n) % 3n, typeof 1n);

//: typed arrays and views of their bytes
const bytes: Uint8Array = new Uint8Array([1, 2, 3, 4]);
const view: DataView = new DataView(bytes.buffer);
console.log(view.getUint16(0), view.getUint16(0, true), new Float32Array([1.5, 2.25]).map((x) => x * 2), bytes.subarray(1, 3));

//: formats of numbers and dates
const date: Date = new Date(Date.UTC(2024, 1, 29, 12, 30));
console.log(date.toISOString(), (1234.5).toFixed(2), (255).toString(2), new Intl.NumberFormat('en-US').format(1234567.891), new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'long' }).format(date));

//: text of many scripts
const segments: string[] = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment('né👩‍👧x')].map(({ segment }) => segment);
console.log(segments.length, 'é'.normalize('NFD').length, 'ǆ'.toUpperCase(), ['ä', 'a', 'z'].sort(new Intl.Collator('de').compare), 'İ'.toLowerCase().length);

//: JSON with a replacer and a reviver
interface Record1 { when: Date; tags: Set<string> }
const record: Record1 = { when: new Date(0), tags: new Set(['a', 'b']) };
const json: string = JSON.stringify(record, (_key: string, value: unknown) => (value instanceof Set ? [...value] : value), 1);
console.log(json, JSON.parse(json, (key: string, value: any) => (key === 'tags' ? new Set(value) : value)));

//: templates with a tag
function escape(strings: TemplateStringsArray, ...values: unknown[]): string { return strings.raw.reduce((all, part, i) => all + part + (i < values.length ? String(values[i]).replace(/</g, '&lt;') : ''), ''); }
console.log(escape`<b>${'<i>'}</b>\n${3}`);

//: a parser of arithmetic
class Parser {
  private at = 0;
  constructor(private readonly text: string) {}
  sum(): number { let value = this.product(); while (/[+-]/.test(this.text[this.at] ?? '')) value += this.text[this.at++] === '+' ? this.product() : -this.product(); return value; }
  private product(): number { let value = this.atom(); while (/[*/]/.test(this.text[this.at] ?? '')) value = this.text[this.at++] === '*' ? value * this.atom() : value / this.atom(); return value; }
  private atom(): number { if (this.text[this.at] === '(') { this.at++; const value = this.sum(); this.at++; return value; } const start = this.at; while (/\d/.test(this.text[this.at] ?? '')) this.at++; return Number(this.text.slice(start, this.at)); }
}
console.log(['1+2*3', '(1+2)*3', '8/2/2-1'].map((text) => new Parser(text).sum()));

//: Roman numerals there and back
const roman: [string, number][] = [['M', 1000], ['CM', 900], ['D', 500], ['CD', 400], ['C', 100], ['XC', 90], ['L', 50], ['XL', 40], ['X', 10], ['IX', 9], ['V', 5], ['IV', 4], ['I', 1]];
const write = (n: number): string => roman.reduce(([text, rest]: [string, number], [sign, value]): [string, number] => [text + sign.repeat(Math.floor(rest / value)), rest % value], ['', n])[0];
console.log([4, 1994, 3888].map(write));

//: matrices of numbers
type Matrix = number[][];
const multiply = (a: Matrix, b: Matrix): Matrix => a.map((row) => b[0]!.map((_, j) => row.reduce((sum, x, k) => sum + x * b[k]![j]!, 0)));
const power = (m: Matrix, n: number): Matrix => (n === 1 ? m : n % 2 ? multiply(m, power(m, n - 1)) : power(multiply(m, m), n / 2));
console.log(power([[1, 1], [1, 0]], 30));

//: buffers in several encodings
const buffer: Buffer = Buffer.from('héllo', 'utf8');
console.log(buffer.toString('base64'), buffer.toString('hex'), Buffer.from('aGk=', 'base64').toString(), Buffer.concat([buffer, Buffer.alloc(2)]).length, buffer.readUInt16BE(0));

//: decoders of text
const decoder: TextDecoder = new TextDecoder('utf-16le');
console.log(decoder.decode(new Uint8Array([104, 0, 105, 0])), new TextEncoder().encode('€'), new TextDecoder('utf-8', { fatal: false }).decode(new Uint8Array([255, 65])));

//: URLs and their parameters
const url: URL = new URL('../b?x=1&y=a%20b#h', 'https://example.org/a/c/');
url.searchParams.append('z', 'ü');
console.log(url.href, url.pathname, [...url.searchParams.keys()], URL.canParse('nope'), encodeURIComponent('a/b?'));

//: a table on the console
interface Row { name: string; count: number }
const rows: Row[] = [{ name: 'a', count: 1 }, { name: 'b', count: 22 }];
console.table(rows);
console.group('group');
console.log('%s has %d of %o', 'x', 3, [1]);
console.groupEnd();

//: an inspected object
import { inspect, format, types, isDeepStrictEqual } from 'node:util';
class Own { [inspect.custom](): string { return '<own>'; } }
console.log(inspect({ a: { b: { c: { d: 1 } } } }, { depth: 1 }), inspect(new Own()), format('%j', { a: 1 }), types.isRegExp(/x/), isDeepStrictEqual([1], [1]));

//: arithmetic of floating point
const numbers: number[] = [0.1 + 0.2, 1 / 3, Number.EPSILON, 5e-324, -0, NaN, Infinity];
console.log(numbers, numbers.map((n) => Object.is(n, -0)), Math.hypot(3, 4), Math.trunc(-2.5), Math.sign(-3), (0.1).toPrecision(20));

//: a Caesar cipher and its key
const shift = (text: string, by: number): string => text.replace(/[a-z]/gi, (letter: string) => { const base = letter <= 'Z' ? 65 : 97; return String.fromCharCode((letter.charCodeAt(0) - base + by + 26) % 26 + base); });
console.log(shift('Hello, World', 3), shift(shift('Hello, World', 3), -3));

//: Levenshtein distance
const distance = (a: string, b: string): number => { let row: number[] = Array.from({ length: b.length + 1 }, (_, i) => i); for (let i = 1; i <= a.length; i++) { const next = [i]; for (let j = 1; j <= b.length; j++) next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + Number(a[i - 1] !== b[j - 1]))); row = next; } return row[b.length]!; };
console.log(distance('kitten', 'sitting'), distance('', 'abc'));
