type EventMap = Record<string, readonly unknown[]>;
type Listener<A extends readonly unknown[]> = (...args: A) => void;
type Unsubscribe = () => void;

export class Emitter<E extends EventMap> {
  private readonly listeners: { [K in keyof E]?: Set<Listener<E[K]>> } = {};

  on<K extends keyof E>(type: K, listener: Listener<E[K]>): Unsubscribe {
    const set = (this.listeners[type] ??= new Set());
    set.add(listener);
    return () => {
      set.delete(listener);
    };
  }

  once<K extends keyof E>(type: K, listener: Listener<E[K]>): Unsubscribe {
    const off = this.on(type, (...args) => {
      off();
      listener(...args);
    });
    return off;
  }

  emit<K extends keyof E>(type: K, ...args: E[K]): boolean {
    const set = this.listeners[type];
    if (!set || set.size === 0) return false;
    for (const listener of Array.from(set)) {
      listener(...args);
    }
    return true;
  }

  next<K extends keyof E>(type: K, signal?: AbortSignal): Promise<E[K]> {
    return new Promise((resolve, reject) => {
      const off = this.once(type, (...args) => {
        signal?.removeEventListener("abort", abort);
        resolve(args);
      });
      function abort(): void {
        off();
        reject(signal?.reason);
      }
      signal?.addEventListener("abort", abort, { once: true });
    });
  }
}

interface DownloadEvents extends EventMap {
  progress: [done: number, total: number];
  finished: [file: string];
  failed: [reason: Error];
}

class Download extends Emitter<DownloadEvents> {
  constructor(
    readonly file: string,
    private readonly total: number,
  ) {
    super();
  }

  run(step: number): void {
    if (step <= 0) {
      this.emit("failed", new RangeError(`step ${step} is too small`));
      return;
    }
    for (let done = step; done < this.total; done += step) {
      this.emit("progress", done, this.total);
    }
    this.emit("progress", this.total, this.total);
    this.emit("finished", this.file);
  }
}

const download = new Download("archive.zip", 100);
download.on("progress", (done, total) => {
  console.log(`${Math.round((done / total) * 100)} %`);
});
download.once("failed", (reason) => console.error(reason.message));
const finished = download.next("finished");
download.run(40);
void finished.then(([file]) => console.log(file.toUpperCase()));
