//: text that is written, appended and read
import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
const name: string = 'a.txt';
writeFileSync(name, 'first\n', { mode: 0o600 });
appendFileSync(name, 'second\n');
console.log(readFileSync(name, 'utf8').trim().split('\n'), statSync(name).size, (statSync(name).mode & 0o777).toString(8), existsSync('b.txt'));

//: files by promises [module]
import { access, copyFile, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
await mkdir('deep/er', { recursive: true });
await writeFile('deep/er/a.json', JSON.stringify({ n: 1 }));
await copyFile('deep/er/a.json', 'deep/b.json');
await rename('deep/b.json', 'deep/c.json');
console.log((await readdir('deep', { recursive: true })).sort(), JSON.parse(await readFile('deep/c.json', 'utf8')) as { n: number }, (await stat('deep')).isDirectory());
await rm('deep', { recursive: true });
console.log(await access('deep').then(() => 'there', (error: NodeJS.ErrnoException) => error.code));

//: a file handle and its positions [module]
import { open, type FileHandle } from 'node:fs/promises';
const handle: FileHandle = await open('handle.bin', 'w+');
await handle.write('abcdef');
await handle.write('XY', 2);
const { bytesRead, buffer } = await handle.read(Buffer.alloc(3), 0, 3, 1);
await handle.truncate(4);
console.log(bytesRead, buffer.toString(), (await handle.stat()).size);
await handle.close();

//: a table of comma-separated values
import * as fs from 'node:fs';
type Row = Record<string, string>;
fs.writeFileSync('data.csv', 'name,score\nAda,3\nBob,5\n');
const [head, ...lines] = fs.readFileSync('data.csv', 'utf8').trim().split('\n').map((line) => line.split(','));
const rows: Row[] = lines.map((cells) => Object.fromEntries(cells.map((cell, i): [string, string] => [head![i]!, cell])));
console.log(rows, rows.reduce((sum, { score }) => sum + Number(score), 0));

//: folders that are walked
import { mkdirSync, readdirSync, writeFileSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
mkdirSync('tree/a/b', { recursive: true });
for (const file of ['tree/x', 'tree/a/y', 'tree/a/b/z']) writeFileSync(file, file);
function* walk(folder: string): Generator<string> { for (const entry of readdirSync(folder, { withFileTypes: true }) as Dirent[]) { const path = join(folder, entry.name); if (entry.isDirectory()) yield* walk(path); else yield path; } }
console.log([...walk('tree')].sort());

//: links and real paths
import { linkSync, lstatSync, readlinkSync, realpathSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
writeFileSync('target', 'x');
symlinkSync('target', 'soft');
linkSync('target', 'hard');
console.log(readlinkSync('soft'), lstatSync('soft').isSymbolicLink(), basename(realpathSync('soft')), statSync('hard').nlink);

//: a temporary folder
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
const folder: string = mkdtempSync(join(tmpdir(), 'um-'));
writeFileSync(join(folder, 'f'), Buffer.alloc(100_000, 7));
console.log(folder.startsWith(tmpdir()), statfsSync(folder).bsize > 0);
rmSync(folder, { recursive: true });

//: a large file in pieces
import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
const piece: Buffer = Buffer.alloc(65536, 'ab');
const out: number = openSync('large.bin', 'w');
for (let i = 0; i < 32; i++) writeSync(out, piece);
closeSync(out);
const file = openSync('large.bin', 'r');
let [total, read] = [0, 0];
while ((read = readSync(file, piece)) > 0) total += read;
console.log(total, fstatSync(file).size, piece.toString('latin1', 0, 4));
closeSync(file);

//: times and rights of a file
import { accessSync, chmodSync, constants, statSync, utimesSync, writeFileSync } from 'node:fs';
writeFileSync('old', '');
utimesSync('old', new Date(1000), new Date(2000));
chmodSync('old', 0o640);
accessSync('old', constants.R_OK);
console.log(statSync('old').mtimeMs, statSync('old', { bigint: true }).atimeNs, (statSync('old').mode & 0o777).toString(8));

//: errors of files and their codes
import { mkdirSync, readFileSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs';
mkdirSync('full');
writeFileSync('full/x', '');
const acts: (() => unknown)[] = [() => readFileSync('none'), () => readdirSync('full/x'), () => rmdirSync('full'), () => mkdirSync('full'), () => readFileSync('full')];
console.log(acts.map((act) => { try { act(); return 'ok'; } catch (error) { return (error as NodeJS.ErrnoException).code; } }));

//: a log that several writers append to [module]
import { appendFile, readFile } from 'node:fs/promises';
await Promise.all(Array.from({ length: 10 }, (_, i: number) => appendFile('log.txt', `line ${i}\n`)));
const lines: string[] = (await readFile('log.txt', 'utf8')).trim().split('\n');
console.log(lines.length, new Set(lines).size);

//: a module that was written beside the program [module]
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
writeFileSync('other.mjs', 'export default 7; export const name = "other";');
const other: { default: number; name: string } = await import(pathToFileURL('other.mjs').href);
console.log(other.default, other.name);

//: JSON that is required
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
writeFileSync('data.json', '{"list":[1,2]}');
const data: { list: number[] } = createRequire(resolve('x.js'))('./data.json');
console.log(data.list);
