// Hooks of node before 22.15, in their thread.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { receiveMessageOnPort } from 'node:worker_threads';

const types = createRequire(import.meta.url)('./types.cjs');
let port;
let main;

export function initialize(data) {
  ({ port } = data);
  main ??= data.main;
}

export async function resolve(specifier, context, next) {
  if (specifier === main) {
    return { url: main, shortCircuit: true };
  }
  try {
    return await next(specifier, context);
  } catch (error) {
    for (const other of types.alternatives(specifier)) {
      try {
        return await next(other, context);
      } catch {
        // Not this one.
      }
    }
    throw error;
  }
}

export function load(url, context, next) {
  if (!types.isTypeScript(url)) {
    return next(url, context);
  }
  for (let received; (received = receiveMessageOnPort(port)) !== undefined;) {
    types.known.set(...received.message);
  }
  const { format, source } = types.load(fileURLToPath(url));
  // Without a source it is loaded by require.
  return { format, source: format === 'module' ? source : undefined, shortCircuit: true };
}
