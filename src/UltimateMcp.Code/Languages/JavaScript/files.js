// Prints the files of its installation that this interpreter needs, as "kind path" entries terminated by NUL. Run with -e.
const fs = require('fs');
const path = require('path');

const print = (kind, file) => {
  if (fs.existsSync(file)) fs.writeSync(1, `${kind} ${file}\0`);
};

// npm itself, and what it installed globally: visible, but no program finds it by name.
print('optional', path.resolve(process.execPath, '../../lib/node_modules'));

// The home in the sandbox is another one.
const home = require('os').homedir();
for (const folder of require('module').globalPaths) if (!folder.startsWith(home + '/.')) print('packages', folder);
const loaded = fs.readFileSync('/proc/self/maps', 'utf8').split('\n')
  .filter((line) => / r-xp .* \//.test(line))
  .map((line) => line.replace(/^(\S+\s+){5}/, ''));
for (const file of new Set(loaded)) print('file', file);
