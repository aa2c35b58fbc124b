// Turns a TypeScript file into JavaScript with amaro, which is swc as WebAssembly. Types become white space, so that lines and
// columns stay. A file with syntax that needs code (enum, namespace, parameter properties, import =) is transformed and gets a
// source map. Each thread that loads TypeScript has its own amaro.
'use strict';
const { existsSync, readFileSync, writeSync } = require('node:fs');
const { dirname, extname, join } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { compileFunction } = require('node:vm');

const AMARO = '/worker/amaro/wasm.js';
const LARGE_MEMORY = 16 * 1024 * 1024;
const COMMONJS_NAMES = ['exports', 'require', 'module', '__filename', '__dirname'];
const MODULE_SYNTAX = /^(Cannot use import statement outside a module|Unexpected token 'export'|Cannot use 'import\.meta' outside a module)$/;

// As in tsconfig.json: verbatimModuleSyntax and useDefineForClassFields are on.
const TRANSFORM = {
  mode: 'transform',
  sourceMap: true,
  deprecatedTsModuleAsError: false,
  transform: { verbatimModuleSyntax: true, nativeClassProperties: true, noEmptyExport: true, importNotUsedAsValues: 'preserve' },
};

// Most programs contain this much, so that amaro has compiled for them what it needs.
const TYPICAL = `import { a, type B } from 'c';
interface D<T> extends B { e: string; f?(g: number[]): Promise<T | undefined>; }
type H = keyof D<'i'> & Record<string, unknown>;
export class J<K extends D<K>> { private readonly l = 1; constructor(m?: K) { this.n = m as any; } get o(): string { return \`\${this.l}\`; } }
const p = async (q: Map<string, H>, ...r: J<any>[]): Promise<void> => { for (const [s, { t }] of q) console.log(s!, t ?? [...r]); };
function u(v = a ? 1 : -2) { if (v > 0 || !v) { return { v, w: /x/ }; } else throw new Error('y'); }
try { await p(new Map()); } catch (z) { u(z); }`;

let amaro;

function loadAmaro() {
  if (amaro === undefined) {
    // To validate and compile all of its functions now takes ten times as long as the few that a program needs.
    setFlagsFromString('--wasm-lazy-validation');
    setFlagsFromString('--wasm-lazy-compilation');
    try {
      amaro = require(AMARO);
    } finally {
      setFlagsFromString('--no-wasm-lazy-validation');
      delete require.cache[AMARO];
    }
  }
  return amaro;
}

function run(file, text, options) {
  const { transformSync, __wasm: { memory } } = loadAmaro();
  try {
    return transformSync(text, { filename: file, ...options });
  } catch (fault) {
    if (fault instanceof Error) {
      // It was interrupted and cannot be used again.
      amaro = undefined;
    }
    throw fault;
  } finally {
    if (memory.buffer.byteLength > LARGE_MEMORY) {
      // WebAssembly memory never shrinks.
      amaro = undefined;
    }
  }
}

// Without frames, because node takes the first one for the place of the error.
function newError(type, message) {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return new type(message);
  } finally {
    Error.stackTraceLimit = limit;
  }
}

function errorOf(file, fault) {
  if (!(fault instanceof Error)) {
    const error = newError(SyntaxError, fault.message);
    const { startLine: line, startColumn: column, snippet, message } = fault;
    error.stack = `${file}:${line}\n${snippet}\nSyntaxError: ${message}\n    at ${file}:${line}:${column + 1}`;
    return error;
  }
  switch (fault.message) {
    case 'Maximum call stack size exceeded':
    case 'memory access out of bounds':
      return newError(RangeError, `The types of ${file} cannot be removed: it is nested too deeply`);
    case 'unreachable':
      // As amaro ends when it gets no more memory. The worker knows these words.
      return newError(RangeError, 'Array buffer allocation failed');
    default:
      return newError(Error, `The types of ${file} cannot be removed: ${fault.message}`);
  }
}

function codeOf(file, text) {
  try {
    return run(file, text, { mode: 'strip-only' }).code;
  } catch (fault) {
    if (fault.code !== 'UnsupportedSyntax') {
      throw errorOf(file, fault);
    }
  }
  try {
    const { code, map } = run(file, text, TRANSFORM);
    return `${code}\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString('base64')}`;
  } catch (fault) {
    throw errorOf(file, fault);
  }
}

function syntaxErrorOf(code) {
  try {
    compileFunction(code, COMMONJS_NAMES);
    return undefined;
  } catch (error) {
    return error.message;
  }
}

// Node's rule: a file is a module if it does not compile as CommonJS but does as a module.
function isModule(code) {
  const error = syntaxErrorOf(code);
  if (error === undefined || MODULE_SYNTAX.test(error)) {
    return error !== undefined;
  }
  // A top-level await, or a name of its own that CommonJS declares.
  const inFunction = syntaxErrorOf(`(async () => {${code}\n})`);
  return inFunction === undefined || MODULE_SYNTAX.test(inFunction);
}

function packageType(file) {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const path = join(folder, 'package.json');
    if (existsSync(path)) {
      return JSON.parse(readFileSync(path, 'utf8')).type;
    }
    if (folder === '/') {
      return undefined;
    }
  }
}

function formatOf(file, code) {
  switch (extname(file)) {
    case '.mts': return 'module';
    case '.cts': return 'commonjs';
    default: return packageType(file) ?? (isModule(code) ? 'module' : 'commonjs');
  }
}

const known = new Map();

// What node loads in place of the file: { text, format, source }.
function load(file) {
  const text = readFileSync(file, 'utf8');
  let loaded = known.get(file);
  if (loaded?.text !== text) {
    const source = codeOf(file, text);
    loaded = { text, format: formatOf(file, source), source };
    known.set(file, loaded);
  }
  return loaded;
}

// Ends the program as node would, but shows no line of node or of this file for the place of the error.
function loadMain(file) {
  try {
    return load(file);
  } catch (error) {
    process.emit('uncaughtExceptionMonitor', error, 'uncaughtException');
    writeSync(2, `${error.stack}\n\nNode.js ${process.version}\n`);
    process.exit(1);
  }
}

// The files that a relative name may stand for where there is none of that name, as TypeScript looks for them.
function alternatives(specifier) {
  if (!/^(\.{0,2}\/|file:)/.test(specifier)) {
    return [];
  }
  return /\.[cm]?js$/.test(specifier)
    ? [specifier.replace(/js$/, 'ts')]
    : [`${specifier}.ts`, `${specifier}.mts`, `${specifier}.cts`, `${specifier.replace(/\/$/, '')}/index.ts`];
}

// What is found for the name, else for the first alternative that is there.
function resolve(specifier, find) {
  try {
    return find(specifier);
  } catch (error) {
    for (const other of alternatives(specifier)) {
      try {
        return find(other);
      } catch {
        // Not this one.
      }
    }
    throw error;
  }
}

const isTypeScript = (url) => /^file:[^?#]*\.[cm]?ts(?:[?#]|$)/.test(url);

const warmUp = () => run('', TYPICAL, { mode: 'strip-only' });

module.exports = { file: __filename, known, warmUp, load, loadMain, alternatives, resolve, isTypeScript };
