//: a transform in a pipeline [module]
import { Readable, Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
class Upper extends Transform { override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void { done(null, chunk.toString().toUpperCase()); } }
let text = '';
await pipeline(Readable.from(['a', 'b', 'c']), new Upper(), async (source: AsyncIterable<Buffer>) => { for await (const chunk of source) text += chunk; });
console.log(text);

//: lines of a stream [module]
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
const lines: string[] = [];
for await (const line of createInterface({ input: Readable.from(['one\ntw', 'o\nthree']) })) lines.push(line);
console.log(lines);

//: a file through gzip and back [module]
import { createReadStream, createWriteStream, writeFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
const text: string = 'many words '.repeat(1000);
writeFileSync('plain.txt', text);
await pipeline(createReadStream('plain.txt'), createGzip(), createWriteStream('packed.gz'));
let back = '';
for await (const chunk of createReadStream('packed.gz').pipe(createGunzip()) as AsyncIterable<Buffer>) back += chunk.toString();
console.log(back === text, back.length);

//: web streams [module]
const stream = new ReadableStream<number>({ start(controller: ReadableStreamDefaultController<number>) { for (const n of [1, 2, 3]) controller.enqueue(n); controller.close(); } });
const doubled = stream.pipeThrough(new TransformStream<number, string>({ transform: (n, controller) => controller.enqueue(`<${n * 2}>`) }));
const parts: string[] = [];
for await (const part of doubled as unknown as AsyncIterable<string>) parts.push(part);
console.log(parts.join(''));

//: compression in memory of each kind
import * as zlib from 'node:zlib';
const data: Buffer = Buffer.from('abc'.repeat(500));
const pairs: [(b: Buffer) => Buffer, (b: Buffer) => Buffer][] = [[zlib.gzipSync, zlib.gunzipSync], [zlib.deflateSync, zlib.inflateSync], [zlib.deflateRawSync, zlib.inflateRawSync], [zlib.brotliCompressSync, zlib.brotliDecompressSync]];
console.log(pairs.map(([pack, unpack]) => { const packed = pack(data); return packed.length < 100 && unpack(packed).equals(data); }));

//: helpers of streams [module]
import { Readable } from 'node:stream';
const result: number[] = await Readable.from([1, 2, 3, 4]).filter((n: number) => n % 2 === 0).map((n: number) => n * 10).toArray();
console.log(result, await Readable.from([1, 2, 3]).reduce((sum: number, n: number) => sum + n, 0));

//: a stream that is slower than its source [module]
import { Writable } from 'node:stream';
import { once } from 'node:events';
let written = 0, waited = 0;
const slow = new Writable({ highWaterMark: 8, write(chunk: Buffer, _encoding, done: () => void) { written += chunk.length; setImmediate(done); } });
for (let i = 0; i < 10; i++) if (!slow.write('12345')) { waited++; await once(slow, 'drain'); }
slow.end();
await once(slow, 'finish');
console.log(written, waited > 0);

//: standard output by every way
import { writeSync } from 'node:fs';
writeSync(1, 'one\n');
process.stdout.write('two\n', () => console.info('three'));

//: standard input that is empty [module]
const chunks: string[] = [];
process.stdin.setEncoding('utf8');
for await (const chunk of process.stdin as AsyncIterable<string>) chunks.push(chunk);
console.log(chunks.length, process.stdin.readableEnded);

//: blobs and forms [module]
const blob: Blob = new Blob(['he', new Uint8Array([108, 108]), 'o'], { type: 'text/plain' });
const form = new FormData();
form.set('name', 'value');
form.append('file', blob, 'f.txt');
console.log(blob.size, await blob.text(), await blob.slice(1, 3).text(), [...form.keys()], (form.get('file') as File).name);
