//: readable and writable streams
const { Readable, Writable } = require('node:stream');
const seen = [];
Readable.from(['a', 'b', 'c']).pipe(new Writable({ objectMode: true, write(chunk, _, done) { seen.push(chunk); done(); } })).on('finish', () => console.log(seen));

//: transforms in a pipeline
const { Transform, PassThrough, pipeline } = require('node:stream');
const upper = new Transform({ transform(chunk, _, done) { done(null, String(chunk).toUpperCase()); } });
const out = new PassThrough();
pipeline(['one ', 'two'], upper, out, (error) => console.log(error, String(out.read())));

//: back pressure
const { Writable } = require('node:stream');
const slow = new Writable({ highWaterMark: 3, write(chunk, _, done) { setImmediate(done); } });
console.log(slow.write('ab'), slow.write('cd'), slow.writableNeedDrain);
slow.once('drain', () => { console.log('drained'); slow.end(); }).on('finish', () => console.log('finished'));

//: a stream is iterated and mapped
const { Readable } = require('node:stream');
(async () => {
  console.log(
    await Readable.from([1, 2, 3, 4]).filter((n) => n % 2).map((n) => n * 10).toArray(),
    await Readable.from([5, 6]).reduce((a, b) => a + b),
  );
})();

//: an error destroys a pipeline
const { Readable, PassThrough } = require('node:stream');
const { pipeline } = require('node:stream/promises');
const source = new Readable({ read() { this.destroy(new Error('broken')); } });
const target = new PassThrough();
pipeline(source, target).catch((error) => console.log(error.message, target.destroyed));

//: a duplex and its halves
const { Duplex } = require('node:stream');
const echo = new Duplex({ read() {}, write(chunk, _, done) { this.push(chunk); done(); }, final(done) { this.push(null); done(); } });
echo.on('data', (data) => console.log(String(data))).on('end', () => console.log('end'));
echo.end('echoed');

//: web streams
(async () => {
  const doubled = new ReadableStream({ start(c) { [1, 2, 3].forEach((n) => c.enqueue(n)); c.close(); } }).pipeThrough(new TransformStream({ transform(n, c) { c.enqueue(n * 2); } }));
  const got = [];
  for await (const n of doubled) got.push(n);
  console.log(got);
  const text = new Response(new Blob(['web ', 'text']).stream().pipeThrough(new TransformStream()));
  console.log(await text.text());
})();

//: web streams compress
(async () => {
  const packed = new Blob(['x'.repeat(10000)]).stream().pipeThrough(new CompressionStream('gzip'));
  const bytes = await new Response(packed).arrayBuffer();
  const back = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  console.log(bytes.byteLength < 200, (await new Response(back).text()).length);
})();

//: zlib at once
const zlib = require('node:zlib');
const data = Buffer.from('repeat '.repeat(500));
for (const [pack, unpack] of [['gzipSync', 'gunzipSync'], ['deflateSync', 'inflateSync'], ['deflateRawSync', 'inflateRawSync'], ['brotliCompressSync', 'brotliDecompressSync']]) {
  const packed = zlib[pack](data);
  console.log(pack, packed.length < 200, zlib[unpack](packed).equals(data));
}

//: zlib in the background
const zlib = require('node:zlib');
const { promisify } = require('node:util');
(async () => {
  const all = await Promise.all([1, 2, 3, 4].map((n) => promisify(zlib.gzip)(Buffer.alloc(10000, n))));
  console.log((await Promise.all(all.map((one) => promisify(zlib.unzip)(one)))).map((one) => one[0] + one.length));
  console.log(await promisify(zlib.gunzip)(Buffer.from('no gzip')).catch((error) => error.code));
})();

//: brotli with parameters
const zlib = require('node:zlib');
zlib.brotliCompress('a'.repeat(5000), { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } }, (error, packed) => console.log(error, packed.length < 100, zlib.brotliDecompressSync(packed).length));

//: lines are read
const readline = require('node:readline');
const { Readable } = require('node:stream');
(async () => {
  for await (const line of readline.createInterface({ input: Readable.from(['one\ntw', 'o\r\nthree']) })) console.log(line);
})();

//: a question is answered
const readline = require('node:readline/promises');
const { PassThrough } = require('node:stream');
const input = new PassThrough();
const asked = readline.createInterface({ input, output: new PassThrough() });
asked.question('name? ').then((name) => { console.log('hello', name); asked.close(); });
input.write('world\n');

//: stdin ends, stdout and stderr are written
process.stdin.setEncoding('utf8').on('data', (text) => console.log('read', text)).on('end', () => console.log('end of stdin'));
process.stdout.write('written ', () => console.log(process.stdout.isTTY === true, process.stdout.fd));

//: bytes split inside characters
const { StringDecoder } = require('node:string_decoder');
const decoder = new StringDecoder('utf8');
const euro = Buffer.from('€');
console.log(
  decoder.write(euro.subarray(0, 1)) + decoder.write(euro.subarray(1)) + decoder.end(),
  new TextDecoder().decode(euro, { stream: true }),
);

//: a reader of the whole stream
const { text, json, buffer } = require('node:stream/consumers');
const { Readable } = require('node:stream');
(async () => console.log(await text(Readable.from(['a', 'b'])), await json(Readable.from(['{"x":', '1}'])), (await buffer(Readable.from([Buffer.from('z')]))).length))();
