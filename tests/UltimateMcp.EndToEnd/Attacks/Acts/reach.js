// Attacks 1-9, 55 and 18: what node can get hold of. Arguments: port of a listener outside, a secret, a file that may be read outside,
// a folder that may be written to outside.
const { spawnSync } = require('child_process');
const dns = require('dns');
const fs = require('fs');
const net = require('net');

const [port, secret, file, folder] = process.argv.slice(2);
const say = (name, answer) => console.log(`${name} ${answer}`);
const attempt = (act) => {
  try {
    act();
    return 'ok';
  } catch (error) {
    return error.code;
  }
};
const connect = (host, to) => new Promise((done) => {
  const socket = net.connect({ host, port: to }, () => {
    socket.destroy();
    done('ok');
  });
  socket.on('error', (error) => done(error.code));
});

say('read', attempt(() => fs.readFileSync(file)));
say('write', attempt(() => {
  fs.writeFileSync(`${folder}/written-${process.pid}`, '');
  fs.unlinkSync(`${folder}/written-${process.pid}`);
}));
say('system', attempt(() => fs.writeFileSync('/usr/written', '')));
say('worker', attempt(() => fs.writeFileSync('/worker/modules/types.cjs', '')));
say('own', Object.values(process.env).filter((value) => value.includes(secret)).length);

const processes = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name));
const holds = (kind) => processes.filter((id) => {
  try {
    return id !== String(process.pid) && fs.readFileSync(`/proc/${id}/${kind}`).includes(secret);
  } catch {
    return false;
  }
}).length;
say('environments', holds('environ'));
say('lines', holds('cmdline'));

const kinds = fs.readdirSync('/proc/self/fd').map((fd) => {
  try {
    return fs.readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return '';
  }
});
say('inherited', kinds.filter((path) => path.startsWith('/') && !path.startsWith('/dev/') && !path.startsWith('/proc/')).length);
say('spawn', attempt(() => {
  const { error } = spawnSync('true');
  if (error) throw error;
}));

(async () => {
  say('loopback', await connect('127.0.0.1', Number(port)));
  say('public', await connect('198.51.100.1', 80).catch((error) => error.code));
  dns.lookup('example.invalid', (error) => say('name', error.code));
})();
