// Prints what this interpreter needs of its installation, each entry "kind path" ended by NUL. Run as -e.
const fs = require('fs');
const path = require('path');

const say = (kind, place) => {
  if (fs.existsSync(place)) fs.writeSync(1, `${kind} ${place}\0`);
};

say('optional', path.resolve(process.execPath, '../../lib/node_modules'));
const loaded = fs.readFileSync('/proc/self/maps', 'utf8').split('\n')
  .filter((line) => / r-xp .* \//.test(line))
  .map((line) => line.replace(/^(\S+\s+){5}/, ''));
for (const place of new Set(loaded)) say('file', place);
