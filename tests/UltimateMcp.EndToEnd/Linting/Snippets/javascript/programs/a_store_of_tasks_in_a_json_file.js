"use strict";

const fs = require("fs").promises;
const path = require("path");
const os = require("os");
const EventEmitter = require("events");

const DEFAULT_FILE = path.join(os.homedir(), ".tasks.json");

class TaskStore extends EventEmitter {
  constructor(file = DEFAULT_FILE) {
    super();
    this.file = file;
    this.tasks = [];
    this.lock = Promise.resolve();
  }

  async load() {
    try {
      const text = await fs.readFile(this.file, "utf8");
      const data = JSON.parse(text);
      this.tasks = Array.isArray(data.tasks) ? data.tasks : [];
    } catch (err) {
      if (err.code !== "ENOENT") {
        throw new Error(`cannot read ${this.file}: ${err.message}`, { cause: err });
      }
    }
    return this;
  }

  save() {
    this.lock = this.lock.then(async () => {
      const temporary = `${this.file}.${process.pid}.tmp`;
      await fs.writeFile(temporary, JSON.stringify({ version: 1, tasks: this.tasks }, null, 2));
      await fs.rename(temporary, this.file);
      this.emit("saved", this.tasks.length);
    });
    return this.lock;
  }

  add(title, options) {
    const { due = null, tags = [] } = options || {};
    const id = this.tasks.reduce((max, task) => Math.max(max, task.id), 0) + 1;
    const task = { id, title, due, tags, done: false };
    this.tasks.push(task);
    this.emit("added", task);
    return this.save().then(() => task);
  }

  async finish(id) {
    const task = this.tasks.find((t) => t.id === id);
    if (!task) {
      return false;
    }
    task.done = true;
    await this.save();
    return true;
  }

  open({ tag } = {}) {
    return this.tasks
      .filter((task) => !task.done && (tag === undefined || task.tags.includes(tag)))
      .sort((a, b) => (a.due || "9999").localeCompare(b.due || "9999") || a.id - b.id);
  }
}

async function main(argv) {
  const [command = "list", ...rest] = argv;
  const store = await new TaskStore(process.env.TASKS_FILE).load();
  store.on("saved", (n) => console.error(`${n} tasks saved`));

  switch (command) {
    case "add": {
      const tags = rest.filter((word) => word.startsWith("+")).map((word) => word.slice(1));
      const title = rest.filter((word) => !word.startsWith("+")).join(" ");
      const task = await store.add(title, { tags });
      console.log(`#${task.id} ${task.title}`);
      break;
    }
    case "done":
      for (const word of rest) {
        const ok = await store.finish(Number(word));
        console.log(ok ? `#${word} done` : `#${word} not found`);
      }
      break;
    case "list":
      for (const task of store.open({ tag: rest[0] })) {
        console.log(`#${task.id} ${task.title}${task.due ? ` (${task.due})` : ""}`);
      }
      break;
    default:
      throw new Error(`unknown command ${command}`);
  }
}

module.exports = TaskStore;

if (require.main === module) {
  main(process.argv.slice(2)).catch((err) => {
    console.error(err.message);
    process.exit(1);
  });
}
