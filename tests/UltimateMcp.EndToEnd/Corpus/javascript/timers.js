//: timeouts fire in order
setTimeout(() => console.log('third'), 30);
setTimeout(() => console.log('second'), 10);
setTimeout(() => setImmediate(() => console.log('immediate')), 50);
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('microtask'));
console.log('first');

//: an interval is cleared
let n = 0;
const timer = setInterval(() => { if (++n === 3) { clearInterval(timer); console.log(n); } }, 2);
const never = setTimeout(() => console.log('never'), 5);
clearTimeout(never);

//: timers as promises
const { setTimeout: wait, setInterval: every, scheduler } = require('node:timers/promises');
(async () => {
  console.log(await wait(5, 'waited'));
  let n = 0;
  for await (const value of every(2, 'v')) if (++n === 2) { console.log(value, n); break; }
  await scheduler.wait(1);
  console.log(await wait(10000, 0, { signal: AbortSignal.timeout(10) }).catch((error) => error.name));
})();

//: timers that do not hold the end
setTimeout(() => console.log('never'), 60000).unref();
const timer = setTimeout(() => {}, 1);
console.log(timer.hasRef(), timer.refresh() === timer);

//: clocks
const { performance } = require('node:perf_hooks');
const start = process.hrtime.bigint();
const before = performance.now();
while (performance.now() - before < 5);
console.log(
  process.hrtime.bigint() - start > 4000000n, Date.now() > 1.6e12, process.uptime() > 0,
  performance.timeOrigin > 1.6e12, process.hrtime().length,
);

//: marks and measures
const { performance, PerformanceObserver, createHistogram } = require('node:perf_hooks');
new PerformanceObserver((list, self) => { console.log(list.getEntries().map((entry) => entry.name)); self.disconnect(); }).observe({ entryTypes: ['measure'] });
performance.mark('a');
performance.mark('b');
performance.measure('a to b', 'a', 'b');
const histogram = createHistogram();
histogram.record(5);
console.log(histogram.max, performance.eventLoopUtilization().utilization <= 1, performance.timerify((x) => x + 1)(1));

//: the delay of the event loop
const { monitorEventLoopDelay } = require('node:perf_hooks');
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
setTimeout(() => { delay.disable(); console.log(delay.min >= 0, delay.count >= 0); }, 30);

//: aborting
const controller = new AbortController();
controller.signal.addEventListener('abort', () => console.log('aborted', controller.signal.reason.message), { once: true });
controller.abort(new Error('why'));
console.log(controller.signal.aborted, AbortSignal.any([controller.signal]).aborted);
try { controller.signal.throwIfAborted(); } catch (error) { console.log(error.message); }

//: promises are combined
(async () => {
  console.log(
    await Promise.all([1, Promise.resolve(2)]), await Promise.race([new Promise(() => {}), 'won']),
    await Promise.any([Promise.reject(new Error('x')), 3]),
  );
  console.log((await Promise.allSettled([1, Promise.reject(new Error('y'))])).map((one) => one.status));
  await Promise.any([Promise.reject(new Error('z'))]).catch((error) => console.log(error.constructor.name, error.errors.length));
})();

//: generators and asynchronous iteration
function* squares(n) { for (let i = 0; i < n; i++) yield i * i; }
async function* later(items) { for (const item of items) { await null; yield item; } }
(async () => {
  console.log([...squares(4)], Array.from({ length: 2 }, (_, i) => i));
  for await (const value of later(['a', 'b'])) console.log(value);
})();

//: who wraps emit hears of the end after all listeners
const { emit } = process;
process.emit = function (name, ...rest) {
  const heard = emit.call(this, name, ...rest);
  if (name === 'exit') require('node:fs').writeSync(1, 'after the end\n');
  return heard;
};
console.log('at work');

//: listeners of the end are all called, also one that is added by another
process.once('beforeExit', () => { console.log('before'); setTimeout(() => console.log('not yet'), 5); });
process.on('beforeExit', () => process.on('exit', (code) => { console.log('last', code); }));
process.on('exit', (code) => console.log('first', code));
