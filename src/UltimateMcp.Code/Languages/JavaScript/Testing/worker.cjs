// The worker that runs tests in JavaScript and TypeScript with node:test, loaded before the file of the tests. It reports each test by
// a line of JSON. Protocols: UltimateMcp.Sandbox/WorkerProtocol.cs and UltimateMcp.Code/Testing/TestEvent.cs.
'use strict';
const { isMainThread } = require('node:worker_threads');
if (!isMainThread) {
  // A worker thread inherits --require, but the descriptors belong to the main thread.
  return;
}
process.execArgv.length = 0;
process.chdir('/scratch');
process.env.PWD = '/scratch';

const { closeSync, readFileSync, writeSync } = require('node:fs');
const channel = require('/worker/modules/test-channel.cjs');
const COMMAND = 3;

require('node:test');
require('node:assert');
writeSync(channel.REPORT, 'R');
const command = readFileSync(COMMAND);
closeSync(COMMAND);
if (command.length === 0) {
  process.reallyExit(0);
}
writeSync(channel.REPORT, 'B');
[channel.nonce, , channel.pattern] = command.toString('utf8').split('\0');
channel.send('framework', { name: 'node:test' });

// Errors that no test has caught. They are told at once, since node may end with the error; node:test takes those of tests, so the
// reporter compares.
process.on('uncaughtExceptionMonitor', (error) => {
  channel.uncaught.push(error);
  channel.sendFault(error);
});
