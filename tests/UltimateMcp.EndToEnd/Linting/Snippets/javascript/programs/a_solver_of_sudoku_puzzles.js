const SIZE = 9;
const ALL = 0b111111111;

const bit = (digit) => 1 << (digit - 1);
const digitsOf = (mask) => Array.from({ length: SIZE }, (_, i) => i + 1).filter((d) => mask & bit(d));
const boxOf = (row, column) => Math.floor(row / 3) * 3 + Math.floor(column / 3);

function popCount(mask) {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}

export class Sudoku {
  constructor() {
    this.cells = new Uint8Array(SIZE * SIZE);
    this.rows = new Uint16Array(SIZE).fill(ALL);
    this.columns = new Uint16Array(SIZE).fill(ALL);
    this.boxes = new Uint16Array(SIZE).fill(ALL);
  }

  static parse(text) {
    const digits = text.replace(/[^\d.]/g, "").replaceAll(".", "0");
    if (digits.length !== SIZE * SIZE) {
      throw new Error(`expected ${SIZE * SIZE} cells, got ${digits.length}`);
    }
    const sudoku = new Sudoku();
    [...digits].forEach((char, index) => {
      if (char !== "0" && !sudoku.place(index, Number(char))) {
        throw new Error(`digit ${char} in cell ${index} is in conflict`);
      }
    });
    return sudoku;
  }

  candidates(index) {
    const row = Math.trunc(index / SIZE);
    const column = index % SIZE;
    return this.rows[row] & this.columns[column] & this.boxes[boxOf(row, column)];
  }

  place(index, digit) {
    if ((this.candidates(index) & bit(digit)) === 0) return false;
    this.#toggle(index, digit);
    this.cells[index] = digit;
    return true;
  }

  remove(index) {
    this.#toggle(index, this.cells[index]);
    this.cells[index] = 0;
  }

  #toggle(index, digit) {
    const row = Math.trunc(index / SIZE);
    const column = index % SIZE;
    this.rows[row] ^= bit(digit);
    this.columns[column] ^= bit(digit);
    this.boxes[boxOf(row, column)] ^= bit(digit);
  }

  #hardest() {
    let best = -1;
    let fewest = SIZE + 1;
    for (let index = 0; index < this.cells.length; index++) {
      if (this.cells[index] !== 0) continue;
      const count = popCount(this.candidates(index));
      if (count < fewest) {
        fewest = count;
        best = index;
        if (count <= 1) break;
      }
    }
    return best;
  }

  *solutions() {
    const index = this.#hardest();
    if (index === -1) {
      yield this.toString();
      return;
    }
    for (const digit of digitsOf(this.candidates(index))) {
      this.place(index, digit);
      yield* this.solutions();
      this.remove(index);
    }
  }

  toString() {
    return Array.from({ length: SIZE }, (_, row) => this.cells.slice(row * SIZE, (row + 1) * SIZE).join(" ")).join("\n");
  }
}

const puzzle = Sudoku.parse(`
  53..7....  6..195...  .98....6.
  8...6...3  4..8.3..1  7...2...6
  .6....28.  ...419..5  ....8..79
`);

console.time("solved");
const [first] = puzzle.solutions();
console.timeEnd("solved");
console.log(first);
