// The scenarios import fs.globSync, which node has since 22, for a report that is never asked for here. Before that, an empty one takes its place.
import fs from 'node:fs';
import { register } from 'node:module';

if (!fs.globSync) {
  const hooks = `
    const substitute = 'fs-with-glob:';
    export const resolve = (name, context, next) =>
      name === 'fs' && context.parentURL.includes('/@modelcontextprotocol/conformance/') ? { url: substitute, shortCircuit: true } : next(name, context);
    export const load = (url, context, next) =>
      url === substitute ? { format: 'module', shortCircuit: true, source: "export * from 'node:fs'; export const globSync = () => [];" } : next(url, context);`;
  register(`data:text/javascript,${encodeURIComponent(hooks)}`);
}
