//: a queue of priorities
class Heap<T> {
  private readonly items: T[] = [];
  constructor(private readonly before: (a: T, b: T) => boolean) {}
  get size(): number { return this.items.length; }
  push(item: T): void { let i = this.items.push(item) - 1; for (let p: number; i > 0 && this.before(this.items[i]!, this.items[p = (i - 1) >> 1]!); i = p) [this.items[i], this.items[p]] = [this.items[p]!, this.items[i]!]; }
  pop(): T | undefined {
    const top = this.items[0], last = this.items.pop();
    if (this.items.length > 0) {
      this.items[0] = last!;
      for (let i = 0, c: number; (c = 2 * i + 1) < this.items.length; i = c) { if (c + 1 < this.items.length && this.before(this.items[c + 1]!, this.items[c]!)) c++; if (!this.before(this.items[c]!, this.items[i]!)) break; [this.items[i], this.items[c]] = [this.items[c]!, this.items[i]!]; }
    }
    return top;
  }
}
const heap = new Heap<number>((a, b) => a < b);
[5, 3, 8, 1, 9, 2].forEach((n) => heap.push(n));
const sorted: number[] = [];
while (heap.size) sorted.push(heap.pop()!);
console.log(sorted);

//: a cache of the least recently used
class Cache<K, V> extends Map<K, V> {
  constructor(private readonly most: number) { super(); }
  override get(key: K): V | undefined { const value = super.get(key); if (super.delete(key)) super.set(key, value as V); return value; }
  override set(key: K, value: V): this { super.delete(key); super.set(key, value); if (this.size > this.most) super.delete(this.keys().next().value as K); return this; }
}
const cache = new Cache<string, number>(2);
cache.set('a', 1).set('b', 2);
cache.get('a');
cache.set('c', 3);
console.log([...cache.keys()]);

//: a linked list
type Node<T> = { value: T; next: Node<T> } | null;
const list = <T>(...values: T[]): Node<T> => values.reduceRight<Node<T>>((next, value) => ({ value, next }), null);
function* walk<T>(node: Node<T>): Iterable<T> { for (; node; node = node.next) yield node.value; }
const reversed = <T>(node: Node<T>, done: Node<T> = null): Node<T> => (node ? reversed(node.next, { value: node.value, next: done }) : done);
console.log([...walk(reversed(list(1, 2, 3)))]);

//: a graph and its shortest paths
type Graph = Map<string, Map<string, number>>;
const graph: Graph = new Map([['a', new Map([['b', 7], ['c', 3]])], ['c', new Map([['b', 1], ['d', 8]])], ['b', new Map([['d', 2]])], ['d', new Map()]]);
const distances = new Map<string, number>([['a', 0]]);
const open = new Set<string>(graph.keys());
while (open.size) {
  const next = [...open].reduce((m, n) => ((distances.get(n) ?? Infinity) < (distances.get(m) ?? Infinity) ? n : m));
  open.delete(next);
  for (const [to, weight] of graph.get(next)!) distances.set(to, Math.min(distances.get(to) ?? Infinity, distances.get(next)! + weight));
}
console.log(Object.fromEntries(distances));

//: groups of objects
interface Sale { region: 'north' | 'south'; amount: number }
const sales: readonly Sale[] = [{ region: 'north', amount: 3 }, { region: 'south', amount: 4 }, { region: 'north', amount: 5 }];
const groups = sales.reduce<Partial<Record<Sale['region'], Sale[]>>>((all, sale) => ({ ...all, [sale.region]: [...(all[sale.region] ?? []), sale] }), {});
console.log(Object.entries(groups).map(([region, list]) => `${region} ${list.reduce((sum, { amount }) => sum + amount, 0)}`));

//: sets and their algebra
const union = <T>(...sets: ReadonlySet<T>[]): Set<T> => new Set(sets.flatMap((set) => [...set]));
const common = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): Set<T> => new Set([...a].filter((item) => b.has(item)));
console.log(union(new Set([1, 2]), new Set([2, 3])), common(new Set('abc'), new Set('bcd')));

