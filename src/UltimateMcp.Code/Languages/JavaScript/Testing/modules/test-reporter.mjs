// The reporter of node:test. When its stream ends it sends all tests anew, with what only it knows, and then that the session has
// finished, unless the process is about to end before its time.
import { createRequire } from 'node:module';

const channel = createRequire(import.meta.url)('./test-channel.cjs');
const NAME_OF_PATTERN = 'test name does not match pattern';

export default async function* report(source) {
  const names = [];
  const tests = [];
  const causes = new Set();
  let hasChildren = [];
  let coverage;
  for await (const { type, data } of source) {
    if (type === 'test:start') {
      names.length = data.nesting;
      names.push(data.name);
    } else if (type === 'test:pass' || type === 'test:fail') {
      names[data.nesting] = data.name;
      const error = data.details?.error;
      causes.add(error).add(channel.causeOf(error));
      const isParent = hasChildren[data.nesting + 1] === true;
      hasChildren = hasChildren.slice(0, data.nesting + 1);
      hasChildren[data.nesting] = true;
      const test = { name: names.slice(0, data.nesting + 1).join(' > '), data, isParent, hasFailed: type === 'test:fail' };
      if (isCounted(test) && test.name.includes(channel.pattern)) {
        tests.push(test);
      }
    } else if (type === 'test:coverage') {
      coverage = data.summary;
    }
  }
  if (channel.sawBeforeExit) {
    finish(tests, causes, coverage);
  }
}

// Leaves, and parents that have failed by themselves.
function isCounted({ data, isParent, hasFailed }) {
  if (data.skip === NAME_OF_PATTERN) {
    return false;
  }
  return data.details?.type === 'suite' || isParent ? hasFailed && data.details?.error?.failureType !== 'subtestsFailed' : true;
}

function outcomeOf({ data, hasFailed }) {
  if (data.skip !== undefined && data.skip !== false) {
    return 'skipped';
  }
  if (data.todo !== undefined && data.todo !== false) {
    return 'skipped';
  }
  if (!hasFailed) {
    return 'passed';
  }
  return data.details?.type === 'suite' || data.details?.error?.failureType === 'hookFailed' ? 'error' : 'failed';
}

const reasonOf = ({ skip, todo }) => [skip, todo].find((reason) => typeof reason === 'string' && reason !== '');

function finish(tests, causes, coverage) {
  channel.send('reset', {});
  channel.send('collected', { count: tests.length });
  tests.forEach((test, index) => {
    const { data, name } = test;
    const outcome = outcomeOf(test);
    const id = index + 1;
    const error = data.details?.error;
    channel.send('start', { id, name: channel.text(name), file: channel.relative(data.file), line: data.line });
    channel.send('end', {
      id,
      outcome,
      ms: Math.round(data.details?.duration_ms ?? 0),
      message: outcome === 'skipped' ? reasonOf(data) : error && channel.messageOf(error),
      ...(outcome === 'failed' || outcome === 'error' ? channel.placeOf(channel.causeOf(error)) : {}),
    });
  });
  channel.uncaught.filter((error) => !causes.has(error)).forEach(channel.sendFault);
  for (const file of coverage?.files ?? []) {
    sendCoverage(file);
  }
  channel.send('session_finished', {});
  process.reallyExit(0);
}

// Lines that are blank, or hold only brackets or a comment, have no code.
const HAS_CODE = /^\s*(?!\/\/|\/\*|\*)[^\s]*[\p{L}\p{N}_$'"`]/u;

function sendCoverage({ path, lines }) {
  const name = channel.relative(path);
  if (name === undefined || path === channel.main || name.includes('node_modules/')) {
    return;
  }
  const texts = channel.readFile(path, 'utf8').split('\n');
  const executable = lines.filter(({ line }) => HAS_CODE.test(texts[line - 1] ?? ''));
  const missing = [];
  let continues = false;
  for (const { line, count } of executable) {
    if (count === 0) {
      if (continues) {
        missing.at(-1)[1] = line;
      } else {
        missing.push([line, line]);
      }
    }
    continues = count === 0;
  }
  const covered = executable.filter(({ count }) => count > 0).length;
  channel.send('coverage', { path: name, lines: executable.length, covered, missing });
}
