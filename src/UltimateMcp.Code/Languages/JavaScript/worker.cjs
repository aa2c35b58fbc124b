// The worker of JavaScript and TypeScript, loaded before the main file: it waits for the code and returns, so that the file runs as
// `node main.js` would run it. Protocol: UltimateMcp.Sandbox/WorkerProtocol.cs.
'use strict';
const { isMainThread } = require('node:worker_threads');
delete require.cache[__filename];
process.execArgv.length = 0;
if (!isMainThread) {
  // A worker thread inherits --require, but the descriptors belong to the main thread.
  return;
}

process.chdir('/scratch');
process.env.PWD = '/scratch';

const { writeSync, readFileSync, closeSync } = require('node:fs');
const COMMAND = 3;
const REPORT = 4;
const EAGAIN = -11;
const MAX_ERRNO = 4095;

let nonce;
let failure;

const mainFile = process.argv[1].replaceAll('.', '\\.');
const location = new RegExp(`^(?:[ \\t]+at .*|)${mainFile}:(\\d{1,9})(?!\\d)`, 'm');

// A lone surrogate becomes U+FFFD, since JSON readers reject it.
function text(value, length) {
  return String(value).slice(0, length).replace(/\p{Surrogate}/gu, '\ufffd');
}

// The stack contains the message, which may be any text. A location is in a frame, or in the first line if the code does
// not parse.
function lineOf(error) {
  const stack = String(error.stack).replace(String(error.message), () => '');
  const found = location.exec(stack);
  return found === null ? undefined : Number(found[1]);
}

// The last two mean that there is no address space for another WebAssembly memory.
function isOutOfMemory(message) {
  return message === 'Array buffer allocation failed'
    || message === 'WebAssembly.Memory(): could not allocate memory'
    || message.endsWith('Out of memory: Cannot allocate Wasm memory for new instance');
}

function refusedOf(error) {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY' || (error instanceof RangeError && isOutOfMemory(`${error.message}`))) {
    return 'memory';
  }
  if (error.code === 'ERR_WORKER_INIT_FAILED') {
    return 'thread';
  }
  return error.errno === EAGAIN && String(error.syscall).startsWith('spawn') ? 'process' : undefined;
}

function describe(error) {
  if (!(error instanceof Error) && Object.prototype.toString.call(error) !== '[object Error]') {
    return { type: typeof error, message: text(error, 4000) };
  }
  const { errno } = error;
  return {
    type: text(error.name, 200),
    message: text(error.message, 4000),
    line: lineOf(error),
    errno: Number.isInteger(errno) && Math.abs(errno) <= MAX_ERRNO ? Math.abs(errno) : undefined,
    refused: refusedOf(error),
  };
}

process.on('uncaughtExceptionMonitor', (error) => {
  // The monitor is also called for errors that the program handles.
  if (process.listenerCount('uncaughtException') > 0 || process.hasUncaughtExceptionCaptureCallback()) {
    return;
  }
  try {
    failure = describe(error);
  } catch {
    failure = { type: 'unknown', message: '' };
  }
});

// A refused spawn is an event or a result that a program may ignore.
let attempted;
const recordAttempt = (result) => {
  if (result === EAGAIN) {
    attempted = ['process'];
  }
};
try {
  const { Process } = process.binding('process_wrap');
  const { spawn } = Process.prototype;
  Process.prototype.spawn = function (options) {
    const result = spawn.call(this, options);
    recordAttempt(result);
    return result;
  };
  const sync = process.binding('spawn_sync');
  const { spawn: spawnSync } = sync;
  sync.spawn = (options) => {
    const result = spawnSync(options);
    recordAttempt(result.error);
    return result;
  };
} catch {
  // Internal names differ in this version of node.
}

const { stringify } = JSON;
const { emit, reallyExit } = process;
process.on('exit', (code) => {
  try {
    writeSync(REPORT, stringify({ __proto__: null, nonce, exit: code | 0, ...failure, attempted }) + '\n');
  } catch {
    // The program has closed the descriptor; there is no report.
  }
  // A program that has come to its end, and listens for nothing more, exits as by process.exit(): node would first free its heap
  // piece by piece.
  if (code === 0 && failure === undefined && process.emit === emit && process.listenerCount('exit') === 1) {
    reallyExit.call(process, 0);
  }
});

// What most programs load when they first print is loaded before the code comes.
require('node:tty');
const { Writable } = require('node:stream');
new console.Console({ stdout: new Writable({ write: (chunk, encoding, done) => done() }), colorMode: false }).log('%s', 1, {});

writeSync(REPORT, 'R');
const command = readFileSync(COMMAND);
closeSync(COMMAND);
if (command.length === 0) {
  process.reallyExit(0);
}
writeSync(REPORT, 'B');

const fields = command.toString('utf8').split('\0').slice(0, -1);
nonce = fields[0];
process.argv.push(...fields.slice(1));
