// Loaded by `node --import` before the tests: tells each test at once, because what the reporter gets comes late, and not at all if
// the process ends. What is sent here counts only then.
import { createRequire } from 'node:module';
import { isMainThread } from 'node:worker_threads';
import { afterEach, beforeEach } from 'node:test';

if (isMainThread) {
  const channel = createRequire(import.meta.url)('./test-channel.cjs');
  const started = new WeakMap();
  let last = 0;

  process.once('beforeExit', () => {
    channel.sawBeforeExit = true;
  });
  beforeEach((test) => {
    if (typeof test.fullName === 'string') {
      started.set(test, [++last, performance.now()]);
      channel.send('start', { id: last, name: channel.text(test.fullName), file: channel.relative(channel.main) });
    }
  });
  afterEach((test) => {
    if (started.has(test)) {
      const [id, began] = started.get(test);
      const failed = test.passed === false;
      channel.send('end', {
        id,
        outcome: failed ? 'failed' : 'passed',
        ms: Math.round(performance.now() - began),
        message: failed ? channel.messageOf(test.error) : undefined,
        ...(failed ? channel.placeOf(channel.causeOf(test.error)) : {}),
      });
    }
  });
}
