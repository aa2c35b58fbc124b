//: modules of node in both spellings
import * as os from 'os';
import path, { posix, type ParsedPath } from 'node:path';
const parsed: ParsedPath = path.parse('/a/b.c.txt');
console.log(parsed.name, parsed.ext, posix.relative('/a/b', '/a/c'), os.EOL === '\n', typeof os.cpus().length);

//: what a module knows of itself [module]
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
console.log(basename(fileURLToPath(import.meta.url)).split('.')[0], typeof import.meta.resolve, this, typeof globalThis);

//: what CommonJS knows of itself
const { basename } = require('node:path') as typeof import('node:path');
console.log(basename(__filename).split('.')[0], require.main === module, typeof exports, this === module.exports);

//: assertions
import assert, { AssertionError } from 'node:assert/strict';
assert.deepEqual({ a: [1, new Map([[1, 2]])] }, { a: [1, new Map([[1, 2]])] });
assert.throws((): never => { throw new TypeError('bad'); }, TypeError);
try { assert.equal<number>(1, 2); } catch (error) { console.log(error instanceof AssertionError, (error as AssertionError).code); }

//: scripts in a context of their own
import { createContext, runInContext, Script } from 'node:vm';
const context = createContext({ n: 20, list: [] as number[] });
console.log(runInContext('list.push(n); n += 1; n * 2', context), context, new Script('1 + 1').runInThisContext() as number);

//: hashes and signatures
import { createHash, createHmac, createSign, createVerify, generateKeyPairSync, randomUUID, timingSafeEqual } from 'node:crypto';
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const signature: Buffer = createSign('sha256').update('text').sign(privateKey);
console.log(createHash('sha256').update('abc').digest('hex'), createHmac('sha1', 'key').update('abc').digest('base64'), createVerify('sha256').update('text').verify(publicKey, signature), randomUUID().length, timingSafeEqual(Buffer.from('a'), Buffer.from('a')));

//: a cipher there and back
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
const key: Buffer = scryptSync('password', 'salt', 32, { N: 1024 }), iv = randomBytes(12);
const cipher = createCipheriv('aes-256-gcm', key, iv);
const secret = Buffer.concat([cipher.update('plain', 'utf8'), cipher.final()]);
const decipher = createDecipheriv('aes-256-gcm', key, iv).setAuthTag(cipher.getAuthTag());
console.log(decipher.update(secret, undefined, 'utf8') + decipher.final('utf8'), key.toString('hex').slice(0, 16));

//: cryptography of the web [module]
const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 128 }, true, ['encrypt', 'decrypt']);
const iv = crypto.getRandomValues(new Uint8Array(12));
const sealed: ArrayBuffer = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode('sealed'));
console.log(new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed)), Buffer.from(await crypto.subtle.digest('SHA-1', new Uint8Array(0))).toString('hex'));

//: arguments that are parsed
import { parseArgs } from 'node:util';
const { values, positionals } = parseArgs({ args: ['-v', '--name', 'x', 'file'], options: { verbose: { type: 'boolean', short: 'v' }, name: { type: 'string' } }, allowPositionals: true });
console.log(values.verbose, values.name satisfies string | undefined, positionals);

//: a WebAssembly module from bytes
const bytes = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 7, 1, 96, 2, 127, 127, 1, 127, 3, 2, 1, 0, 7, 7, 1, 3, 97, 100, 100, 0, 0, 10, 9, 1, 7, 0, 32, 0, 32, 1, 106, 11]);
WebAssembly.instantiate(bytes).then(({ instance }: WebAssembly.WebAssemblyInstantiatedSource) => console.log((instance.exports.add as (a: number, b: number) => number)(2, 40)));

//: functions that are mocked
import { mock } from 'node:test';
const twice = mock.fn((n: number): number => n * 2);
const clock = { now: (): number => 5 };
mock.method(clock, 'now', () => 7);
console.log(twice(4), twice.mock.calls[0]!.arguments, twice.mock.callCount(), clock.now());

//: what the process tells
console.log(process.argv.length >= 2, typeof process.pid, process.platform, process.env.LANG, process.exitCode, process.uptime() > 0, process.memoryUsage().heapUsed > 0, typeof process.hrtime.bigint());

//: an exit code that is set
process.exitCode = 0 as number;
const umask: number = process.umask(0o022);
console.log(typeof umask, process.version.startsWith('v'), process.title.length > 0, process.execArgv.every((flag: string) => flag.startsWith('-') || flag.startsWith('/')));

//: diagnostics and performance
import { channel } from 'node:diagnostics_channel';
import { performance, PerformanceObserver } from 'node:perf_hooks';
const topic = channel('topic');
topic.subscribe((message: unknown, name: string | symbol) => console.log(message, name));
topic.publish({ a: 1 });
new PerformanceObserver((list) => console.log(list.getEntries().map(({ name }) => name))).observe({ entryTypes: ['mark'] });
performance.mark('begin');

//: text of the heap and of values
import { deserialize, getHeapStatistics, serialize } from 'node:v8';
const copy = deserialize(serialize({ a: new Map<number, bigint>([[1, 2n]]), d: new Date(0) })) as { a: Map<number, bigint>; d: Date };
console.log(copy.a.get(1), copy.d.getTime(), getHeapStatistics().heap_size_limit > 0);
