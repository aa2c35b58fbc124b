type Operator = "+" | "-" | "*" | "/";

type Token =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "operator"; readonly operator: Operator }
  | { readonly kind: "open" }
  | { readonly kind: "close" };

type Expression =
  | { readonly type: "literal"; readonly value: number }
  | { readonly type: "variable"; readonly name: string }
  | { readonly type: "negate"; readonly operand: Expression }
  | { readonly type: "binary"; readonly operator: Operator; readonly left: Expression; readonly right: Expression };

const PRECEDENCE: Readonly<Record<Operator, number>> = { "+": 1, "-": 1, "*": 2, "/": 2 };

export class SyntaxFault extends Error {
  override readonly name = "SyntaxFault";
}

function isOperator(text: string): text is Operator {
  return text in PRECEDENCE;
}

function assertNever(value: never): never {
  throw new Error(`unexpected ${JSON.stringify(value)}`);
}

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const [part] of text.matchAll(/\d+(?:\.\d+)?|[a-z]+|\S/gi)) {
    if (/^\d/.test(part)) tokens.push({ kind: "number", value: Number(part) });
    else if (/^[a-z]/i.test(part)) tokens.push({ kind: "name", name: part });
    else if (isOperator(part)) tokens.push({ kind: "operator", operator: part });
    else if (part === "(") tokens.push({ kind: "open" });
    else if (part === ")") tokens.push({ kind: "close" });
    else throw new SyntaxFault(`unexpected character ${part}`);
  }
  return tokens;
}

export function parse(text: string): Expression {
  const tokens = tokenize(text);
  let position = 0;

  const peek = (): Token | undefined => tokens[position];

  function primary(): Expression {
    const token = tokens[position++];
    switch (token?.kind) {
      case "number":
        return { type: "literal", value: token.value };
      case "name":
        return { type: "variable", name: token.name };
      case "open": {
        const inner = binary(0);
        if (tokens[position++]?.kind !== "close") throw new SyntaxFault("a parenthesis is open");
        return inner;
      }
      case "operator":
        if (token.operator === "-") return { type: "negate", operand: primary() };
        throw new SyntaxFault(`unexpected ${token.operator}`);
      case "close":
      case undefined:
        throw new SyntaxFault("a value is missing");
    }
  }

  function binary(minimum: number): Expression {
    let left = primary();
    for (let token = peek(); token?.kind === "operator"; token = peek()) {
      const { operator } = token;
      const precedence = PRECEDENCE[operator];
      if (precedence <= minimum) break;
      position++;
      left = { type: "binary", operator, left, right: binary(precedence) };
    }
    return left;
  }

  const result = binary(0);
  if (position < tokens.length) throw new SyntaxFault("text after the end");
  return result;
}

export function evaluate(node: Expression, scope: ReadonlyMap<string, number> = new Map()): number {
  switch (node.type) {
    case "literal":
      return node.value;
    case "variable": {
      const value = scope.get(node.name);
      if (value === undefined) throw new ReferenceError(node.name);
      return value;
    }
    case "negate":
      return -evaluate(node.operand, scope);
    case "binary": {
      const left = evaluate(node.left, scope);
      const right = evaluate(node.right, scope);
      switch (node.operator) {
        case "+":
          return left + right;
        case "-":
          return left - right;
        case "*":
          return left * right;
        case "/":
          return left / right;
        default:
          return assertNever(node.operator);
      }
    }
    default:
      return assertNever(node);
  }
}

console.log(evaluate(parse("2 * (x - 3) / -4"), new Map([["x", 11]])));
