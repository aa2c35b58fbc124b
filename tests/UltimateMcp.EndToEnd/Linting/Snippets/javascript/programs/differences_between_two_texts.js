const { readFileSync } = require("node:fs");
const { styleText } = require("node:util");

/** The table of the longest common subsequences of all suffixes. */
function lcsTable(a, b) {
  const table = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i][j] = a[i] === b[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  return table;
}

function* diff(a, b) {
  const table = lcsTable(a, b);
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      yield { kind: " ", text: a[i], left: ++i, right: ++j };
    } else if (j >= b.length || (i < a.length && table[i + 1][j] >= table[i][j + 1])) {
      yield { kind: "-", text: a[i], left: ++i, right: j };
    } else {
      yield { kind: "+", text: b[j], left: i, right: ++j };
    }
  }
}

function hunks(changes, context = 3) {
  const list = [...changes];
  const keep = new Set();
  list.forEach((change, index) => {
    if (change.kind === " ") return;
    for (let k = Math.max(0, index - context); k <= Math.min(list.length - 1, index + context); k++) {
      keep.add(k);
    }
  });

  const result = [];
  let current = null;
  let before = -2;
  for (const index of [...keep].sort((x, y) => x - y)) {
    if (index !== before + 1) {
      current = [];
      result.push(current);
    }
    current.push(list[index]);
    before = index;
  }
  return result;
}

const COLORS = { "+": "green", "-": "red" };

function format(hunk, { color = process.stdout.isTTY } = {}) {
  const [first] = hunk;
  const header = `@@ -${Math.max(1, first.left)} +${Math.max(1, first.right)} @@`;
  const lines = hunk.map(({ kind, text }) => {
    const line = `${kind} ${text}`;
    return color && kind in COLORS ? styleText(COLORS[kind], line) : line;
  });
  return [header, ...lines].join("\n");
}

function main([oldFile, newFile]) {
  if (!oldFile || !newFile) {
    console.error("usage: diff OLD NEW");
    return 2;
  }
  const [a, b] = [oldFile, newFile].map((file) => readFileSync(file, "utf8").split("\n"));
  const found = hunks(diff(a, b));
  for (const hunk of found) console.log(format(hunk));
  return found.length > 0 ? 1 : 0;
}

module.exports = { diff, hunks, lcsTable };

if (require.main === module) {
  process.exitCode = main(process.argv.slice(2));
}
