import { setTimeout as delay } from "node:timers/promises";

export class TaskQueue {
  #running = 0;
  #waiting = [];
  #concurrency;
  #idle = [];

  constructor(concurrency = 4) {
    this.#concurrency = concurrency;
  }

  get pending() {
    return this.#waiting.length + this.#running;
  }

  add(task, { priority = 0 } = {}) {
    return new Promise((resolve, reject) => {
      const entry = { task, priority, resolve, reject };
      const index = this.#waiting.findIndex((other) => other.priority < priority);
      if (index === -1) {
        this.#waiting.push(entry);
      } else {
        this.#waiting.splice(index, 0, entry);
      }
      this.#next();
    });
  }

  onIdle() {
    if (this.pending === 0) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers();
    this.#idle.push(resolve);
    return promise;
  }

  #next() {
    while (this.#running < this.#concurrency && this.#waiting.length > 0) {
      const { task, resolve, reject } = this.#waiting.shift();
      this.#running++;
      Promise.try(task)
        .then(resolve, reject)
        .finally(() => {
          this.#running--;
          this.#next();
          if (this.pending === 0) {
            for (const wake of this.#idle.splice(0)) wake();
          }
        });
    }
  }
}

export async function retry(task, { attempts = 3, base = 50, factor = 2, signal } = {}) {
  const errors = [];
  for (let attempt = 1; attempt <= attempts; attempt++) {
    signal?.throwIfAborted();
    try {
      return await task(attempt);
    } catch (error) {
      errors.push(error);
      if (attempt < attempts) {
        const pause = base * factor ** (attempt - 1);
        await delay(pause + Math.random() * pause * 0.1, undefined, { signal });
      }
    }
  }
  throw new AggregateError(errors, `failed after ${attempts} attempts`);
}

const queue = new TaskQueue(2);
const results = await Promise.allSettled(
  ["one", "two", "three", "four"].map((name, index) =>
    queue.add(
      () =>
        retry(async (attempt) => {
          await delay(5);
          if (name === "three" || attempt <= index % 2) throw new Error(`${name} failed`);
          return `${name} done`;
        }, { base: 1 }),
      { priority: index },
    ),
  ),
);
await queue.onIdle();

for (const { status, value, reason } of results) {
  console.log(status === "fulfilled" ? value : `${reason.message}: ${reason.errors.length} errors`);
}
