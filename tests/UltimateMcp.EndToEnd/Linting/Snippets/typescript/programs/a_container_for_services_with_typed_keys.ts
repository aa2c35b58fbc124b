export class Token<T> {
  declare private readonly type: T;
  constructor(readonly description: string) {}
}

type Lifetime = "singleton" | "transient";
type Factory<T> = (container: Container) => T;
type TokenValues<T extends readonly Token<unknown>[]> = { [I in keyof T]: T[I] extends Token<infer V> ? V : never };

interface Registration<T> {
  readonly factory: Factory<T>;
  readonly lifetime: Lifetime;
  instance?: T;
}

export class Container {
  private readonly registrations = new Map<Token<unknown>, Registration<unknown>>();
  private readonly resolving: Token<unknown>[] = [];

  constructor(private readonly parent?: Container) {}

  register<T>(token: Token<T>, factory: Factory<T>, lifetime: Lifetime = "singleton"): this {
    this.registrations.set(token, { factory, lifetime });
    return this;
  }

  registerClass<T, const D extends readonly Token<unknown>[]>(
    token: Token<T>,
    constructor: new (...dependencies: TokenValues<D>) => T,
    dependencies: D,
  ): this {
    return this.register(token, (container) => new constructor(...container.resolveAll(dependencies)));
  }

  resolve<T>(token: Token<T>): T {
    const registration = this.registrations.get(token) as Registration<T> | undefined;
    if (!registration) {
      if (this.parent) return this.parent.resolve(token);
      throw new Error(`nothing is registered for ${token.description}`);
    }
    if (registration.instance !== undefined) return registration.instance;
    if (this.resolving.includes(token)) {
      const chain = [...this.resolving, token].map(({ description }) => description).join(" → ");
      throw new Error(`circular dependency: ${chain}`);
    }
    this.resolving.push(token);
    try {
      const instance = registration.factory(this);
      if (registration.lifetime === "singleton") registration.instance = instance;
      return instance;
    } finally {
      this.resolving.pop();
    }
  }

  resolveAll<const D extends readonly Token<unknown>[]>(tokens: D): TokenValues<D> {
    return tokens.map((token) => this.resolve(token)) as unknown as TokenValues<D>;
  }

  createScope(): Container {
    return new Container(this);
  }
}

interface Clock {
  now(): Date;
}

interface Logger {
  info(message: string): void;
}

class ConsoleLogger implements Logger {
  constructor(
    private readonly clock: Clock,
    private readonly prefix: string,
  ) {}

  info(message: string): void {
    console.log(`${this.clock.now().toISOString()} ${this.prefix} ${message}`);
  }
}

class Greeter {
  constructor(private readonly logger: Logger) {}

  greet(name: string): void {
    this.logger.info(`hello, ${name}`);
  }
}

const clockToken = new Token<Clock>("clock");
const prefixToken = new Token<string>("prefix");
const loggerToken = new Token<Logger>("logger");
const greeterToken = new Token<Greeter>("greeter");

const container = new Container()
  .register(clockToken, () => ({ now: () => new Date(0) }))
  .register(prefixToken, () => "[app]")
  .registerClass(loggerToken, ConsoleLogger, [clockToken, prefixToken])
  .registerClass(greeterToken, Greeter, [loggerToken]);

const scope = container.createScope().register(prefixToken, () => "[scope]", "transient");
container.resolve(greeterToken).greet("Ada");
scope.resolve(greeterToken).greet(scope.resolve(prefixToken));
