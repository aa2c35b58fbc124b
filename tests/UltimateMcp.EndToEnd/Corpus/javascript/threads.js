//: a worker answers messages
const { Worker } = require('node:worker_threads');
const worker = new Worker("require('node:worker_threads').parentPort.on('message', (n) => n === null ? process.exit() : require('node:worker_threads').parentPort.postMessage(n * 2))", { eval: true });
worker.on('message', (n) => { console.log(n); worker.postMessage(null); }).on('exit', (code) => console.log('exit', code));
worker.postMessage(21);

//: workers compute at once
const { Worker } = require('node:worker_threads');
const code = "const { parentPort, workerData } = require('node:worker_threads'); let s = 0; for (let i = 0; i < 1e5; i++) s += i % workerData; parentPort.postMessage(s)";
Promise.all([2, 3, 5].map((n) => new Promise((resolve) => new Worker(code, { eval: true, workerData: n }).on('message', resolve)))).then((all) => console.log(all));

//: a worker from a file
const fs = require('node:fs');
const { Worker, isMainThread, threadId } = require('node:worker_threads');
fs.writeFileSync('worker.js', "const { parentPort, isMainThread } = require('node:worker_threads'); parentPort.postMessage([isMainThread, __filename.split('/').pop()]);");
new Worker('./worker.js').on('message', (message) => console.log(message, isMainThread, threadId));

//: shared memory between threads
const { Worker } = require('node:worker_threads');
const shared = new Int32Array(new SharedArrayBuffer(8));
const code = "const { workerData } = require('node:worker_threads'); for (let i = 0; i < 1000; i++) Atomics.add(workerData, 0, 1); Atomics.add(workerData, 1, 1); Atomics.notify(workerData, 1);";
const workers = [1, 2].map(() => new Worker(code, { eval: true, workerData: shared }));
Promise.all(workers.map((worker) => new Promise((resolve) => worker.on('exit', resolve)))).then((codes) => console.log(codes, shared[0], shared[1]));

//: a thread waits for another
const { Worker } = require('node:worker_threads');
const flag = new Int32Array(new SharedArrayBuffer(4));
new Worker("const { workerData } = require('node:worker_threads'); Atomics.store(workerData, 0, 7); Atomics.notify(workerData, 0)", { eval: true, workerData: flag });
console.log(Atomics.wait(flag, 0, 0, 10000) !== 'timed-out', Atomics.load(flag, 0), Atomics.wait(flag, 0, 7, 10));

//: atomics
const cells = new Int32Array(new SharedArrayBuffer(16));
console.log(
  Atomics.add(cells, 0, 5), Atomics.exchange(cells, 0, 9), Atomics.compareExchange(cells, 0, 9, 3),
  Atomics.load(cells, 0), Atomics.or(cells, 1, 6), Atomics.isLockFree(4), cells.buffer.byteLength,
);

//: a worker fails and is ended
const { Worker } = require('node:worker_threads');
new Worker("throw new TypeError('from a worker')", { eval: true }).on('error', (error) => {
  console.log(error.name, error.message);
  const endless = new Worker('for (;;);', { eval: true });
  endless.on('online', async () => console.log(await endless.terminate()));
});

//: buffers are transferred
const { Worker } = require('node:worker_threads');
const data = new Uint8Array([1, 2, 3]);
const worker = new Worker("const { parentPort } = require('node:worker_threads'); parentPort.once('message', (d) => parentPort.postMessage(d.reduce((a, b) => a + b)))", { eval: true });
worker.on('message', (sum) => console.log(sum, data.byteLength));
worker.postMessage(data, [data.buffer]);

//: channels between ports
const { MessageChannel, receiveMessageOnPort, BroadcastChannel } = require('node:worker_threads');
const { port1, port2 } = new MessageChannel();
port1.postMessage({ a: new Map([[1, 2]]) });
console.log(receiveMessageOnPort(port2).message, receiveMessageOnPort(port2));
const [one, two] = [new BroadcastChannel('c'), new BroadcastChannel('c')];
two.onmessage = (event) => { console.log(event.data); one.close(); two.close(); port1.close(); };
one.postMessage('to all');

//: a worker prints and has data of its own
const { Worker, setEnvironmentData } = require('node:worker_threads');
setEnvironmentData('k', 'v');
new Worker("console.log('from the worker', require('node:worker_threads').getEnvironmentData('k'), process.env.GIVEN)", { eval: true, env: { GIVEN: 'yes' } }).on('exit', (code) => console.log('ended', code));

//: a worker with bounded memory
const { Worker } = require('node:worker_threads');
new Worker('const all = []; for (;;) all.push(new Array(10000).fill(1))', { eval: true, resourceLimits: { maxOldGenerationSizeMb: 8 } }).on('error', (error) => console.log(error.code));

//: a pool of threads reads files
const fs = require('node:fs/promises');
(async () => {
  const names = Array.from({ length: 30 }, (_, n) => `f${n}`);
  await Promise.all(names.map((name, n) => fs.writeFile(name, 'x'.repeat(n))));
  const sizes = await Promise.all(names.map(async (name) => (await fs.readFile(name)).length));
  await Promise.all(names.map((name) => fs.unlink(name)));
  console.log(sizes.reduce((a, b) => a + b));
})();
