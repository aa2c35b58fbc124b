//: a file is written and read at once
const fs = require('node:fs');
fs.writeFileSync('a.txt', 'first\n');
fs.appendFileSync('a.txt', 'second\n');
console.log(fs.readFileSync('a.txt', 'utf8').split('\n'), fs.statSync('a.txt').size, fs.existsSync('b.txt'));

//: a file is written and read with callbacks
const fs = require('node:fs');
fs.writeFile('callback.txt', 'called back', (error) => {
  fs.readFile('callback.txt', 'utf8', (second, text) => console.log(error, second, text));
});

//: a file is written and read with promises
const fs = require('node:fs/promises');
(async () => {
  await fs.writeFile('promised.txt', 'promised');
  await fs.copyFile('promised.txt', 'copy.txt');
  await fs.rename('copy.txt', 'moved.txt');
  console.log(await fs.readFile('moved.txt', 'utf8'), (await fs.readdir('.')).filter((name) => name.endsWith('.txt')).sort());
  await fs.unlink('moved.txt');
  console.log(await fs.access('moved.txt').catch((error) => error.code));
})();

//: a file handle reads and writes at positions
const fs = require('node:fs/promises');
(async () => {
  const handle = await fs.open('handle.bin', 'w+');
  console.log((await handle.write('abcdef', 0)).bytesWritten, (await handle.writev([Buffer.from('12'), Buffer.from('3')], 2)).bytesWritten);
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(4), 0, 4, 1);
  console.log(bytesRead, buffer.toString(), (await handle.stat()).size);
  await handle.truncate(3);
  await handle.datasync();
  console.log((await handle.readFile('utf8')).length, await handle.close());
})();

//: descriptors: openSync, writevSync, readvSync
const fs = require('node:fs');
const fd = fs.openSync('fd.bin', 'wx+', 0o600);
fs.writevSync(fd, [Buffer.from('one '), Buffer.from('two')]);
const halves = [Buffer.alloc(3), Buffer.alloc(4)];
console.log(fs.readvSync(fd, halves, 0), String(halves[0]), String(halves[1]));
fs.ftruncateSync(fd, 3);
fs.fsyncSync(fd);
console.log(fs.fstatSync(fd).size, (fs.fstatSync(fd).mode & 0o777).toString(8));
fs.closeSync(fd);

//: a stream writes a file and another reads it
const fs = require('node:fs');
const { pipeline } = require('node:stream/promises');
(async () => {
  await pipeline(function* lines() {
    for (let i = 0; i < 1000; i++) yield `line ${i}\n`;
  }, fs.createWriteStream('lines.txt'));
  let bytes = 0;
  for await (const chunk of fs.createReadStream('lines.txt', { highWaterMark: 1024 })) bytes += chunk.length;
  console.log(bytes, fs.statSync('lines.txt').size);
})();

//: a part of a file is streamed
const fs = require('node:fs');
fs.writeFileSync('part.txt', '0123456789');
fs.createReadStream('part.txt', { start: 2, end: 5, encoding: 'utf8' }).on('data', (text) => console.log(text)).on('close', () => console.log('closed'));

//: folders are made, listed and removed
const fs = require('node:fs');
fs.mkdirSync('tree/a/b', { recursive: true });
fs.writeFileSync('tree/a/b/file', '');
console.log(fs.readdirSync('tree', { recursive: true }).sort(), fs.readdirSync('tree', { withFileTypes: true })[0].isDirectory());
fs.rmSync('tree', { recursive: true });
console.log(fs.existsSync('tree'));

//: a folder is opened and iterated
const fs = require('node:fs/promises');
(async () => {
  await fs.mkdir('many');
  await Promise.all([1, 2, 3].map((n) => fs.writeFile(`many/${n}`, String(n))));
  const names = [];
  for await (const entry of await fs.opendir('many')) names.push(entry.name);
  console.log(names.sort());
})();

//: a tree is copied
const fs = require('node:fs');
fs.mkdirSync('from/deep', { recursive: true });
fs.writeFileSync('from/deep/file.txt', 'copied');
fs.cpSync('from', 'to', { recursive: true });
console.log(fs.readFileSync('to/deep/file.txt', 'utf8'));

//: links
const fs = require('node:fs');
fs.writeFileSync('target', 'seen');
fs.symlinkSync('target', 'link');
fs.linkSync('target', 'hard');
console.log(fs.readlinkSync('link'), fs.readFileSync('link', 'utf8'), fs.lstatSync('link').isSymbolicLink(), fs.statSync('hard').nlink);
fs.unlinkSync('hard');
fs.unlinkSync('link');
console.log(fs.statSync('target').nlink);

//: modes and times
const fs = require('node:fs');
process.umask(0o022);
fs.writeFileSync('mode', '');
console.log((fs.statSync('mode').mode & 0o777).toString(8));
fs.chmodSync('mode', 0o640);
fs.utimesSync('mode', 1000, 2000);
console.log((fs.statSync('mode').mode & 0o777).toString(8), fs.statSync('mode').mtimeMs, fs.statSync('mode', { bigint: true }).mtimeNs);
fs.accessSync('mode', fs.constants.R_OK | fs.constants.W_OK);

//: temporary folders
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'corpus-'));
fs.writeFileSync(path.join(folder, 'x'), 'y');
console.log(path.basename(folder).length, fs.readdirSync(folder));
fs.rmSync(folder, { recursive: true, force: true });
console.log(fs.existsSync(folder));

//: errors of files have codes
const fs = require('node:fs');
for (const act of [() => fs.readFileSync('absent'), () => fs.mkdirSync('.'), () => fs.rmdirSync('absent'), () => fs.readFileSync('.'), () => fs.openSync('absent/x', 'w')]) {
  try {
    act();
  } catch (error) {
    console.log(error.code, error.syscall);
  }
}

//: facts of a file system
const fs = require('node:fs');
const facts = fs.statfsSync('.');
console.log(facts.bsize > 0, facts.blocks > 0, facts.bavail <= facts.blocks);

//: names with odd characters
const fs = require('node:fs');
const names = ['ünï code', 'with space', "quote'", 'tab\there', '日本'];
fs.mkdirSync('odd');
for (const name of names) fs.writeFileSync(`odd/${name}`, name);
console.log(fs.readdirSync('odd').sort(), fs.readFileSync(Buffer.from('odd/日本'), 'utf8'));

//: a file is watched by its status
const fs = require('node:fs');
let second = 1000;
fs.writeFileSync('watched', '');
fs.utimesSync('watched', second, second);
const touches = setInterval(() => fs.utimesSync('watched', ++second, second), 20);
fs.watchFile('watched', { interval: 20 }, (now, before) => {
  console.log(now.mtimeMs > before.mtimeMs);
  clearInterval(touches);
  fs.unwatchFile('watched');
});

//: positions of a large file
const fs = require('node:fs');
const fd = fs.openSync('large.bin', 'w+');
fs.writeSync(fd, 'end', 5_000_000);
const buffer = Buffer.alloc(3);
fs.readSync(fd, buffer, 0, 3, 5_000_000);
console.log(fs.fstatSync(fd).size, buffer.toString());
fs.closeSync(fd);

//: a write stream is ended and waits to be flushed
const fs = require('node:fs');
const stream = fs.createWriteStream('stream.txt', { flags: 'a', flush: true });
stream.write('one ');
stream.end('two', () => console.log(stream.bytesWritten, fs.readFileSync('stream.txt', 'utf8')));
