// What the parts of the worker share: the descriptor of the report, and how errors are told.
'use strict';
const { readFileSync, writeSync } = require('node:fs');
const { fileURLToPath } = require('node:url');
const REPORT = 4;
const FOLDER = '/scratch/';
const MAXIMUM_MESSAGE = 4000;
const { stringify } = JSON;

// The file of the tests is given without a path by node's first argument.
const main = process.argv[1];

// A lone surrogate becomes U+FFFD, since JSON readers reject it.
const text = (value) => String(value).slice(0, MAXIMUM_MESSAGE).replace(/\p{Surrogate}/gu, '\ufffd');

function pathOf(name) {
  try {
    return name.startsWith('file:') ? fileURLToPath(name) : name;
  } catch {
    return name;
  }
}

function relative(name) {
  const path = pathOf(name ?? '');
  return path.startsWith(FOLDER) ? path.slice(FOLDER.length) : undefined;
}

// The innermost frame in the file of the tests, else in another file of the caller.
function placeOf(error) {
  const stack = String(error?.stack ?? '').replace(String(error?.message), () => '');
  let found = {};
  for (const [, name, line] of stack.matchAll(/(?:^|[( ])((?:file:\/\/)?\/scratch\/[^:()\n]+):(\d{1,9})(?::\d+)?\)?$/gm)) {
    const file = relative(name);
    if (pathOf(name) === main) {
      return { file, line: Number(line) };
    }
    found = found.file ? found : { file, line: Number(line) };
  }
  return found;
}

// node:test wraps what a test has thrown.
const causeOf = (error) => (error?.code === 'ERR_TEST_FAILURE' && error.cause !== undefined ? error.cause : error);

function messageOf(error) {
  const cause = causeOf(error);
  if (cause instanceof Error || Object.prototype.toString.call(cause) === '[object Error]') {
    const name = cause.code === 'ERR_ASSERTION' ? 'AssertionError' : cause.name;
    return text(`${name}: ${cause.message}`);
  }
  return text(typeof cause === 'string' ? cause : stringify(cause) ?? String(cause));
}

const channel = {
  REPORT,
  main,
  nonce: undefined,
  pattern: '',
  uncaught: [],
  sawBeforeExit: false,
  send(event, fields) {
    writeSync(REPORT, `${stringify({ __proto__: null, n: channel.nonce, t: event, ...fields })}\n`);
  },
  sendFault(error) {
    channel.send('collect_error', { message: messageOf(error), ...placeOf(causeOf(error)) });
  },
  relative,
  placeOf,
  causeOf,
  messageOf,
  text,
  readFile: readFileSync,
};
module.exports = channel;
