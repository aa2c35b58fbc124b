// Shows a server on stdio as a streamable HTTP endpoint, because the conformance scenarios speak HTTP only.
//   node bridge.mjs COMMAND [ARGUMENT…]
// Prints its address and serves until its own stdin ends. Every HTTP session has a server process of its own.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';

const [command, ...args] = process.argv.slice(2);
const sessions = new Map();
const pipes = new Set();

async function openSession() {
  const pipe = new StdioClientTransport({ command, args, env: process.env, stderr: 'inherit' });
  const http = new StreamableHTTPServerTransport({
    sessionIdGenerator: randomUUID,
    onsessioninitialized: id => sessions.set(id, http),
    onsessionclosed: id => sessions.delete(id) && pipe.close(),
  });
  // HTTP sends a note along the reply that it belongs to; on a pipe only its progress token tells which that is.
  const askers = new Map();
  http.onmessage = message => {
    const token = message.params?._meta?.progressToken;
    if (token !== undefined) askers.set(token, message.id);
    pipe.send(message).catch(report);
  };
  pipe.onmessage = message => {
    const relatedRequestId = message.id === undefined ? askers.get(message.params?.progressToken) : undefined;
    http.send(message, { relatedRequestId }).catch(report);
  };
  http.onerror = pipe.onerror = report;
  await pipe.start();
  pipes.add(pipe);
  await http.start();
  return http;
}

async function serve(request, response) {
  const id = request.headers['mcp-session-id'];
  const http = id === undefined ? await openSession() : sessions.get(id);
  if (http) await http.handleRequest(request, response);
  else response.writeHead(404).end();
}

function report(fault) {
  console.error(`bridge: ${fault.message}`);
}

const listener = createServer((request, response) => serve(request, response).catch(fault => {
  report(fault);
  response.destroy();
}));
listener.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${listener.address().port}/mcp`));

process.stdin.resume().once('end', async () => {
  await Promise.all([...pipes].map(pipe => pipe.close()));
  process.exit();
});
