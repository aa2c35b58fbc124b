export interface CacheOptions<K, V> {
  readonly capacity: number;
  readonly ttl?: number;
  readonly onEvict?: (key: K, value: V, reason: EvictReason) => void;
  readonly now?: () => number;
}

export type EvictReason = "capacity" | "expired" | "deleted";

interface Entry<V> {
  value: V;
  expires: number;
}

export class ExpiringCache<K, V> implements Iterable<readonly [K, V]> {
  readonly #entries = new Map<K, Entry<V>>();
  readonly #capacity: number;
  readonly #ttl: number;
  readonly #now: () => number;
  readonly #onEvict: ((key: K, value: V, reason: EvictReason) => void) | undefined;

  constructor({ capacity, ttl = Infinity, now = Date.now, onEvict }: CacheOptions<K, V>) {
    if (capacity < 1) {
      throw new RangeError("capacity must be at least 1");
    }
    this.#capacity = capacity;
    this.#ttl = ttl;
    this.#now = now;
    this.#onEvict = onEvict;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: K): V | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) {
      return undefined;
    }
    if (entry.expires <= this.#now()) {
      this.#drop(key, entry, "expired");
      return undefined;
    }
    // the most recent entry moves to the end of the map
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  set(key: K, value: V, ttl: number = this.#ttl): this {
    this.#entries.delete(key);
    this.#entries.set(key, { value, expires: this.#now() + ttl });
    while (this.#entries.size > this.#capacity) {
      const [oldest] = this.#entries;
      if (!oldest) break;
      this.#drop(oldest[0], oldest[1], "capacity");
    }
    return this;
  }

  delete(key: K): boolean {
    const entry = this.#entries.get(key);
    if (!entry) return false;
    this.#drop(key, entry, "deleted");
    return true;
  }

  async getOrLoad(key: K, load: (key: K) => Promise<V>): Promise<V> {
    const known = this.get(key);
    if (known !== undefined) return known;
    const value = await load(key);
    this.set(key, value);
    return value;
  }

  *[Symbol.iterator](): IterableIterator<readonly [K, V]> {
    const now = this.#now();
    for (const [key, { value, expires }] of this.#entries) {
      if (expires > now) yield [key, value] as const;
    }
  }

  #drop(key: K, entry: Entry<V>, reason: EvictReason): void {
    this.#entries.delete(key);
    this.#onEvict?.(key, entry.value, reason);
  }
}

let clock = 0;
const evicted: string[] = [];
const cache = new ExpiringCache<string, number>({
  capacity: 2,
  ttl: 10,
  now: () => clock,
  onEvict: (key, value, reason) => evicted.push(`${key}=${value} ${reason}`),
});
cache.set("a", 1).set("b", 2).set("c", 3);
clock = 11;
console.log(cache.get("b"), [...cache], evicted);
