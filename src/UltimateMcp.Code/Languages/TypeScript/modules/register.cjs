// Loaded by `node --require` in each thread, before the worker: makes `require` and `import` load TypeScript.
'use strict';
const Module = require('node:module');
const { fileURLToPath } = require('node:url');
const { isMainThread, parentPort } = require('node:worker_threads');
delete require.cache[__filename];
if (!isMainThread && parentPort === null) {
  // A thread of node's own, in which hooks run.
  return;
}

const types = require('./types.cjs');
process.setSourceMapsEnabled(true);
if (Module.registerHooks) {
  registerHooks();
  delete require.cache[types.file];
} else {
  require('./register-older.cjs');
}
if (isMainThread) {
  types.warmUp();
}

// One way for both, in this thread.
function registerHooks() {
  Module.registerHooks({
    resolve: (specifier, context, next) => types.resolve(specifier, (name) => next(name, context)),
    load(url, context, next) {
      if (!types.isTypeScript(url)) {
        return next(url, context);
      }
      const file = fileURLToPath(url);
      const { format, source } = isMainThread && file === process.argv[1] ? types.loadMain(file) : types.load(file);
      return { format, source, shortCircuit: true };
    },
  });
}
