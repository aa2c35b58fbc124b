#: an empty class and an empty function
class Empty:
    """Nothing here."""


def nothing():
    """Nothing here either."""

#: a module with only a docstring
"""This module is empty on purpose."""

#: a name of one letter that is allowed
a = b = c = x = y = z = 1
i, j, k = range(3)
L = [a, b, c, x, y, z, i, j, k]
print(L)

#: a conditional import with an error handler
try:
    import ujson as json
except ImportError:
    import json

print(json.dumps([1]))

#: a platform check with two imports
import os

if os.name == "nt":
    import msvcrt

    def read_key():
        return msvcrt.getch()
else:
    import termios

    def read_key():
        return termios.tcgetattr(0)

#: an import inside a function
def now():
    from datetime import datetime, timezone

    return datetime.now(timezone.utc)

#: a variable that only del uses
def clean(table):
    key, value = table.popitem()
    del value
    return key

#: an unused argument
def on_event(event, *args, **kwargs):
    return None

#: an augmented assignment of an argument
def total(values, start=0):
    for value in values:
        start += value
    return start

#: a loop with else
def find(values, wanted):
    for position, value in enumerate(values):
        if value == wanted:
            found = position
            break
    else:
        found = -1
    return found

#: a while loop with a walrus
import io

stream = io.StringIO("a\nb\n")
while line := stream.readline():
    print(line.strip())

#: a recursive inner function
def factorial(n):
    def step(k):
        return 1 if k < 2 else k * step(k - 1)

    return step(n)

#: a lambda that calls itself through a dictionary
rules = {"one": lambda s: s[:1], "rest": lambda s: s[1:]}
rules["swap"] = lambda s: rules["rest"](s) + rules["one"](s)
print(rules["swap"]("abc"))

#: a class that shadows a builtin attribute name
class Table:
    list = []
    type = "table"

    def id(self):
        return self.type

    def max(self):
        return max(self.list, default=None)

#: a property that is overridden in a subclass
class Base:
    @property
    def name(self):
        return "base"


class Child(Base):
    @property
    def name(self):
        return "child of " + super().name

#: a generator with return
def take(iterable, n):
    iterator = iter(iterable)
    for _ in range(n):
        try:
            yield next(iterator)
        except StopIteration:
            return

#: a double negation and unary operators
n = 3
print(-n, not not n, ~~n, +n, n - -1, n + +1, -(+n))

#: a chained comparison with is
a = b = None
print(a is b is None, 1 < 2 > 1, "a" in ["a"] != [])

#: a type alias and generic code of python 3.11
from typing import Generic, TypeAlias, TypeVar

T = TypeVar("T")
Pairs: TypeAlias = "list[tuple[str, T]]"


class Box(Generic[T]):
    def __init__(self, value: T) -> None:
        self.value = value

    def pairs(self) -> Pairs[T]:
        return [("value", self.value)]

#: a protocol with bodies of dots
from typing import Protocol, runtime_checkable


@runtime_checkable
class Closable(Protocol):
    closed: bool

    def close(self) -> None: ...

#: an enumeration with equal values
from enum import Enum, auto


class Color(Enum):
    RED = 1
    CRIMSON = 1
    GREEN = auto()

    @classmethod
    def default(cls):
        return cls.RED

#: a named tuple with defaults
from typing import NamedTuple


class Size(NamedTuple):
    width: int = 0
    height: int = 0

    @property
    def area(self) -> int:
        return self.width * self.height

#: a data class with a default factory
from dataclasses import dataclass, field


@dataclass
class Cart:
    items: list[str] = field(default_factory=list)
    prices: "dict[str, float]" = field(default_factory=dict)

#: a mutable class attribute
class Registry:
    plugins = {}
    order = []

    @classmethod
    def add(cls, name, plugin):
        cls.plugins[name] = plugin
        cls.order.append(name)

#: dunder all that grows
from os.path import basename, dirname

__all__ = ["basename"]
__all__ += ["dirname"]

#: a future import after a docstring and comments
# A comment first.
"""The docstring."""

from __future__ import annotations

x: Undefined.Later | None = None if False else 1


class Undefined:
    class Later:
        pass

#: a main guard
import sys


def main(argv=None):
    argv = sys.argv[1:] if argv is None else argv
    return len(argv)


if __name__ == "__main__":
    sys.exit(main())

#: a name that is defined in all branches of a try statement
try:
    import readline
except ImportError:
    readline = None
else:
    readline.parse_and_bind("tab: complete")

#: a variable used only in an assertion or a format specification
def show(value):
    width = 10
    expected = 3
    assert value != expected
    return f"{value:>{width}}"

#: a star expression in an index and in a return
def spread(head, *tail):
    table = {(1, 2): "x"}
    print(table[1, 2], [*tail, head])
    return head, *tail

#: a string that looks like code with errors
text = """
import os
if x == None:
    exec("x")
"""
print(text)

#: a slice of every kind
values = list(range(10))
print(values[::-1], values[1:], values[:-1], values[1:8:2], values[:], values[-1])
del values[::2]
values[1:1] = [5, 6]

#: a decorator with arguments and a class decorator
import functools


def repeat(times):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            result = None
            for _ in range(times):
                result = function(*args, **kwargs)
            return result

        return wrapper

    return decorate


@repeat(times=2)
def hello():
    print("hello")

#: a bare raise inside a nested handler
def attempt(task, log):
    try:
        return task()
    except ValueError:
        try:
            log("failed")
        except OSError:
            pass
        raise

#: an exception group handler and notes of python 3.11
def check(values):
    errors = []
    for value in values:
        try:
            int(value)
        except ValueError as error:
            error.add_note(f"value: {value!r}")
            errors.append(error)
    if errors:
        raise ExceptionGroup("bad values", errors)

#: a self type and a literal string of python 3.11
from typing import LiteralString, Self


class Query:
    def __init__(self) -> None:
        self.parts: list[str] = []

    def where(self, text: LiteralString) -> Self:
        self.parts.append(text)
        return self

#: a star index in an annotation of python 3.11
from typing import Generic, TypeVarTuple

Ts = TypeVarTuple("Ts")


class Array(Generic[*Ts]):
    def shape(self, *args: *Ts) -> tuple[*Ts]:
        return args

#: literal types that look like undefined names
from typing import Annotated, Literal

Mode = Literal["read", "write"]
Size = Annotated[int, "in bytes"]


def open_(mode: Literal["r", "w"] = "r", size: Size = 0) -> Mode:
    return "read" if mode == "r" and not size else "write"

#: casts and type variables with quoted types
from typing import TypeVar, cast

N = TypeVar("N", bound="Number")


class Number:
    def __init__(self, value: int) -> None:
        self.value = value


print(cast("Number", Number(3)).value)

#: a noop statement of two kinds
pass
...
