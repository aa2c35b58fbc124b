// Loaded by `node --import` before 22.15. With it node starts the program as an ES module, by the hooks, which know the main file
// from here. The worker waits for the code here, not in `--require`, so that what loads modules is ready before the code comes.
import { createRequire } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const require = createRequire(import.meta.url);
require('../worker.cjs');
if (isMainThread) {
  const types = require('./types.cjs');
  const file = process.argv[1];
  types.port.postMessage([file, types.loadMain(file)]);
  delete require.cache[types.file];
}
