//: paths
const path = require('node:path');
console.log(
  path.join('/a', '../b', './c'), path.relative('/a/b', '/a/c/d'), path.parse('/x/y.tar.gz'),
  path.extname('a.b.c'), path.normalize('/a//b/..'), path.win32.basename('C:\\x\\y'), path.isAbsolute('a'),
);

//: facts of the system
const os = require('node:os');
console.log(
  os.type(), os.EOL === '\n', os.cpus().length > 0, os.totalmem() > os.freemem(), os.uptime() > 0,
  os.loadavg().length, os.endianness(), os.constants.signals.SIGTERM,
  Object.keys(os.networkInterfaces()).includes('lo'), os.availableParallelism() > 0, os.release().length > 0,
  os.arch() === process.arch,
);

//: the process
console.log(
  process.pid > 0, process.ppid >= 0, process.platform, process.version.startsWith('v'),
  process.cwd() === require('node:path').resolve('.'), typeof process.getuid(), process.title.length > 0,
  process.release.name, process.config.variables !== undefined, process.versions.v8.length > 0,
);
console.log(
  process.resourceUsage().maxRSS > 1000, process.cpuUsage().user >= 0, process.umask(0o22) >= 0,
  process.constrainedMemory() >= 0, process.allowedNodeEnvironmentFlags.size > 10,
);

//: the environment
process.env.GIVEN = 1;
console.log(process.env.GIVEN, delete process.env.GIVEN, process.env.GIVEN, 'PATH' in process.env, process.env.LANG);

//: exit codes and last words
process.on('beforeExit', (code) => console.log('before', code)).on('exit', (code) => console.log('exit', code, process.exitCode));

//: signals are handled
process.on('SIGUSR2', (name, number) => { console.log(name, number); clearInterval(hold); });
const hold = setInterval(() => {}, 1000);
process.kill(process.pid, 'SIGUSR2');
console.log(process.kill(process.pid, 0), require('node:os').constants.signals.SIGUSR2);

//: errors that nobody caught
process.on('uncaughtException', (error, origin) => console.log(origin, error.message)).on('unhandledRejection', (error) => console.log('rejected', error.message));
setTimeout(() => { throw new Error('thrown'); }, 5);
Promise.reject(new Error('nobody'));

//: events
const { EventEmitter, once, on } = require('node:events');
const emitter = new EventEmitter();
emitter.on('x', (n) => console.log('on', n)).prependListener('x', () => console.log('before')).once('x', () => console.log('once'));
console.log(emitter.emit('x', 1), emitter.emit('x', 2), emitter.listenerCount('x'), emitter.eventNames());
once(emitter, 'later').then(([value]) => console.log(value));
emitter.emit('later', 'kept');
try { emitter.emit('error', new Error('unheard')); } catch (error) { console.log(error.message); }
const target = new EventTarget();
target.addEventListener('e', (event) => console.log(event.type, event instanceof Event));
target.dispatchEvent(new Event('e'));

//: utilities
const util = require('node:util');
console.log(
  util.format('%s %d %j %o', 'a', 1.5, { b: 1 }, [2]),
  util.inspect({ a: { b: { c: {} } }, m: new Map([[1, 2]]) }, { depth: 1 }), util.types.isRegExp(/x/),
  util.isDeepStrictEqual([1, { a: 2 }], [1, { a: 2 }]),
);
console.log(
  util.parseArgs({ args: ['-f', '--name', 'x'], options: { f: { type: 'boolean', short: 'f' }, name: { type: 'string' } } }).values,
  util.stripVTControlCharacters('\u001b[1mbold\u001b[0m'), util.inspect('x'.repeat(3)),
  util.callbackify(async () => 1).length,
);
util.promisify((n, done) => done(null, n + 1))(1).then(console.log);

//: buffers
const buffer = Buffer.from('héllo');
console.log(
  buffer.toString('hex'), buffer.toString('base64'), Buffer.concat([buffer, Buffer.from([0xff])]).length,
  buffer.indexOf('l'), buffer.readUInt16BE(0), Buffer.byteLength('€'),
  buffer.subarray(0, 1).equals(Buffer.from('h')),
);
const numbers = Buffer.alloc(8);
numbers.writeDoubleLE(1.5);
numbers.fill('ab', 0, 2);
console.log(
  numbers, Buffer.compare(Buffer.from('a'), Buffer.from('b')), new Blob(['x']).size, atob('aGk='),
  btoa('hi'), require('node:buffer').isUtf8(Buffer.from([0xff])),
);

//: addresses of the web
const url = new URL('https://u:p@example.org:8080/a/b?x=1&y=2#h');
url.searchParams.append('z', 'ä');
console.log(
  url.href, url.port, [...url.searchParams.keys()], new URL('../c', url).pathname, URL.canParse('no'),
  require('node:url').fileURLToPath('file:///a%20b'), require('node:url').domainToASCII('español.com'),
  require('node:querystring').parse('a=1&a=2'),
);

//: assertions
const assert = require('node:assert/strict');
assert.deepEqual({ a: [1] }, { a: [1] });
assert.throws(() => { throw new TypeError('bad'); }, { name: 'TypeError' });
try { assert.equal(1, 2); } catch (error) { console.log(error.code, error.actual, error.expected, error.operator); }
assert.rejects(Promise.reject(new Error('x')), /x/).then(() => console.log('rejects'));

//: mocks of functions and timers
const { mock } = require('node:test');
const twice = mock.fn((n) => n * 2);
twice(4);
const clock = { now: () => 5 };
mock.method(clock, 'now', () => 7);
console.log(twice.mock.calls[0].result, clock.now(), clock.now.mock.callCount());
mock.restoreAll();
console.log(clock.now());

