import { test } from "node:test";
import assert from "node:assert/strict";

/**
 * A cache with a fixed capacity. Reading an entry makes it the most recent one.
 */
export class LruCache {
  #entries = new Map();
  #capacity;
  #hits = 0;
  #misses = 0;

  constructor(capacity) {
    if (!Number.isInteger(capacity) || capacity < 1) {
      throw new RangeError(`capacity must be a positive integer, got ${capacity}`);
    }
    this.#capacity = capacity;
  }

  get size() {
    return this.#entries.size;
  }

  get stats() {
    const total = this.#hits + this.#misses;
    return {
      hits: this.#hits,
      misses: this.#misses,
      ratio: total === 0 ? 0 : this.#hits / total,
    };
  }

  has(key) {
    return this.#entries.has(key);
  }

  get(key, fallback = undefined) {
    if (!this.#entries.has(key)) {
      this.#misses++;
      return fallback;
    }
    const value = this.#entries.get(key);
    this.#entries.delete(key);
    this.#entries.set(key, value);
    this.#hits++;
    return value;
  }

  set(key, value) {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size > this.#capacity) {
      const [oldest] = this.#entries.keys();
      this.#entries.delete(oldest);
    }
    return this;
  }

  clear() {
    this.#entries.clear();
    this.#hits = this.#misses = 0;
  }

  *[Symbol.iterator]() {
    yield* this.#entries;
  }
}

test("drops the entry that was used longest ago", () => {
  const cache = new LruCache(2);
  cache.set("a", 1).set("b", 2);
  cache.get("a");
  cache.set("c", 3);
  assert.equal(cache.has("b"), false);
  assert.deepEqual([...cache], [
    ["a", 1],
    ["c", 3],
  ]);
});

test("counts hits and misses", () => {
  const cache = new LruCache(1);
  cache.set("x", 10);
  assert.equal(cache.get("x"), 10);
  assert.equal(cache.get("y", -1), -1);
  assert.deepEqual(cache.stats, { hits: 1, misses: 1, ratio: 0.5 });
});

test("refuses a bad capacity", () => {
  for (const bad of [0, -1, 1.5, NaN, "3"]) {
    assert.throws(() => new LruCache(bad), RangeError);
  }
});
