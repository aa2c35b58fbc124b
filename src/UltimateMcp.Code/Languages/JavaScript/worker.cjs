// The worker of JavaScript, loaded by `node --require` before the main file: it waits until the code is there, then steps aside,
// so that the file runs as `node main.js` would run it. Protocol: UltimateMcp.Sandbox/WorkerProtocol.cs.
'use strict';
const fs = require('node:fs');
const { writeSync, readFileSync, closeSync } = fs;
const COMMAND = 3;
const REPORT = 4;
const MAIN = '/scratch/main.js';

writeSync(REPORT, 'R');
const command = readFileSync(COMMAND);
closeSync(COMMAND);
if (command.length === 0) {
  process.reallyExit(0);
}

const fields = command.toString('utf8').split('\0').slice(0, -1);
const nonce = fields[0];
process.argv.push(...fields.slice(1));
delete require.cache[__filename];
process.execArgv.length = 0;

let failure;

function lineOf(stack) {
  const place = /\/scratch\/main\.js:(\d+)/.exec(stack);
  return place === null ? undefined : Number(place[1]);
}

function describe(error) {
  if (!(error instanceof Error) && Object.prototype.toString.call(error) !== '[object Error]') {
    return { type: typeof error, message: String(error).slice(0, 4000) };
  }
  return {
    type: String(error.name).slice(0, 200),
    message: String(error.message).slice(0, 4000),
    line: lineOf(String(error.stack)),
    errno: typeof error.errno === 'number' ? Math.abs(error.errno) : undefined,
  };
}

process.on('uncaughtExceptionMonitor', (error) => {
  try {
    failure = describe(error);
  } catch {
    failure = { type: 'unknown', message: '' };
  }
});

const { stringify } = JSON;
process.on('exit', (code) => {
  try {
    writeSync(REPORT, stringify({ nonce, exit: code, ...failure }) + '\n');
  } catch {
    // The program closed the descriptor: its exit code says enough.
  }
});
