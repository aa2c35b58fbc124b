import { Readable, Transform, type TransformCallback } from "node:stream";
import { pipeline } from "node:stream/promises";

const LEVELS = ["debug", "info", "warn", "error"] as const;
type Level = (typeof LEVELS)[number];

interface LogRecord {
  time: Date;
  level: Level;
  message: string;
  fields: Record<string, string>;
}

const isLevel = (text: string): text is Level => (LEVELS as readonly string[]).includes(text);

class LineSplitter extends Transform {
  private rest = "";

  constructor() {
    super({ readableObjectMode: true });
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, callback: TransformCallback): void {
    const lines = (this.rest + chunk.toString("utf8")).split("\n");
    this.rest = lines.pop() ?? "";
    for (const line of lines) this.push(line);
    callback();
  }

  override _flush(callback: TransformCallback): void {
    if (this.rest !== "") this.push(this.rest);
    callback();
  }
}

export function parseLine(line: string): LogRecord | undefined {
  const match = /^(?<time>\S+) \[(?<level>\w+)\] (?<rest>.*)$/.exec(line);
  if (!match?.groups) return undefined;
  const { time = "", level = "", rest = "" } = match.groups;
  if (!isLevel(level)) return undefined;
  const fields: Record<string, string> = {};
  const message = rest.replace(/\s*(\w+)=("[^"]*"|\S+)/g, (_, key: string, value: string) => {
    fields[key] = value.replace(/^"|"$/g, "");
    return "";
  });
  return { time: new Date(time), level, message, fields };
}

async function* records(lines: AsyncIterable<string>): AsyncGenerator<LogRecord> {
  for await (const line of lines) {
    const record = parseLine(line);
    if (record && !Number.isNaN(record.time.getTime())) yield record;
  }
}

class Report {
  private readonly counts = new Map<Level, number>(LEVELS.map((level) => [level, 0]));
  private readonly slowest: { path: string; ms: number }[] = [];

  constructor(private readonly keep = 3) {}

  add(record: LogRecord): void {
    this.counts.set(record.level, (this.counts.get(record.level) ?? 0) + 1);
    const { path, ms } = record.fields;
    if (path !== undefined && ms !== undefined) {
      this.slowest.push({ path, ms: Number(ms) });
      this.slowest.sort((a, b) => b.ms - a.ms);
      this.slowest.length = Math.min(this.slowest.length, this.keep);
    }
  }

  toString(): string {
    const counts = Array.from(this.counts, ([level, count]) => `${level.padEnd(6)}${count}`);
    const slow = this.slowest.map(({ path, ms }) => `${ms.toFixed(1).padStart(8)} ms  ${path}`);
    return [...counts, "", ...slow].join("\n");
  }
}

export async function summarize(source: Readable): Promise<Report> {
  const report = new Report();
  await pipeline(source, new LineSplitter(), records, async (stream: AsyncIterable<LogRecord>) => {
    for await (const record of stream) report.add(record);
  });
  return report;
}

const sample = Readable.from([
  Buffer.from('2024-05-01T10:00:00Z [info] request path=/a ms=12.5\n2024-05-01T10:00:01Z [war'),
  Buffer.from('n] slow request path="/b c" ms=310\nnot a record\n2024-05-01T10:00:02Z [error] boom\n'),
]);
console.log(String(await summarize(sample)));
