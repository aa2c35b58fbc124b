import { setTimeout as sleep } from "node:timers/promises";

export type Task<T> = (signal: AbortSignal) => Promise<T>;

export class Semaphore {
  private free: number;
  private readonly waiting: (() => void)[] = [];

  constructor(count: number) {
    this.free = count;
  }

  async acquire(): Promise<Disposable> {
    if (this.free > 0) {
      this.free -= 1;
    } else {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    let released = false;
    return {
      [Symbol.dispose]: () => {
        if (released) return;
        released = true;
        const next = this.waiting.shift();
        if (next) next();
        else this.free += 1;
      },
    };
  }
}

export interface RetryOptions {
  attempts?: number;
  delay?: number | ((attempt: number) => number);
  retryable?: (error: unknown) => boolean;
}

export async function retry<T>(
  task: Task<T>,
  signal: AbortSignal,
  { attempts = 3, delay = (attempt) => 2 ** attempt, retryable = () => true }: RetryOptions = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await task(signal);
    } catch (error) {
      if (attempt >= attempts || signal.aborted || !retryable(error)) throw error;
      const pause = typeof delay === "number" ? delay : delay(attempt);
      await sleep(pause, undefined, { signal });
    }
  }
}

type Settled<T> = { ok: true; value: T } | { ok: false; error: unknown };

export async function runAll<T>(tasks: Iterable<Task<T>>, concurrency: number, timeout: number): Promise<Settled<T>[]> {
  const semaphore = new Semaphore(concurrency);
  const signal = AbortSignal.timeout(timeout);

  async function runOne(task: Task<T>): Promise<Settled<T>> {
    using _permit = await semaphore.acquire();
    try {
      return { ok: true, value: await retry(task, signal) };
    } catch (error) {
      return { ok: false, error };
    }
  }

  return Promise.all(Array.from(tasks, runOne));
}

export function partition<T>(results: readonly Settled<T>[]): [values: T[], errors: unknown[]] {
  const values: T[] = [];
  const errors: unknown[] = [];
  for (const result of results) {
    if (result.ok) values.push(result.value);
    else errors.push(result.error);
  }
  return [values, errors];
}

const failures = new Map<number, number>();

const tasks = [3, 1, 4, 1, 5].map(
  (n, index): Task<string> =>
    async (signal) => {
      await sleep(n, undefined, { signal });
      const failed = failures.get(index) ?? 0;
      if (failed < index) {
        failures.set(index, failed + 1);
        throw new Error(`task ${index} failed ${failed + 1} times`);
      }
      return `task ${index}: ${n}`;
    },
);

const [values, errors] = partition(await runAll(tasks, 2, 1000));
console.log(values.join("\n"));
for (const error of errors) {
  console.error(error instanceof Error ? error.message : error);
}
