import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Method = "GET" | "POST" | "DELETE";

type PathParams<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? { [K in Name]: string } & PathParams<`/${Rest}`>
  : P extends `${string}:${infer Name}`
    ? { [K in Name]: string }
    : Record<never, string>;

interface Context<P> {
  readonly params: P;
  readonly query: URLSearchParams;
  body(): Promise<unknown>;
}

type Reply = { status?: number; json: unknown } | { status: 204 };
type Handler<P> = (context: Context<P>) => Reply | Promise<Reply>;

interface Route {
  readonly method: Method;
  readonly pattern: RegExp;
  readonly handler: Handler<Record<string, string>>;
}

export class HttpFault extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export class Router {
  private readonly routes: Route[] = [];

  add<P extends string>(method: Method, path: P, handler: Handler<PathParams<P>>): this {
    const source = path.replace(/:(\w+)/g, "(?<$1>[^/]+)");
    this.routes.push({
      method,
      pattern: new RegExp(`^${source}$`),
      handler: handler as unknown as Handler<Record<string, string>>,
    });
    return this;
  }

  async handle(request: IncomingMessage): Promise<Reply> {
    const url = new URL(request.url ?? "/", "http://localhost");
    let pathKnown = false;
    for (const { method, pattern, handler } of this.routes) {
      const match = pattern.exec(url.pathname);
      if (match === null) continue;
      pathKnown = true;
      if (method !== request.method) continue;
      return handler({
        params: { ...match.groups },
        query: url.searchParams,
        body: () => readBody(request),
      });
    }
    throw pathKnown ? new HttpFault(405, "method not allowed") : new HttpFault(404, "not found");
  }
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  const text = Buffer.concat(chunks).toString("utf8");
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw Object.assign(new HttpFault(400, "invalid JSON"), { cause });
  }
}

function send(response: ServerResponse, reply: Reply): void {
  if (!("json" in reply)) {
    response.writeHead(reply.status).end();
    return;
  }
  response.writeHead(reply.status ?? 200, { "content-type": "application/json" });
  response.end(JSON.stringify(reply.json));
}

interface Book {
  readonly isbn: string;
  readonly title: string;
}

function isBook(value: unknown): value is Book {
  return (
    typeof value === "object" &&
    value !== null &&
    "isbn" in value &&
    typeof value.isbn === "string" &&
    "title" in value &&
    typeof value.title === "string"
  );
}

const books = new Map<string, Book>();

const router = new Router()
  .add("GET", "/books", ({ query }) => {
    const text = query.get("q")?.toLowerCase() ?? "";
    return { json: [...books.values()].filter((book) => book.title.toLowerCase().includes(text)) };
  })
  .add("GET", "/books/:isbn", ({ params }) => {
    const book = books.get(params.isbn);
    if (!book) throw new HttpFault(404, `no book ${params.isbn}`);
    return { json: book };
  })
  .add("POST", "/books", async (context) => {
    const book = await context.body();
    if (!isBook(book)) throw new HttpFault(422, "isbn and title are required");
    books.set(book.isbn, book);
    return { status: 201, json: book };
  })
  .add("DELETE", "/books/:isbn", ({ params: { isbn } }) => {
    books.delete(isbn);
    return { status: 204 };
  });

const server = createServer((request, response) => {
  router
    .handle(request)
    .catch((error: unknown): Reply => {
      if (error instanceof HttpFault) return { status: error.status, json: { error: error.message } };
      console.error(error);
      return { status: 500, json: { error: "internal error" } };
    })
    .then((reply) => send(response, reply));
});

server.listen(0, () => {
  const { port } = server.address() as AddressInfo;
  console.log(`http://localhost:${port}/books`);
});