//: tests run in the process
const { test, describe, it, after } = require('node:test');
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = (text, ...rest) => write(String(text).replace(/.*(duration_ms|main\.js).*\n/g, ''), ...rest);
test('adds', async (t) => { await t.test('inner', () => {}); });
describe('a suite', () => { after(() => {}); it('holds', () => {}); it.skip('is left out', () => {}); });

//: tests run in a process each [forks]
const { spawnSync } = require('node:child_process');
require('node:fs').writeFileSync('own.test.js', "const { test } = require('node:test'); test('one', () => {}); test('two', () => { throw new Error('x'); });");
const { status, stdout } = spawnSync(process.execPath, ['--test', '--test-reporter=tap', 'own.test.js']);
console.log(status, String(stdout).match(/^# (pass|fail) \d+$/gm));

//: code in contexts of its own
const vm = require('node:vm');
const context = vm.createContext({ x: 2, log: [] });
console.log(
  vm.runInContext('x += 40; log.push(typeof require); x', context), context.log,
  vm.runInNewContext('a + 1', { a: 1 }), new vm.Script('1 + 1').runInThisContext(), vm.isContext(context),
);
try { vm.runInNewContext('for (;;);', {}, { timeout: 20 }); } catch (error) { console.log(error.code); }

//: the engine is asked
const v8 = require('node:v8');
console.log(
  v8.getHeapStatistics().total_heap_size > 0,
  v8.deserialize(v8.serialize({ a: new Map([[1, new Date(0)]]), b: 2n })),
  v8.getHeapSpaceStatistics().length > 3, v8.cachedDataVersionTag() > 0,
);

//: contexts follow asynchronous calls
const { AsyncLocalStorage, AsyncResource, executionAsyncId, createHook } = require('node:async_hooks');
const storage = new AsyncLocalStorage();
storage.run('request 1', () => setTimeout(() => console.log(storage.getStore()), 2));
storage.run('request 2', async () => { await null; console.log(storage.getStore()); });
console.log(
  storage.getStore(), executionAsyncId() > 0, new AsyncResource('x').type,
  createHook({ init() {} }).enable().disable() !== undefined,
);

//: channels of diagnostics
const channels = require('node:diagnostics_channel');
channels.subscribe('c', (message, name) => console.log(name, message));
channels.channel('c').publish({ a: 1 });
console.log(channels.hasSubscribers('c'), channels.hasSubscribers('d'));

//: values are cloned
const original = { a: [1, { b: new Date(0) }], m: new Map([['k', new Set([1])]]), e: new RangeError('r') };
original.self = original;
const copy = structuredClone(original);
console.log(copy.a[1].b.getTime(), copy.m.get('k').has(1), copy.self === copy, copy.e.name, copy.a === original.a);
try { structuredClone(() => 1); } catch (error) { console.log(error.name); }

//: fetch from a server on loopback
const http = require('node:http');
const server = http.createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ method: request.method, body: Buffer.concat(parts).toString() }));
}).listen(0, '127.0.0.1', async () => {
  const base = `http://127.0.0.1:${server.address().port}`;
  const reply = await fetch(base, { method: 'PUT', body: 'sent' });
  console.log(reply.status, reply.ok, await reply.json(), (await fetch(base)).headers.get('content-type'));
  server.closeAllConnections();
  server.close();
});

//: requests, replies, headers and forms
(async () => {
  const form = new FormData();
  form.append('a', '1');
  form.append('f', new Blob(['x']), 'name.txt');
  const request = new Request('http://example.org/x', { method: 'POST', body: form });
  console.log(
    request.method, request.headers.get('content-type').split(';')[0], (await request.formData()).get('a'),
    new Headers([['A', 'b']]).get('a'), (await Response.json({ x: 1 }).json()).x,
    new URLSearchParams({ q: 'a b' }).toString(),
  );
})();

//: a console of one's own
const { Console } = require('node:console');
const { PassThrough } = require('node:stream');
const out = new PassThrough();
const own = new Console(out);
own.table([{ a: 1, b: 2 }]);
own.group('group');
own.log('inside');
own.count('c');
console.log(out.read().toString());
console.table([[1, 2]]);
console.assert(true);

//: inspection of a running program
const { Session } = require('node:inspector');
const session = new Session();
session.connect();
session.post('Runtime.evaluate', { expression: '6 * 7' }, (error, { result }) => { console.log(error, result.value); session.disconnect(); });

//: a profile of the processor
const { Session } = require('node:inspector/promises');
const session = new Session();
session.connect();
(async () => {
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  let n = 0;
  for (let i = 0; i < 1e6; i++) n += i;
  console.log(n, (await session.post('Profiler.stop')).profile.nodes.length > 0);
})();

//: children of node [forks]
const { spawn, execSync, spawnSync, exec } = require('node:child_process');
console.log(
  execSync('echo out').toString(), spawnSync('sh', ['-c', 'exit 5']).status,
  spawnSync('cat', { input: 'in' }).stdout.toString(), spawnSync('no-such-command').error.code,
);
const cat = spawn('cat');
cat.stdout.on('data', (data) => console.log(String(data)));
cat.on('close', (code) => exec('kill -TERM $$', (error) => console.log(code, error.signal)));
cat.stdin.end('to cat');

//: a child of node is killed [forks]
const { spawn } = require('node:child_process');
const child = spawn('sleep', ['60']);
child.on('exit', (code, signal) => console.log(code, signal, child.killed));
child.kill();

//: a child's time runs out [forks]
const { execFile, spawnSync } = require('node:child_process');
console.log(spawnSync('sleep', ['60'], { timeout: 50 }).error.code);
execFile('printenv', ['GIVEN'], { env: { GIVEN: 'yes' }, cwd: '/' }, (error, out) => console.log(error, out));
