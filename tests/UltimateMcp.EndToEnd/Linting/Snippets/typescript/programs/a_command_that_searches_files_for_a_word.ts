#!/usr/bin/env node
import { createReadStream } from "node:fs";
import { opendir } from "node:fs/promises";
import * as path from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";

interface Match {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

interface Settings {
  readonly pattern: RegExp;
  readonly roots: readonly string[];
  readonly extensions: ReadonlySet<string>;
  readonly limit: number;
}

class UsageError extends Error {}

function readSettings(argv: readonly string[]): Settings {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      "ignore-case": { type: "boolean", short: "i", default: false },
      ext: { type: "string", short: "e", multiple: true, default: [".ts", ".js"] },
      limit: { type: "string", short: "n", default: "100" },
    },
  });
  const [word, ...roots] = positionals;
  if (word === undefined) {
    throw new UsageError("usage: search [-i] [-e EXT]... [-n N] WORD [FOLDER]...");
  }
  const limit = Number.parseInt(values.limit, 10);
  if (Number.isNaN(limit) || limit < 1) {
    throw new UsageError(`--limit must be a positive number, got ${values.limit}`);
  }
  const escaped = word.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
  return {
    pattern: new RegExp(escaped, values["ignore-case"] ? "i" : ""),
    roots: roots.length > 0 ? roots : ["."],
    extensions: new Set(values.ext.map((ext) => (ext.startsWith(".") ? ext : `.${ext}`))),
    limit,
  };
}

async function* walk(root: string): AsyncGenerator<string, void, undefined> {
  const folder = await opendir(root);
  for await (const entry of folder) {
    const full = path.join(root, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== "node_modules" && !entry.name.startsWith(".")) yield* walk(full);
    } else if (entry.isFile()) {
      yield full;
    }
  }
}

async function* searchFile(file: string, pattern: RegExp): AsyncGenerator<Match> {
  const lines = createInterface({ input: createReadStream(file, "utf8"), crlfDelay: Infinity });
  let line = 0;
  for await (const text of lines) {
    line += 1;
    const index = text.search(pattern);
    if (index >= 0) {
      yield { file, line, column: index + 1, text: text.trim() };
    }
  }
}

async function main(argv: readonly string[]): Promise<number> {
  const settings = readSettings(argv);
  let found = 0;
  for (const root of settings.roots) {
    for await (const file of walk(root)) {
      if (!settings.extensions.has(path.extname(file))) continue;
      for await (const match of searchFile(file, settings.pattern)) {
        console.log(`${match.file}:${match.line}:${match.column}: ${match.text}`);
        found += 1;
        if (found >= settings.limit) return 0;
      }
    }
  }
  return found > 0 ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof UsageError ? error.message : error);
    process.exitCode = 2;
  },
);
