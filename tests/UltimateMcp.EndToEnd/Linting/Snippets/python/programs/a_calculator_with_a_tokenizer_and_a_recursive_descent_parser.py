"""A small calculator: numbers, variables, functions, + - * / ^ and parentheses."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

TOKEN_PATTERN = re.compile(
    r"""
    (?P<number>\d+(?:\.\d*)?|\.\d+)
  | (?P<name>[A-Za-z_]\w*)
  | (?P<operator>[-+*/^(),])
  | (?P<space>\s+)
  | (?P<other>.)
    """,
    re.VERBOSE,
)

FUNCTIONS: dict[str, Callable[..., float]] = {
    "sqrt": math.sqrt,
    "sin": math.sin,
    "max": max,
    "min": min,
    "square": lambda x: x * x,
}


class CalculatorError(Exception):
    """An expression that cannot be read or computed."""


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    text: str
    position: int


def tokenize(source: str) -> Iterator[Token]:
    """Yield the tokens of an expression, then one of the kind end."""
    for match in TOKEN_PATTERN.finditer(source):
        kind = match.lastgroup or "other"
        if kind == "space":
            continue
        if kind == "other":
            raise CalculatorError(f"unexpected {match.group()!r} at {match.start()}")
        yield Token(kind, match.group(), match.start())
    yield Token("end", "", len(source))


class Parser:
    def __init__(self, source: str, variables: Mapping[str, float] | None = None) -> None:
        self._tokens = list(tokenize(source))
        self._index = 0
        self._variables = {"pi": math.pi, "e": math.e, **(variables or {})}

    @property
    def current(self) -> Token:
        return self._tokens[self._index]

    def _advance(self) -> Token:
        token = self.current
        self._index += 1
        return token

    def _accept(self, *texts: str) -> Token | None:
        if self.current.kind == "operator" and self.current.text in texts:
            return self._advance()
        return None

    def _expect(self, text: str) -> Token:
        token = self._accept(text)
        if token is None:
            found = self.current.text or "the end"
            raise CalculatorError(f"expected {text!r} but found {found!r}")
        return token

    def parse(self) -> float:
        value = self._sum()
        if self.current.kind != "end":
            raise CalculatorError(f"unexpected {self.current.text!r}")
        return value

    def _sum(self) -> float:
        value = self._product()
        while token := self._accept("+", "-"):
            right = self._product()
            value = value + right if token.text == "+" else value - right
        return value

    def _product(self) -> float:
        value = self._power()
        while token := self._accept("*", "/"):
            right = self._power()
            if token.text == "*":
                value *= right
                continue
            try:
                value /= right
            except ZeroDivisionError as error:
                raise CalculatorError("division by zero") from error
        return value

    def _power(self) -> float:
        base = self._unary()
        if self._accept("^"):
            return base ** self._power()
        return base

    def _unary(self) -> float:
        if self._accept("-"):
            return -self._unary()
        if self._accept("+"):
            return self._unary()
        return self._primary()

    def _primary(self) -> float:
        if self._accept("("):
            value = self._sum()
            self._expect(")")
            return value
        token = self._advance()
        if token.kind == "number":
            return float(token.text)
        if token.kind == "name":
            return self._call_or_variable(token.text)
        raise CalculatorError(f"unexpected {token.text or 'end'!r}")

    def _call_or_variable(self, name: str) -> float:
        if self._accept("("):
            arguments = [self._sum()]
            while self._accept(","):
                arguments.append(self._sum())
            self._expect(")")
            try:
                return FUNCTIONS[name](*arguments)
            except KeyError:
                raise CalculatorError(f"unknown function {name}") from None
        if name not in self._variables:
            raise CalculatorError(f"unknown variable {name}")
        return self._variables[name]


def calculate(source: str, **variables: float) -> float:
    return Parser(source, variables).parse()


if __name__ == "__main__":
    for example in ("1 + 2 * 3", "-(2 ^ 3 ^ 0)", "max(1, x) / 4", "2 *", "sqrt(16) $"):
        try:
            print(f"{example} = {calculate(example, x=10):g}")
        except CalculatorError as problem:
            print(f"{example}: {problem}")
