"""Odds and ends that are all correct."""

import builtins
import collections.abc
import functools as ft
import operator
import os.path
import string
import sys
import typing as t
from array import array
from bisect import bisect_left, insort
from functools import partial, reduce, singledispatch
from types import SimpleNamespace

try:
    import numpy
except ImportError:
    numpy = None

if t.TYPE_CHECKING:
    from os import PathLike

HAS_NUMPY = numpy is not None
VOWELS = frozenset("aeiou")
CONFIG = SimpleNamespace(debug="--debug" in sys.argv, root=os.path.dirname(os.path.abspath(sys.argv[0])))


@singledispatch
def show(value):
    return repr(value)


@show.register
def _(value: int):
    return f"{value:,}"


@show.register(list)
@show.register(tuple)
def _show_sequence(value):
    return " ".join(map(show, value))


def size_of(path: "PathLike[str] | str") -> int:
    return os.path.getsize(path) if os.path.exists(path) else -1


def compose(*functions):
    return reduce(lambda f, g: lambda *a, **k: f(g(*a, **k)), functions)


def rotate(text, n=13):
    table = {}
    for letters in (string.ascii_lowercase, string.ascii_uppercase):
        table.update(str.maketrans(letters, letters[n:] + letters[:n]))
    return text.translate(table)


def flatten(value):
    if isinstance(value, collections.abc.Iterable) and not isinstance(value, (str, bytes)):
        for item in value:
            yield from flatten(item)
    else:
        yield value


def primes(limit):
    sieve = bytearray([1]) * (limit + 1)
    sieve[:2] = b"\0\0"
    for i in range(2, int(limit**0.5) + 1):
        if sieve[i]:
            sieve[i * i :: i] = bytes(len(range(i * i, limit + 1, i)))
    return [i for i, flag in enumerate(sieve) if flag]


class Stack(list):
    push = list.append

    @property
    def top(self):
        return self[-1] if self else None

    def __repr__(self):
        return f"{type(self).__name__}({super().__repr__()})"


class Temperature:
    def __init__(self, celsius: float = 0):
        self.celsius = celsius

    fahrenheit = property(
        lambda self: self.celsius * 9 / 5 + 32,
        lambda self, value: builtins.setattr(self, "celsius", (value - 32) * 5 / 9),
    )

    def __lt__(self, other):
        return self.celsius < other.celsius

    def __gt__(self, other):
        return other < self


def fizz_buzz(n):
    return ["Fizz" * (not i % 3) + "Buzz" * (not i % 5) or str(i) for i in range(1, n + 1)]


def main(*args: str) -> "t.NoReturn":
    numbers = array("d", [3.5, 1.25])
    ordered: list[float] = []
    for number in numbers:
        insort(ordered, number)
    stack = Stack(args)
    stack.push(rotate("Uryyb"))
    warm = Temperature()
    warm.fahrenheit = 77
    increment_all = partial(map, ft.partial(operator.add, 1))
    print(show([1234567, "x", (2, 3)]), stack.top, stack, file=sys.stderr if CONFIG.debug else sys.stdout)
    print(list(flatten([1, [2, (3, "four")], b"5"])), primes(30), bisect_left(ordered, 2))
    print(compose(str.upper, "".join, reversed)("abc"), list(increment_all([1, 2])), HAS_NUMPY)
    print(max(Temperature(1), warm).celsius, *fizz_buzz(5), sum(c in VOWELS for c in "education"))
    print(size_of("nowhere"), f"{warm.celsius=:.1f}", "%s %%" % 50, sep=" | ")
    sys.exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
