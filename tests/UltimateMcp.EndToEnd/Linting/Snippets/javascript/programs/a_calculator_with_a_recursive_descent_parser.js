const TOKEN = /\s*(?:(?<number>\d+(?:\.\d+)?)|(?<name>[a-z]\w*)|(?<op>[-+*/^(),]))/giy;

const FUNCTIONS = {
  abs: Math.abs,
  max: Math.max,
  min: Math.min,
  sqrt: Math.sqrt,
  round: (value, digits = 0) => Number(value.toFixed(digits)),
};

const CONSTANTS = new Map([
  ["pi", Math.PI],
  ["e", Math.E],
]);

export class ParseError extends Error {
  constructor(message, position) {
    super(`${message} at ${position}`);
    this.name = "ParseError";
    this.position = position;
  }
}

function* tokenize(text) {
  const pattern = new RegExp(TOKEN);
  let end = 0;
  while (end < text.trimEnd().length) {
    pattern.lastIndex = end;
    const match = pattern.exec(text);
    if (match === null) {
      throw new ParseError(`unexpected "${text[end]}"`, end);
    }
    const { number, name, op } = match.groups;
    const position = pattern.lastIndex - (number ?? name ?? op).length;
    if (number !== undefined) yield { type: "number", value: Number(number), position };
    else if (name !== undefined) yield { type: "name", value: name.toLowerCase(), position };
    else yield { type: op, value: op, position };
    end = pattern.lastIndex;
  }
  yield { type: "end", value: "", position: text.length };
}

class Parser {
  constructor(text) {
    this.tokens = [...tokenize(text)];
    this.index = 0;
  }

  get current() {
    return this.tokens[this.index];
  }

  accept(...types) {
    if (!types.includes(this.current.type)) return null;
    return this.tokens[this.index++];
  }

  expect(type) {
    const token = this.accept(type);
    if (token === null) {
      throw new ParseError(`expected "${type}"`, this.current.position);
    }
    return token;
  }

  expression() {
    let left = this.term();
    for (let op; (op = this.accept("+", "-")); ) {
      const right = this.term();
      left = op.type === "+" ? left + right : left - right;
    }
    return left;
  }

  term() {
    let left = this.unary();
    for (let op; (op = this.accept("*", "/")); ) {
      const right = this.unary();
      if (op.type === "/" && right === 0) {
        throw new ParseError("division by zero", op.position);
      }
      left = op.type === "*" ? left * right : left / right;
    }
    return left;
  }

  unary() {
    if (this.accept("-")) return -this.unary();
    return this.power();
  }

  power() {
    const base = this.primary();
    return this.accept("^") ? base ** this.unary() : base;
  }

  primary() {
    const token = this.accept("number", "name", "(");
    switch (token?.type) {
      case "number":
        return token.value;
      case "name":
        return this.accept("(") ? this.call(token) : this.constant(token);
      case "(": {
        const value = this.expression();
        this.expect(")");
        return value;
      }
      default:
        throw new ParseError("expected a value", this.current.position);
    }
  }

  call({ value: name, position }) {
    const args = [];
    if (!this.accept(")")) {
      do {
        args.push(this.expression());
      } while (this.accept(","));
      this.expect(")");
    }
    if (!Object.hasOwn(FUNCTIONS, name)) {
      throw new ParseError(`unknown function "${name}"`, position);
    }
    return FUNCTIONS[name](...args);
  }

  constant({ value: name, position }) {
    const value = CONSTANTS.get(name);
    if (value === undefined) {
      throw new ParseError(`unknown name "${name}"`, position);
    }
    return value;
  }
}

export function evaluate(text) {
  const parser = new Parser(text);
  const value = parser.expression();
  parser.expect("end");
  return value;
}

if (process.argv.length > 2) {
  try {
    console.log(evaluate(process.argv.slice(2).join(" ")));
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
