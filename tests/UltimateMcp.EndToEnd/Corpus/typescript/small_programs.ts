//: fizz buzz
const say = (n: number): string => (n % 3 ? '' : 'Fizz') + (n % 5 ? '' : 'Buzz') || String(n);
console.log(Array.from({ length: 15 }, (_, i) => say(i + 1)).join(' '));

//: primes by a sieve
const limit: number = 100;
const sieve: Uint8Array = new Uint8Array(limit + 1).fill(1, 2);
for (let n = 2; n * n <= limit; n++) if (sieve[n]) for (let m = n * n; m <= limit; m += n) sieve[m] = 0;
console.log([...sieve.keys()].filter((n) => sieve[n]).join(','));

//: the towers of Hanoi
type Peg = 'A' | 'B' | 'C';
const moves: [Peg, Peg][] = [];
const move = (n: number, from: Peg, to: Peg, over: Peg): void => { if (n === 0) return; move(n - 1, from, over, to); moves.push([from, to]); move(n - 1, over, to, from); };
move(4, 'A', 'C', 'B');
console.log(moves.length, moves.slice(0, 3).map((pair) => pair.join('>')));

//: the game of life
type Grid = readonly (readonly boolean[])[];
const step = (grid: Grid): Grid => grid.map((row, y) => row.map((alive, x) => { let n = 0; for (let dy = -1; dy <= 1; dy++) for (let dx = -1; dx <= 1; dx++) if ((dx || dy) && grid[y + dy]?.[x + dx]) n++; return n === 3 || (alive && n === 2); }));
let grid: Grid = ['.....', '..#..', '..#..', '..#..', '.....'].map((row) => [...row].map((cell) => cell === '#'));
grid = step(grid);
console.log(grid.map((row) => row.map((alive) => (alive ? '#' : '.')).join('')).join('\n'));

//: eight queens
const solve = (n: number, columns: number[] = []): number => columns.length === n ? 1 : Array.from({ length: n }, (_, c) => c).filter((c) => columns.every((other, row) => other !== c && Math.abs(other - c) !== columns.length - row)).reduce((sum, c) => sum + solve(n, [...columns, c]), 0);
console.log(solve(6), solve(8));

//: a bank with accounts
class Account { private balance = 0; constructor(readonly owner: string) {}
  deposit(amount: number): this { if (amount <= 0) throw new RangeError('amount'); this.balance += amount; return this; }
  withdraw(amount: number): this { if (amount > this.balance) throw new Error(`${this.owner} lacks ${amount - this.balance}`); this.balance -= amount; return this; }
  get total(): number { return this.balance; } }
const account = new Account('Ada').deposit(100).withdraw(30);
try { account.withdraw(100); } catch (error) { console.log((error as Error).message, account.total); }

//: a random walk from a seed
class Random { constructor(private state: number) {} next(): number { this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0; return this.state / 2 ** 32; } }
const random = new Random(42);
let position: number = 0;
for (let i = 0; i < 1000; i++) position += random.next() < 0.5 ? -1 : 1;
console.log(position);

//: a store with reducers
type Action = { type: 'add'; text: string } | { type: 'toggle'; index: number };
interface Todo { readonly text: string; readonly done: boolean }
const reduce = (todos: readonly Todo[], action: Action): readonly Todo[] => action.type === 'add' ? [...todos, { text: action.text, done: false }] : todos.map((todo, i) => (i === action.index ? { ...todo, done: !todo.done } : todo));
const actions: Action[] = [{ type: 'add', text: 'a' }, { type: 'add', text: 'b' }, { type: 'toggle', index: 1 }];
console.log(actions.reduce(reduce, [] as readonly Todo[]));

//: dependency injection by tokens
class Token<T> { declare readonly type: T; constructor(readonly name: string) {} }
class Container { private readonly makers = new Map<Token<any>, (c: Container) => unknown>(); bind<T>(token: Token<T>, make: (c: Container) => T): this { this.makers.set(token, make); return this; } get<T>(token: Token<T>): T { const make = this.makers.get(token); if (!make) throw new Error(`no ${token.name}`); return make(this) as T; } }
const PORT = new Token<number>('port'), URL_OF = new Token<string>('url');
console.log(new Container().bind(PORT, () => 80).bind(URL_OF, (c) => `http://x:${c.get(PORT)}`).get(URL_OF));

//: binary search and quicksort
const search = <T>(items: readonly T[], wanted: T): number => { let [low, high] = [0, items.length]; while (low < high) { const middle = (low + high) >>> 1; if (items[middle]! < wanted) low = middle + 1; else high = middle; } return items[low] === wanted ? low : -1; };
const quick = <T>([pivot, ...rest]: T[]): T[] => (pivot === undefined ? [] : [...quick(rest.filter((x) => x < pivot)), pivot, ...quick(rest.filter((x) => x >= pivot))]);
console.log(search([1, 3, 5, 7], 5), search(['a', 'c'], 'b'), quick([3, 1, 2, 3, 0]));

//: the ways to give change
const ways = (coins: readonly number[], total: number): number => coins.reduce((table, coin) => { for (let i = coin; i <= total; i++) table[i] = table[i]! + table[i - coin]!; return table; }, [1, ...new Array<number>(total).fill(0)])[total]!;
console.log(ways([1, 2, 5, 10, 25, 50], 100));

//: a calculator in reverse Polish notation
const operators: Readonly<Record<string, (a: number, b: number) => number>> = { '+': (a, b) => a + b, '-': (a, b) => a - b, '*': (a, b) => a * b, '/': (a, b) => a / b };
const evaluate = (text: string): number => text.split(' ').reduce<number[]>((stack, token) => { const operator = operators[token]; if (!operator) return [...stack, Number(token)]; const [b, a] = [stack.pop()!, stack.pop()!]; return [...stack, operator(a, b)]; }, [])[0]!;
console.log(evaluate('3 4 + 2 *'), evaluate('1 2 3 * -'));

//: a matrix in a spiral
const spiral = <T>(grid: T[][]): T[] => (grid.length === 0 ? [] : [...grid[0]!, ...spiral(grid.slice(1)[0]?.map((_, c) => grid.slice(1).map((row) => row[c]!)).reverse() ?? [])]);
console.log(spiral([[1, 2, 3], [4, 5, 6], [7, 8, 9]]));

//: much work in a short time
let sum: number = 0;
for (let i = 0; i < 20_000_000; i++) sum = (sum + i * i) | 0;
console.log(sum);

//: many small objects
interface Particle { id: number; position: [number, number] }
let particles: Particle[] = Array.from({ length: 50_000 }, (_, id) => ({ id, position: [id, -id] as [number, number] }));
for (let round = 0; round < 5; round++) particles = particles.map(({ id, position: [x, y] }) => ({ id, position: [x + 1, y - 1] }));
console.log(particles.length, particles[9]!.position);

//: deep recursion that is caught
const dive = (n: number): number => 1 + dive(n + 1);
try { dive(0); } catch (error: unknown) { console.log(error instanceof RangeError); }
