//: a thread that answers
import { Worker } from 'node:worker_threads';
const worker = new Worker('const { parentPort, workerData } = require("node:worker_threads"); parentPort.postMessage(workerData.n * 2);', { eval: true, workerData: { n: 21 } });
worker.on('message', (answer: number) => console.log(answer)).on('exit', (code: number) => console.log('exit', code));

//: memory that threads share [module]
import { Worker } from 'node:worker_threads';
import { once } from 'node:events';
const shared = new Int32Array(new SharedArrayBuffer(8));
const code: string = 'const { workerData } = require("node:worker_threads"); for (let i = 0; i < 1000; i++) Atomics.add(workerData, 0, 1);';
await Promise.all(Array.from({ length: 3 }, () => once(new Worker(code, { eval: true, workerData: shared }), 'exit')));
console.log(Atomics.load(shared, 0), Atomics.wait(shared, 1, 0, 1));

//: channels between ports
import { MessageChannel, receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
const { port1, port2 }: { port1: MessagePort; port2: MessagePort } = new MessageChannel();
port1.postMessage({ a: new Uint8Array([1, 2]) });
console.log(receiveMessageOnPort(port2)!.message, receiveMessageOnPort(port2));

//: a thread that fails
import { Worker } from 'node:worker_threads';
new Worker('throw new RangeError("inside")', { eval: true }).on('error', (error: Error) => console.log(error.name, error.message)).on('exit', (code: number) => console.log(code));

//: a buffer that is moved to a thread [module]
import { Worker } from 'node:worker_threads';
import { once } from 'node:events';
const buffer = new ArrayBuffer(16);
const worker = new Worker('require("node:worker_threads").parentPort.once("message", function (b) { this.postMessage(b.byteLength); this.unref(); })', { eval: true });
worker.postMessage(buffer, [buffer]);
const [size] = (await once(worker, 'message')) as [number];
console.log(size, buffer.byteLength);
await worker.terminate();

//: a thread of TypeScript without types [module]
import { isMainThread, threadId, Worker } from 'node:worker_threads';
const worker = new Worker(new URL('data:text/javascript,import { parentPort, threadId } from "node:worker_threads"; parentPort.postMessage(threadId > 0);'));
worker.on('message', (inThread: boolean) => console.log(inThread, isMainThread, threadId));
