// Run by the build after `npm ci`: makes the folder that ships from what npm has installed. Of amaro the WebAssembly is taken out of
// the text in which it is embedded, because reading 4 MB of JavaScript takes node longer than all that a program needs of it.
// Usage: node unpack.cjs FOLDER_OF_NODE_MODULES FOLDER_THAT_SHIPS
'use strict';
const { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const [installed, shipped] = process.argv.slice(2);
const EMBEDDED = /^const bytes = Buffer\.from\('([A-Za-z0-9+/=]+)', 'base64'\);$/m;
const CHANGED = '// Changed: the WebAssembly module is a file of its own.\n';

rmSync(shipped, { recursive: true, force: true });
const source = join(installed, 'amaro');
const target = join(shipped, 'amaro');
mkdirSync(target, { recursive: true });

const text = readFileSync(join(source, 'lib/wasm.js'), 'utf8');
const [line, base64] = EMBEDDED.exec(text) ?? [];
if (line === undefined) {
  throw new Error('amaro embeds its WebAssembly in another way: this script has to follow.');
}
writeFileSync(join(target, 'wasm_bg.wasm'), Buffer.from(base64, 'base64'));
writeFileSync(
  join(target, 'wasm.js'),
  CHANGED + text.replace(line, "const bytes = require('node:fs').readFileSync(`${__dirname}/wasm_bg.wasm`);"));
copyFileSync(join(source, 'LICENSE.md'), join(target, 'LICENSE.md'));
copyFileSync(join(source, 'dist/LICENSE'), join(target, 'LICENSE-swc'));
