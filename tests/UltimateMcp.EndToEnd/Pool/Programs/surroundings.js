// Everything that a program can see of itself and around it, but for what differs in each run.
const own = Object.getOwnPropertyNames(globalThis).sort();
const loaded = [...process.moduleLoadList].sort();
const cached = Object.keys(require.cache);
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const link = (name) => fs.readlinkSync(`/proc/self/fd/${name}`).replace(/\d+/g, 'N');
const lines = (file) => fs.readFileSync(file, 'utf8').split('\n');
// Without node's own: whether its queue of ticks is among them depends on the moment.
const frames = (error) => error.stack.split('\n').filter((line) => !line.includes('node:'));
const seen = {
  own, loaded, cached,
  argv: process.argv, argv0: process.argv0, execArgv: process.execArgv, execPath: process.execPath, title: process.title,
  environment: process.env, cwd: process.cwd(), filename: __filename, dirname: __dirname,
  module: [module.id, module.filename, module.loaded, module.paths, module.children.length, require.main === module, typeof module.parent],
  ids: [process.pid, process.ppid, process.getuid(), process.getgid(), process.getgroups()],
  umask: process.umask(), exitCode: process.exitCode, features: process.features, config: process.allowedNodeEnvironmentFlags.size,
  listeners: process.eventNames().map((name) => [String(name), process.listenerCount(name)]).sort(),
  handles: process._getActiveHandles().length, requests: process._getActiveRequests().length,
  process: Object.getOwnPropertyNames(process).sort(), stack: Error.stackTraceLimit, trace: frames(new Error('here')),
  functions: [process.binding, process.reallyExit, process.chdir, process.uptime, process.hrtime].map(String),
  stdin: fs.readFileSync(0, 'utf8'), files: fs.readdirSync('.').sort(), beside: fs.readFileSync('beside.txt', 'utf8'),
  root: fs.readdirSync('/').sort(), tmp: fs.readdirSync('/tmp'), shm: fs.readdirSync('/dev/shm'),
  system: [os.homedir(), os.hostname(), os.userInfo(), os.tmpdir(), path.resolve('.')],
  descriptors: fs.readdirSync('/proc/self/fd').filter((name) => fs.existsSync(`/proc/self/fd/${name}`)).map((name) => [name, link(name)]),
  status: lines('/proc/self/status').filter((line) => !/^(Vm|Rss|Huge|.*voluntary|Cpus|Mems)/.test(line)),
  limits: lines('/proc/self/limits'), score: lines('/proc/self/oom_score_adj'), command: lines('/proc/self/cmdline'),
  mounts: lines('/proc/self/mountinfo').map((line) => line.replace(/^\d+ \d+ \d+:\d+ /, '')).sort(),
  tasks: fs.readdirSync('/proc/self/task').length,
};
for (const [name, value] of Object.entries(seen)) {
  console.log(name, JSON.stringify(value));
}
