//: promises all at once and one by one
const later = <T>(value: T, ms = 1): Promise<T> => new Promise<T>((resolve) => setTimeout(resolve, ms, value));
(async (): Promise<void> => {
  console.log(await Promise.all([later(1, 5), later('two'), 3] as const));
  for (const n of [1, 2]) console.log(await later(n * 10));
})();

//: promises that fail
const work = [Promise.resolve(1), Promise.reject(new Error('no')), new Promise<number>((resolve) => setImmediate(resolve, 3))];
Promise.allSettled(work).then((results: PromiseSettledResult<number>[]) => console.log(results.map((result) => (result.status === 'fulfilled' ? result.value : (result.reason as Error).message))));
Promise.any(work).then((value: number) => console.log('any', value));

//: await at the top level [module]
const value: number = await new Promise<number>((resolve) => setTimeout(() => resolve(7), 2));
const { join }: typeof import('node:path') = await import('node:path');
console.log(value, join('a', 'b'), typeof require);

//: asynchronous generators [module]
async function* ticks(count: number): AsyncGenerator<number, void, unknown> { for (let i = 0; i < count; i++) { await null; yield i; } }
const seen: number[] = [];
for await (const tick of ticks(4)) { if (tick === 2) continue; seen.push(tick); }
console.log(seen);

//: an order of microtasks and macrotasks [module]
const order: string[] = [];
setTimeout(() => order.push('timeout'), 0);
queueMicrotask((): void => { order.push('microtask'); });
process.nextTick((word: string) => order.push(word), 'tick');
Promise.resolve('promise').then((word) => order.push(word));
order.push('sync');
setTimeout(() => console.log(order.join(' ')), 10);

//: an abort signal with a timeout [module]
import { setTimeout as delay } from 'node:timers/promises';
const controller = new AbortController();
setTimeout(() => controller.abort(new Error('enough')), 2);
try { await delay(60_000, undefined, { signal: controller.signal }); } catch (error) { console.log((error as Error).name, (controller.signal.reason as Error).message); }
await delay(1);
console.log(await delay(1, 'late'), AbortSignal.abort('x').reason);

//: events with typed names
import { EventEmitter, once } from 'node:events';
interface Events { data: [chunk: string, size: number]; end: [] }
class Source extends EventEmitter<Events> { constructor(private readonly words: string[]) { super(); } flow(): void { for (const word of this.words) this.emit('data', word, word.length); this.emit('end'); } }
const source = new Source(['ab', 'cde']);
source.on('data', (chunk, size) => console.log(chunk, size)).once('end', () => console.log('end', source.listenerCount('data')));
once(source, 'end').then((args: unknown[]) => console.log(args.length));
source.flow();

//: a pool of workers of promises [module]
async function pool<T, R>(items: readonly T[], most: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  await Promise.all(Array.from({ length: most }, async () => { while (next < items.length) { const i = next++; results[i] = await work(items[i]!); } }));
  return results;
}
console.log(await pool([1, 2, 3, 4, 5], 2, async (n) => { await null; return n * n; }));

//: retries with growing pauses [module]
let attempts = 0;
async function retry<T>(act: () => Promise<T>, times: number, pause = 1): Promise<T> { try { return await act(); } catch (error) { if (times <= 1) throw error; await new Promise((resolve) => setTimeout(resolve, pause)); return retry(act, times - 1, pause * 2); } }
console.log(await retry(async () => { if (++attempts < 3) throw new Error(`attempt ${attempts}`); return `after ${attempts}`; }, 5));

//: asynchronous local storage [module]
import { AsyncLocalStorage } from 'node:async_hooks';
const storage = new AsyncLocalStorage<{ id: number }>();
const log = async (): Promise<number> => { await null; return storage.getStore()?.id ?? -1; };
console.log(await Promise.all([1, 2, 3].map((id) => storage.run({ id }, log))), await log());

//: a mutex of promises [module]
class Mutex { #last: Promise<unknown> = Promise.resolve(); run<T>(act: () => Promise<T>): Promise<T> { const next = this.#last.then(act, act); this.#last = next; return next; } }
const mutex = new Mutex();
const trace: string[] = [];
await Promise.all([3, 1, 2].map((n) => mutex.run(async () => { trace.push(`in ${n}`); await null; trace.push(`out ${n}`); })));
console.log(trace.join(', '));

//: callbacks that become promises
import { promisify, callbackify } from 'node:util';
const half = (n: number, done: (error: Error | null, result?: number) => void): void => { setImmediate(() => (n % 2 ? done(new Error('odd')) : done(null, n / 2))); };
const promised: (n: number) => Promise<number | undefined> = promisify(half);
promised(8).then(console.log).then(() => promised(3)).catch((error: Error) => console.log(error.message));
callbackify(async (n: number) => n + 1)(1, (_error: unknown, result: number) => console.log(result));

//: timers that are cleared and repeated
let count = 0;
const interval: NodeJS.Timeout = setInterval((): void => { if (++count === 3) { clearInterval(interval); console.log('three'); } }, 1);
const never = setTimeout(() => console.log('never'), 1);
clearTimeout(never);
setTimeout(() => console.log('unref'), 100_000).unref();

//: an event target with custom events
class Progress extends Event { constructor(readonly percent: number) { super('progress'); } }
const target = new EventTarget();
target.addEventListener('progress', (event) => console.log((event as Progress).percent, event.type), { once: true });
console.log(target.dispatchEvent(new Progress(50)), target.dispatchEvent(new Progress(100)));

//: the exit of a process and its handlers
process.on('exit', (code: number) => console.log('exit', code));
process.once('beforeExit', () => { console.log('before'); setImmediate(() => console.log('again')); });
console.log('begun');

//: an uncaught exception that is handled
process.on('uncaughtException', (error: Error, origin: string) => console.log('caught', error.message, origin));
process.on('unhandledRejection', (reason: unknown) => console.log('rejected', reason));
Promise.reject('reason');
setTimeout((): never => { throw new Error('late'); }, 2);
