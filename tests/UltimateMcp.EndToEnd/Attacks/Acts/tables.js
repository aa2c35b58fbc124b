// Attack 131: tables for pages that are only read, and so are all the same one. Arguments: how many buffers, of nearly 4 GiB each.
const fs = require('fs');

const LENGTH = 2 ** 32 - 2 ** 21;
const PAGES_OF_A_TABLE = 2 ** 21;
const held = [];
let [answer, sum] = ['ok', 0];
try {
  while (held.length < Number(process.argv[2])) {
    const bytes = new Uint8Array(LENGTH);
    held.push(bytes);
    for (let i = 0; i < LENGTH; i += PAGES_OF_A_TABLE) sum += bytes[i];
  }
} catch (e) {
  answer = e.name;
}
const size = name => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]) >> 10;
console.log(`tables ${answer}`);
console.log(`tables_mib ${size('VmPTE')}`);
console.log(`resident_mib ${size('VmRSS')}`);
