#!/usr/bin/env node
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";

const USAGE = `usage: count [options] [file ...]

  -l, --lines   only lines
  -w, --words   only words
  -c, --bytes   only bytes
  -h, --help    this text`;

const SPACE = new Set([9, 10, 11, 12, 13, 32]);

async function count(stream) {
  const result = { lines: 0, words: 0, bytes: 0 };
  let inWord = false;
  for await (const chunk of stream) {
    result.bytes += chunk.length;
    for (const byte of chunk) {
      if (byte === 10) result.lines++;
      const space = SPACE.has(byte);
      if (!space && !inWord) result.words++;
      inWord = !space;
    }
  }
  return result;
}

function add(a, b) {
  return {
    lines: a.lines + b.lines,
    words: a.words + b.words,
    bytes: a.bytes + b.bytes,
  };
}

function print(result, columns, name = "") {
  const cells = columns.map((column) => String(result[column]).padStart(8));
  console.log(`${cells.join("")} ${name}`.trimEnd());
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      lines: { type: "boolean", short: "l" },
      words: { type: "boolean", short: "w" },
      bytes: { type: "boolean", short: "c" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }

  const all = ["lines", "words", "bytes"];
  const chosen = all.filter((column) => values[column]);
  const columns = chosen.length > 0 ? chosen : all;

  if (positionals.length === 0) {
    print(await count(process.stdin), columns);
    return 0;
  }

  let status = 0;
  let total = { lines: 0, words: 0, bytes: 0 };
  for (const file of positionals) {
    try {
      const info = await stat(file);
      if (info.isDirectory()) {
        throw Object.assign(new Error("is a directory"), { code: "EISDIR" });
      }
      const result = await count(createReadStream(file));
      total = add(total, result);
      print(result, columns, file);
    } catch (error) {
      console.error(`${basename(process.argv[1])}: ${file}: ${error.code ?? error.message}`);
      status = 1;
    }
  }
  if (positionals.length > 1) print(total, columns, "total");
  return status;
}

process.exitCode = await main().catch((error) => {
  console.error(error.message);
  console.error(USAGE);
  return 2;
});
