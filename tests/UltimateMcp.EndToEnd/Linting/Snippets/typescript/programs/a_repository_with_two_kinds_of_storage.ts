import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { randomUUID } from "node:crypto";

export type Id<T extends string> = string & { readonly __brand: T };

export interface Entity<N extends string> {
  readonly id: Id<N>;
  readonly version: number;
}

export type Draft<T extends Entity<string>> = Omit<T, keyof Entity<string>>;
export type Filter<T> = { [K in keyof T]?: T[K] | ((value: T[K]) => boolean) };

export interface Repository<T extends Entity<string>> {
  find(filter?: Filter<T>): Promise<T[]>;
  get(id: T["id"]): Promise<T | null>;
  create(draft: Draft<T>): Promise<T>;
  update(id: T["id"], change: Partial<Draft<T>>): Promise<T>;
}

export class NotFound extends Error {
  override name = "NotFound";
}

function matches<T extends object>(item: T, filter: Filter<T>): boolean {
  return (Object.keys(filter) as (keyof T)[]).every((key) => {
    const expected = filter[key];
    return typeof expected === "function"
      ? (expected as (value: T[keyof T]) => boolean)(item[key])
      : item[key] === expected;
  });
}

abstract class BaseRepository<T extends Entity<string>> implements Repository<T> {
  protected abstract load(): Promise<Map<T["id"], T>>;
  protected abstract store(items: Map<T["id"], T>): Promise<void>;

  async find(filter: Filter<T> = {}): Promise<T[]> {
    const items = await this.load();
    return Array.from(items.values()).filter((item) => matches(item, filter));
  }

  async get(id: T["id"]): Promise<T | null> {
    return (await this.load()).get(id) ?? null;
  }

  async create(draft: Draft<T>): Promise<T> {
    const items = await this.load();
    const item = { ...draft, id: randomUUID() as string as T["id"], version: 1 } as unknown as T;
    items.set(item.id, item);
    await this.store(items);
    return item;
  }

  async update(id: T["id"], change: Partial<Draft<T>>): Promise<T> {
    const items = await this.load();
    const old = items.get(id);
    if (!old) throw new NotFound(`no item ${id}`);
    const item: T = { ...old, ...change, version: old.version + 1 };
    items.set(id, item);
    await this.store(items);
    return item;
  }
}

export class MemoryRepository<T extends Entity<string>> extends BaseRepository<T> {
  private items = new Map<T["id"], T>();

  protected override load(): Promise<Map<T["id"], T>> {
    return Promise.resolve(new Map(this.items));
  }

  protected override async store(items: Map<T["id"], T>): Promise<void> {
    this.items = items;
  }
}

export class FileRepository<T extends Entity<string>> extends BaseRepository<T> {
  constructor(private readonly file: string) {
    super();
  }

  protected override async load(): Promise<Map<T["id"], T>> {
    try {
      const list = JSON.parse(await readFile(this.file, "utf8")) as T[];
      return new Map(list.map((item) => [item.id, item]));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return new Map();
      throw error;
    }
  }

  protected override async store(items: Map<T["id"], T>): Promise<void> {
    await mkdir(dirname(this.file), { recursive: true });
    const temporary = `${this.file}.tmp`;
    await writeFile(temporary, JSON.stringify([...items.values()], null, 2));
    await rename(temporary, this.file);
  }
}

interface Customer extends Entity<"customer"> {
  name: string;
  email: string;
  credit: number;
}

async function demo(customers: Repository<Customer>): Promise<void> {
  const { id } = await customers.create({ name: "Ada", email: "ada@example.org", credit: 10 });
  await customers.update(id, { credit: 25 });
  const rich = await customers.find({ credit: (value) => value > 20, name: "Ada" });
  console.log(rich.map((customer) => `${customer.name} v${customer.version}`));
}

await demo(new MemoryRepository<Customer>());
