import assert from "node:assert/strict";
import { describe, it } from "node:test";

const CURRENCIES = {
  EUR: { digits: 2, symbol: "€" },
  USD: { digits: 2, symbol: "$" },
  JPY: { digits: 0, symbol: "¥" },
} as const satisfies Record<string, { digits: number; symbol: string }>;

export type Currency = keyof typeof CURRENCIES;

export class CurrencyMismatch extends TypeError {
  constructor(a: Currency, b: Currency) {
    super(`cannot combine ${a} and ${b}`);
  }
}

export class Money<C extends Currency = Currency> {
  private constructor(
    private readonly units: bigint,
    readonly currency: C,
  ) {}

  static of<C extends Currency>(amount: string | number, currency: C): Money<C> {
    const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(amount));
    if (!match) throw new SyntaxError(`not an amount: ${amount}`);
    const [, sign = "", whole = "0", fraction = ""] = match;
    const { digits } = CURRENCIES[currency];
    if (fraction.length > digits) throw new RangeError(`${currency} has ${digits} digits`);
    const units = BigInt(whole + fraction.padEnd(digits, "0"));
    return new Money(sign === "-" ? -units : units, currency);
  }

  static sum<C extends Currency>(first: Money<C>, ...rest: Money<C>[]): Money<C> {
    return rest.reduce((total, money) => total.plus(money), first);
  }

  plus(other: Money<C>): Money<C> {
    if (other.currency !== this.currency) throw new CurrencyMismatch(this.currency, other.currency);
    return new Money(this.units + other.units, this.currency);
  }

  allocate(...ratios: number[]): Money<C>[] {
    const total = ratios.reduce((a, b) => a + b, 0);
    if (total <= 0) throw new RangeError("the ratios must have a positive sum");
    let rest = this.units;
    const shares = ratios.map((ratio) => {
      const share = (this.units * BigInt(ratio)) / BigInt(total);
      rest -= share;
      return share;
    });
    return shares.map((share) => {
      const extra = rest > 0n ? 1n : 0n;
      rest -= extra;
      return new Money(share + extra, this.currency);
    });
  }

  equals(other: Money): boolean {
    return this.currency === other.currency && this.units === other.units;
  }

  toString(): string {
    const { digits, symbol } = CURRENCIES[this.currency];
    const negative = this.units < 0n;
    const text = (negative ? -this.units : this.units).toString().padStart(digits + 1, "0");
    const whole = text.slice(0, text.length - digits).replace(/\B(?=(\d{3})+$)/g, ",");
    const fraction = digits > 0 ? `.${text.slice(-digits)}` : "";
    return `${negative ? "-" : ""}${symbol}${whole}${fraction}`;
  }
}

describe("Money", () => {
  it("adds amounts of one currency", () => {
    const total = Money.sum(Money.of("0.10", "EUR"), Money.of("0.20", "EUR"));
    assert.equal(String(total), "€0.30");
  });

  it("keeps every cent when it is shared", () => {
    const shares = Money.of(100, "USD").allocate(1, 1, 1);
    assert.deepEqual(shares.map(String), ["$33.34", "$33.33", "$33.33"]);
  });

  it("groups thousands", () => {
    const cases: [amount: string, currency: Currency, expected: string][] = [
      ["1234567.5", "EUR", "€1,234,567.50"],
      ["-999", "JPY", "-¥999"],
      ["0.05", "USD", "$0.05"],
    ];
    for (const [amount, currency, expected] of cases) {
      assert.equal(Money.of(amount, currency).toString(), expected);
    }
  });

  it("refuses too many digits", () => {
    assert.throws(() => Money.of("1.5", "JPY"), { name: "RangeError", message: /0 digits/ });
  });

  it("compares across currencies", () => {
    assert.ok(!Money.of(1, "EUR").equals(Money.of(1, "USD")));
  });
});
