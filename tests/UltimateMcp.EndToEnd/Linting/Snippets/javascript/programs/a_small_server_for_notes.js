import { createServer } from "node:http";
import { randomUUID } from "node:crypto";
import { once } from "node:events";

const MAX_BODY = 64 * 1024;

class HttpError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

const notes = new Map();

async function readJson(request) {
  const chunks = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > MAX_BODY) throw new HttpError(413, "body too large");
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    throw new HttpError(400, "body is not valid JSON");
  }
}

function find(id) {
  const note = notes.get(id);
  if (!note) throw new HttpError(404, `no note ${id}`);
  return note;
}

function validate(body) {
  if (typeof body?.text !== "string" || body.text.trim() === "") {
    throw new HttpError(422, "text is required");
  }
  const { text, tags = [] } = body;
  if (!Array.isArray(tags) || tags.some((tag) => typeof tag !== "string")) {
    throw new HttpError(422, "tags must be strings");
  }
  return { text, tags };
}

const routes = [
  ["GET", /^\/notes$/, async (_request, _params, query) => {
    const tag = query.get("tag");
    const list = [...notes.values()];
    return [200, tag === null ? list : list.filter((note) => note.tags.includes(tag))];
  }],
  ["POST", /^\/notes$/, async (request) => {
    const note = { id: randomUUID(), created: new Date().toISOString(), ...validate(await readJson(request)) };
    notes.set(note.id, note);
    return [201, note];
  }],
  ["GET", /^\/notes\/(?<id>[\w-]+)$/, async (_request, { id }) => [200, find(id)]],
  ["PUT", /^\/notes\/(?<id>[\w-]+)$/, async (request, { id }) => {
    const note = { ...find(id), ...validate(await readJson(request)) };
    notes.set(id, note);
    return [200, note];
  }],
  ["DELETE", /^\/notes\/(?<id>[\w-]+)$/, async (_request, { id }) => {
    find(id);
    notes.delete(id);
    return [204];
  }],
];

async function dispatch(request) {
  const url = new URL(request.url, `http://${request.headers.host ?? "localhost"}`);
  const allowed = [];
  for (const [method, pattern, handle] of routes) {
    const match = pattern.exec(url.pathname);
    if (!match) continue;
    if (method === request.method) {
      return handle(request, match.groups ?? {}, url.searchParams);
    }
    allowed.push(method);
  }
  if (allowed.length > 0) throw new HttpError(405, `allowed: ${allowed.join(", ")}`);
  throw new HttpError(404, "no such page");
}

function send(response, status, body) {
  response.statusCode = status;
  if (body === undefined) {
    response.end();
    return;
  }
  const text = JSON.stringify(body);
  response.setHeader("content-type", "application/json; charset=utf-8");
  response.setHeader("content-length", Buffer.byteLength(text));
  response.end(text);
}

export const server = createServer(async (request, response) => {
  try {
    const [status, body] = await dispatch(request);
    send(response, status, body);
  } catch (error) {
    const status = error instanceof HttpError ? error.status : 500;
    if (status === 500) console.error(error);
    send(response, status, { error: error.message });
  }
});

server.listen(Number(process.env.PORT ?? 0));
await once(server, "listening");
console.log(`listening on ${server.address().port}`);

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => server.close(() => process.exit(0)));
}
