// Run by the build after `npm ci`: makes the folder that ships from what npm has installed. Of ruff only the WebAssembly is
// taken, which runs in the server. Of amaro the WebAssembly is taken out of the text in which it is embedded, because reading
// 4 MB of JavaScript takes node longer than all that a program needs of it. oxlint gets its native part as a file beside it.
// Usage: node unpack.cjs FOLDER_OF_NODE_MODULES FOLDER_THAT_SHIPS
'use strict';
const { chmodSync, copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const [installed, shipped] = process.argv.slice(2);
const EMBEDDED = /^const bytes = Buffer\.from\('([A-Za-z0-9+/=]+)', 'base64'\);$/m;
const CHANGED = '// Changed: the WebAssembly module is a file of its own.\n';

rmSync(shipped, { recursive: true, force: true });
unpackRuff();
unpackAmaro();
unpackOxlint();
unpackTypeScript();

function folderFor(name) {
  const folder = join(shipped, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

function unpackRuff() {
  const source = join(installed, '@astral-sh/ruff-wasm-nodejs');
  const target = folderFor('ruff');
  copyFileSync(join(source, 'ruff_wasm_bg.wasm'), join(target, 'ruff.wasm'));
  copyFileSync(join(source, 'LICENSE'), join(target, 'LICENSE'));
}

function unpackAmaro() {
  const source = join(installed, 'amaro');
  const target = folderFor('amaro');
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
}

// The part of a package that is for this system.
function nativePackage(scope, prefix, suffix) {
  return join(installed, scope, `${prefix}-linux-${process.arch}${suffix}`);
}

function unpackOxlint() {
  const source = join(installed, 'oxlint');
  const native = nativePackage('@oxlint', 'binding', '-gnu');
  const target = folderFor('oxlint');
  for (const name of ['bin', 'dist']) {
    cpSync(join(source, name), join(target, name), { recursive: true });
  }
  for (const name of ['package.json', 'LICENSE']) {
    copyFileSync(join(source, name), join(target, name));
  }
  for (const name of readdirSync(native).filter((file) => file.endsWith('.node'))) {
    copyFileSync(join(native, name), join(target, 'dist', name));
  }
}

// The types of node, and of the package that these refer to, are a folder of their own: in the sandbox it is a node_modules.
function unpackTypeScript() {
  const source = nativePackage('@typescript', 'typescript', '');
  const target = folderFor('typescript');
  cpSync(source, target, { recursive: true });
  chmodSync(join(target, 'lib/tsc'), 0o755);
  for (const name of ['@types/node', 'undici-types']) {
    cpSync(join(installed, name), join(folderFor('node-types'), name), { recursive: true });
  }
}
