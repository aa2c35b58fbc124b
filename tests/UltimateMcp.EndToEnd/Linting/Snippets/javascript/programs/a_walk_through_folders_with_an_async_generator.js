import { readdir, stat, mkdir, copyFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const IGNORED = new Set(["node_modules", ".git", "dist"]);

export async function* walk(root, { filter = () => true, depth = Infinity } = {}) {
  let entries;
  try {
    entries = await readdir(root, { withFileTypes: true });
  } catch (error) {
    if (error.code === "EACCES" || error.code === "ENOENT") return;
    throw error;
  }
  entries.sort((a, b) => a.name.localeCompare(b.name));
  for (const entry of entries) {
    const full = path.join(root, entry.name);
    if (entry.isDirectory()) {
      if (depth > 0 && !IGNORED.has(entry.name)) {
        yield* walk(full, { filter, depth: depth - 1 });
      }
    } else if (entry.isFile() && filter(full)) {
      yield full;
    }
  }
}

export function human(bytes) {
  const units = ["B", "KiB", "MiB", "GiB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value.toFixed(unit === 0 ? 0 : 1)} ${units[unit]}`;
}

export async function summarize(root) {
  const byExtension = new Map();
  for await (const file of walk(root)) {
    const { size } = await stat(file);
    const extension = path.extname(file).toLowerCase() || "(none)";
    const entry = byExtension.get(extension) ?? { files: 0, bytes: 0 };
    entry.files += 1;
    entry.bytes += size;
    byExtension.set(extension, entry);
  }
  return [...byExtension]
    .map(([extension, entry]) => ({ extension, ...entry }))
    .sort((a, b) => b.bytes - a.bytes);
}

export async function mirror(from, to, options) {
  let copied = 0;
  for await (const file of walk(from, options)) {
    const target = path.join(to, path.relative(from, file));
    await mkdir(path.dirname(target), { recursive: true });
    await copyFile(file, target);
    copied += 1;
  }
  return copied;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = path.resolve(process.argv[2] ?? here);
  for (const { extension, files, bytes } of await summarize(root)) {
    console.log(`${extension.padEnd(12)}${String(files).padStart(6)}  ${human(bytes)}`);
  }
}