//: arrays that are copied and changed
const original: readonly number[] = [3, 1, 2];
console.log(original.toSorted((a, b) => b - a), original.toSpliced(1, 1, 9, 9), original.with(-1, 0), original.toReversed(), original, original.findLastIndex((n) => n > 1));

//: sparse and nested arrays
const sparse: (number | undefined)[] = [1, , 3];
const nested: (number | number[])[][] = [[1, [2]], [[3, 4]]];
console.log(sparse.length, 1 in sparse, sparse.map((n) => (n ?? 0) * 2), nested.flat(2), Array.from({ length: 3 }, (_, i: number) => i ** 2), Array.isArray(sparse));

//: weak references and registries
const registry = new FinalizationRegistry<string>(() => {});
let target: object | null = { a: 1 };
registry.register(target, 'token', target);
const weak = new WeakRef(target), set = new WeakSet<object>([target]);
console.log(weak.deref() === target, set.has(target), registry.unregister(target), new WeakMap<object, number>([[target, 5]]).get(target));

//: a clone of what JSON cannot hold
const source = { date: new Date(0), map: new Map([[1, new Set(['x'])]]), error: new RangeError('no'), bytes: new Uint8Array(2), self: null as unknown };
source.self = source;
const copy = structuredClone(source);
console.log(copy.date, copy.map, copy.error.message, copy.self === copy, copy.bytes.length);

//: a state machine from a table
type State = 'idle' | 'running' | 'done';
type Event = 'start' | 'finish' | 'reset';
const transitions: Record<State, Partial<Record<Event, State>>> = { idle: { start: 'running' }, running: { finish: 'done', reset: 'idle' }, done: { reset: 'idle' } };
console.log((['start', 'finish', 'start', 'reset'] as Event[]).reduce<State[]>((states, event) => [...states, transitions[states.at(-1)!][event] ?? states.at(-1)!], ['idle']));

//: a trie of words
class Trie { private readonly children = new Map<string, Trie>(); private end = false;
  add(word: string): void { let node: Trie = this; for (const letter of word) { if (!node.children.has(letter)) node.children.set(letter, new Trie()); node = node.children.get(letter)!; } node.end = true; }
  *words(prefix = ''): Generator<string> { if (this.end) yield prefix; for (const [letter, node] of this.children) yield* node.words(prefix + letter); } }
const trie = new Trie();
for (const word of ['to', 'tea', 'ten', 'i', 'in']) trie.add(word);
console.log([...trie.words()]);

//: memoized functions with their arguments' types
const memoize = <A extends readonly (string | number)[], R>(f: (...args: A) => R): ((...args: A) => R) => { const known = new Map<string, R>(); return (...args) => { const key = JSON.stringify(args); if (!known.has(key)) known.set(key, f(...args)); return known.get(key)!; }; };
const fibonacci: (n: number) => number = memoize((n: number): number => (n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2)));
console.log(fibonacci(70));

//: composed and curried functions
const pipe = <T>(...steps: ((value: T) => T)[]) => (value: T): T => steps.reduce((result, step) => step(result), value);
const add = (a: number) => (b: number): number => a + b;
console.log(pipe<number>(add(1), (n) => n * 2, add(-3))(5), pipe<string>()('x'));

//: permutations and combinations
function* permutations<T>(items: T[]): Generator<T[]> { if (items.length < 2) yield items; else for (const [i, item] of items.entries()) for (const rest of permutations(items.toSpliced(i, 1))) yield [item, ...rest]; }
const combinations = <T>(items: T[], k: number): T[][] => (k === 0 ? [[]] : items.flatMap((item, i) => combinations(items.slice(i + 1), k - 1).map((rest) => [item, ...rest])));
console.log([...permutations([...'abc'])].map((p) => p.join('')).join(' '), combinations([1, 2, 3, 4], 2).length);
