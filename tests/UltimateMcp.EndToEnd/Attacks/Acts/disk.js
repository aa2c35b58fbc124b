// Attacks 50, 51, 54: fill. Arguments: the way, how much.
const fs = require('fs');
const os = require('os');

const [way, most] = process.argv.slice(2);
const folder = fs.mkdtempSync(process.env.UM_SECRET ? `${os.tmpdir()}/act-` : 'act-');
const MIB = Buffer.alloc(1 << 20, 1);
const acts = {
  large: (n) => fs.appendFileSync(`${folder}/large`, MIB),
  many: (n) => {
    for (let i = 0; i < 10; i++) fs.appendFileSync(`${folder}/${n}`, MIB);
  },
  descriptors: () => fs.openSync('/dev/null'),
};
let done = 0;
let answer = 'ok';
try {
  for (; done < Number(most); done++) acts[way](done);
} catch (error) {
  answer = error.code;
}
fs.rmSync(folder, { recursive: true });
console.log(`disk ${answer}`);
