const { Transform } = require("stream");
const { pipeline } = require("stream/promises");
const fs = require("fs");

const STATE = Object.freeze({ START: 0, PLAIN: 1, QUOTED: 2, QUOTE: 3 });

class CsvParser extends Transform {
  constructor({ delimiter = ",", header = true } = {}) {
    super({ readableObjectMode: true, decodeStrings: true });
    this.delimiter = delimiter;
    this.header = header;
    this.columns = null;
    this.row = [];
    this.cell = "";
    this.state = STATE.START;
    this.decoder = new TextDecoder("utf-8");
  }

  _transform(chunk, _encoding, callback) {
    try {
      this.consume(this.decoder.decode(chunk, { stream: true }));
      callback();
    } catch (error) {
      callback(error);
    }
  }

  _flush(callback) {
    this.consume(this.decoder.decode());
    if (this.state === STATE.QUOTED) {
      callback(new SyntaxError("the last quoted cell has no end"));
      return;
    }
    if (this.row.length > 0 || this.cell !== "") this.endRow();
    callback();
  }

  consume(text) {
    for (const char of text) {
      if (this.state === STATE.QUOTED) {
        if (char === '"') this.state = STATE.QUOTE;
        else this.cell += char;
        continue;
      }
      if (char === '"' && this.state !== STATE.PLAIN) {
        if (this.state === STATE.QUOTE) this.cell += '"';
        this.state = STATE.QUOTED;
      } else if (char === this.delimiter) {
        this.endCell();
      } else if (char === "\n") {
        this.endRow();
      } else if (char !== "\r") {
        this.cell += char;
        this.state = STATE.PLAIN;
      }
    }
  }

  endCell() {
    this.row.push(this.cell);
    this.cell = "";
    this.state = STATE.START;
  }

  endRow() {
    this.endCell();
    const row = this.row;
    this.row = [];
    if (row.length === 1 && row[0] === "") return;
    if (!this.header) {
      this.push(row);
    } else if (this.columns === null) {
      this.columns = row;
    } else {
      this.push(Object.fromEntries(this.columns.map((name, index) => [name, row[index] ?? ""])));
    }
  }
}

async function sumColumn(file, column) {
  let total = 0;
  let rows = 0;
  await pipeline(fs.createReadStream(file), new CsvParser(), async function (source) {
    for await (const record of source) {
      const value = Number.parseFloat(record[column]);
      if (!Number.isNaN(value)) {
        total += value;
        rows += 1;
      }
    }
  });
  return { total, rows, mean: rows ? total / rows : 0 };
}

module.exports = { CsvParser, sumColumn };

if (require.main === module) {
  const [file, column] = process.argv.slice(2);
  sumColumn(file, column).then(
    (result) => console.table([result]),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
}
