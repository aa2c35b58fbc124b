export type Issue = { path: (string | number)[]; message: string };
export type Parsed<T> = { success: true; data: T } | { success: false; issues: Issue[] };

export interface Schema<T> {
  parse(input: unknown, path?: (string | number)[]): Parsed<T>;
}

export type Infer<S> = S extends Schema<infer T> ? T : never;

type Shape = Record<string, Schema<unknown>>;
type OptionalKeys<S extends Shape> = {
  [K in keyof S]: undefined extends Infer<S[K]> ? K : never;
}[keyof S];
type Simplify<T> = { [K in keyof T]: T[K] };
type InferShape<S extends Shape> = Simplify<
  { [K in Exclude<keyof S, OptionalKeys<S>>]: Infer<S[K]> } & { [K in OptionalKeys<S>]?: Infer<S[K]> }
>;

const pass = <T>(data: T): Parsed<T> => ({ success: true, data });
const fail = (path: (string | number)[], message: string): Parsed<never> => ({
  success: false,
  issues: [{ path, message }],
});

export const string = (options: { min?: number; pattern?: RegExp } = {}): Schema<string> => ({
  parse(input, path = []) {
    if (typeof input !== "string") return fail(path, "expected a string");
    if (options.min !== undefined && input.length < options.min) {
      return fail(path, `expected at least ${options.min} characters`);
    }
    if (options.pattern && !options.pattern.test(input)) {
      return fail(path, `expected a match of ${options.pattern.source}`);
    }
    return pass(input);
  },
});

export const number = (): Schema<number> => ({
  parse: (input, path = []) =>
    typeof input === "number" && Number.isFinite(input) ? pass(input) : fail(path, "expected a number"),
});

export const literal = <const L extends string | number | boolean>(value: L): Schema<L> => ({
  parse: (input, path = []) => (input === value ? pass(value) : fail(path, `expected ${JSON.stringify(value)}`)),
});

export const optional = <T>(schema: Schema<T>): Schema<T | undefined> => ({
  parse: (input, path = []) => (input === undefined ? pass(undefined) : schema.parse(input, path)),
});

export const array = <T>(item: Schema<T>): Schema<T[]> => ({
  parse(input, path = []) {
    if (!Array.isArray(input)) return fail(path, "expected an array");
    const data: T[] = [];
    const issues: Issue[] = [];
    input.forEach((element: unknown, index) => {
      const result = item.parse(element, [...path, index]);
      if (result.success) data.push(result.data);
      else issues.push(...result.issues);
    });
    return issues.length === 0 ? pass(data) : { success: false, issues };
  },
});

export const object = <S extends Shape>(shape: S): Schema<InferShape<S>> => ({
  parse(input, path = []) {
    if (typeof input !== "object" || input === null) return fail(path, "expected an object");
    const record = input as Record<string, unknown>;
    const data: Record<string, unknown> = {};
    const issues: Issue[] = [];
    for (const [key, schema] of Object.entries(shape)) {
      const result = schema.parse(record[key], [...path, key]);
      if (!result.success) issues.push(...result.issues);
      else if (result.data !== undefined) data[key] = result.data;
    }
    return issues.length === 0 ? pass(data as InferShape<S>) : { success: false, issues };
  },
});

export const union = <const S extends readonly Schema<unknown>[]>(...schemas: S): Schema<Infer<S[number]>> => ({
  parse(input, path = []) {
    for (const schema of schemas) {
      const result = schema.parse(input, path);
      if (result.success) return pass(result.data as Infer<S[number]>);
    }
    return fail(path, "no alternative fits");
  },
});

const userSchema = object({
  name: string({ min: 1 }),
  age: optional(number()),
  role: union(literal("admin"), literal("guest")),
  tags: array(string({ pattern: /^\w+$/ })),
});

type User = Infer<typeof userSchema>;

const describe = (user: User): string => `${user.name} (${user.age ?? "?"}) is ${user.role}: ${user.tags.join()}`;

for (const input of [{ name: "Ada", role: "admin", tags: ["math"] }, { name: "", role: "root", tags: [1] }]) {
  const result = userSchema.parse(input);
  if (result.success) {
    console.log(describe(result.data));
  } else {
    for (const { path, message } of result.issues) console.log(`${path.join(".")}: ${message}`);
  }
}
