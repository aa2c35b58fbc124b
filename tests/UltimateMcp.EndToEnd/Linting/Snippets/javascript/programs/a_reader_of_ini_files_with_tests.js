import { describe, it, beforeEach } from "node:test";
import assert from "node:assert/strict";

const SECTION = /^\[(?<path>[^\]]+)\]$/;
const ENTRY = /^(?<key>[^=\s]+)\s*=\s*(?<value>.*)$/;

function convert(value) {
  if (value === "true" || value === "yes") return true;
  if (value === "false" || value === "no") return false;
  if (/^[-+]?\d+(\.\d+)?$/.test(value)) return Number(value);
  if (value.length >= 2 && value.startsWith('"') && value.endsWith('"')) {
    return value.slice(1, -1).replace(/\\(["\\n])/g, (_, char) => (char === "n" ? "\n" : char));
  }
  return value;
}

export function parseIni(text) {
  const root = {};
  let section = root;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#") || line.startsWith(";")) continue;

    const head = SECTION.exec(line);
    if (head) {
      section = head.groups.path.split(".").reduce((node, name) => (node[name] ??= {}), root);
      continue;
    }

    const entry = ENTRY.exec(line);
    if (!entry) throw new SyntaxError(`line ${index + 1}: cannot read "${line}"`);
    const { key, value } = entry.groups;
    if (key.endsWith("[]")) {
      const list = (section[key.slice(0, -2)] ??= []);
      list.push(convert(value));
    } else {
      section[key] = convert(value);
    }
  }
  return root;
}

export function formatIni(data, prefix = "") {
  const plain = [];
  const nested = [];
  for (const [key, value] of Object.entries(data)) {
    if (Array.isArray(value)) {
      plain.push(...value.map((item) => `${key}[] = ${item}`));
    } else if (typeof value === "object" && value !== null) {
      const path = prefix ? `${prefix}.${key}` : key;
      nested.push(`[${path}]\n${formatIni(value, path)}`);
    } else {
      plain.push(`${key} = ${value}`);
    }
  }
  return [plain.join("\n"), ...nested].filter((part) => part !== "").join("\n\n");
}

describe("parseIni", () => {
  let text;

  beforeEach(() => {
    text = ["; comment", "debug = yes", "", "[server.http]", "port = 8080", "hosts[] = a", "hosts[] = b"].join("\n");
  });

  it("reads sections, lists and values", () => {
    assert.deepEqual(parseIni(text), {
      debug: true,
      server: { http: { port: 8080, hosts: ["a", "b"] } },
    });
  });

  it("names the line of an error", () => {
    assert.throws(() => parseIni(`${text}\nnonsense`), /line 8/);
  });

  it("writes what it reads", () => {
    const data = parseIni(text);
    assert.deepEqual(parseIni(formatIni(data)), data);
  });
});
