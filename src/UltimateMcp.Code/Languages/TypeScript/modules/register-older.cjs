// For node before 22.15. CommonJS is loaded here; ES modules are loaded by hooks in a thread of their own.
'use strict';
const Module = require('node:module');
const { Writable } = require('node:stream');
const { pathToFileURL } = require('node:url');
const { isMainThread, MessageChannel } = require('node:worker_threads');
const types = require('./types.cjs');

function requireTypeScript(module, file) {
  const { format, source } = types.load(file);
  if (format === 'module' && !process.features.require_module) {
    const error = new Error(`require() of ES Module ${file} is not supported: use import()`);
    error.code = 'ERR_REQUIRE_ESM';
    throw error;
  }
  module._compile(source, file, format);
}

for (const extension of ['.ts', '.mts', '.cts']) {
  Module._extensions[extension] = requireTypeScript;
}

const { _resolveFilename } = Module;
Module._resolveFilename = function (request, ...rest) {
  return types.resolve(request, (name) => _resolveFilename.call(this, name, ...rest));
};

// The streams of a new thread are connected to those of the process, which would open them: a pipe that node has opened no longer
// blocks, and writeSync() fails where it would have waited.
function withoutStreams(act) {
  const streams = ['stdout', 'stderr'].map((name) => [name, Object.getOwnPropertyDescriptor(process, name)]);
  for (const [name] of streams) {
    Object.defineProperty(process, name, { configurable: true, value: new Writable({ write: (chunk, encoding, done) => done() }) });
  }
  try {
    act();
  } finally {
    for (const [name, stream] of streams) {
      Object.defineProperty(process, name, stream);
    }
  }
}

const { port1, port2 } = new MessageChannel();
const options = {
  parentURL: pathToFileURL(__filename),
  data: { port: port2, main: isMainThread ? pathToFileURL(process.argv[1]).href : undefined },
  transferList: [port2],
};
withoutStreams(() => Module.register('./hooks.mjs', options));
port1.unref();
types.port = port1;
delete require.cache[__filename];
