// Attacks 67-69: leave what must not be copied. Argument: a secret file of the host.
const fs = require('fs');
const os = require('os');

const folder = process.env.UM_SECRET ? fs.mkdtempSync(`${os.tmpdir()}/act-`) : '.';
process.chdir(folder);
fs.writeFileSync('kept.txt', 'harmless');
fs.symlinkSync(process.argv[2], 'link');
fs.symlinkSync('/proc/self/environ', 'link_to_proc');
fs.writeFileSync('one', '');
fs.linkSync('one', 'other');
try {
  fs.readFileSync('link');
  console.log('through ok');
} catch (error) {
  console.log(`through ${error.code}`);
}
if (process.env.UM_SECRET) fs.rmSync(folder, { recursive: true });
