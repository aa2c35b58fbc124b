#: an exception with a name that hides its cause
#= 5:9 warning B904
def parse(text):
    try:
        return int(text)
    except ValueError as error:
        raise RuntimeError(f"not a number: {error}")

#: zip without strict
#= 3:18 warning B905
names = ["a", "b"]
ages = [1, 2]
for name, age in zip(names, ages):
    print(name, age)

#: a generator as an initializer
#= 3:9 error PLE0100
class Numbers:
    def __init__(self):
        yield 1

#: an initializer that returns a value
#= 4:9 error PLE0101
class Numbers:
    def __init__(self, values):
        self.values = values
        return values

#: an attribute outside of the slots
#= 6:9 error PLE0237
class Point:
    __slots__ = ("x",)

    def __init__(self, x, y):
        self.x = x
        self.y = y

#: a base class named twice
#= 5:19 error PLE0241
class Base:
    pass


class Child(Base, Base):
    pass

#: a special method with too many parameters
#= 2:9 error PLE0302
class Bag:
    def __len__(self, deep):
        return 1 if deep else 0

#: a length that is a string
#= 3:16 error PLE0303
class Bag:
    def __len__(self):
        return "3"

#: a string conversion that returns a number
#= 3:16 error PLE0307
class Bag:
    def __str__(self):
        return 3

#: a truth value that is a number
#= 3:16 error PLE0304
class Bag:
    def __bool__(self):
        return 1

#: raise with nothing to raise again
#= 3:5 error PLE0704
def fail():
    print("failed")
    raise

#: a keyword argument given twice by unpacking
#= 5:22 error PLE1132
def draw(**options):
    return options


draw(color="red", **{"color": "blue"})

#: an index past the end of a literal
#= 1:17 error PLE0643
print([1, 2, 3][3])

#: a single dispatch decorator on a method
#= 5:5 error PLE1519
from functools import singledispatch


class Printer:
    @singledispatch
    def show(self, value):
        print(value)

#: a local annotation that is never used
#= 2:5 warning F842
def f():
    count: int

#: default values that are fine
from types import MappingProxyType

EMPTY = MappingProxyType({})


def configure(a=None, b=(), c=frozenset(), d=EMPTY, e="x", f=-1, g=float("inf"), h=tuple()):
    return a or [], b, c, d, e, f, g, h

#: closures that bind the loop variable
actions = []
for number in range(3):
    actions.append(lambda number=number: print(number))
    print(sorted([3, 1], key=lambda v: v - number))
print(list(map(lambda v: v + 1, [1])))

#: loop variables that start with an underscore or are used
ages = {"Ada": 36}
for _ in range(2):
    print("x")
for name, _age in ages.items():
    print(name)
for i, (key, value) in enumerate(ages.items()):
    print(i, key, value)

#: exceptions raised with a cause or from none
def parse(text):
    try:
        return int(text)
    except ValueError as error:
        raise RuntimeError("not a number") from error


def parse_quietly(text):
    try:
        return int(text)
    except ValueError:
        raise RuntimeError("not a number") from None


def parse_again(text):
    try:
        return int(text)
    except ValueError as error:
        if text:
            raise error
        raise

#: zip with strict and over one argument
print(list(zip([1], [2], strict=True)), list(zip([1, 2], strict=False)))

#: getattr and setattr with good reasons
class Bag:
    pass


bag = Bag()
key = "size"
setattr(bag, key, 1)
setattr(bag, "not a name", 2)
setattr(bag, "class", 3)
print(getattr(bag, key), getattr(bag, "size", 0), getattr(bag, "class"))

#: a finally block with its own loop and function
def close_all(files):
    try:
        return len(files)
    finally:
        for file in files:
            if file.closed:
                continue
            if file.name == "-":
                break
            file.close()

#: an abstract class done right
from abc import ABC, abstractmethod


class Shape(ABC):
    name = "shape"

    @property
    @abstractmethod
    def area(self) -> float: ...

    def describe(self) -> str:
        """Return a line about the shape."""
        return f"{self.name}: {self.area}"

#: statements that look useless but are not
def check(values, stream):
    """Check the values."""
    ...
    next(stream)
    values[0]()
    stream.send(None)
    "a string in the place of a comment"
    yield
    yield values

#: a cache on a static method and on a function
from functools import cache, cached_property, lru_cache


@cache
def fib(n: int) -> int:
    return n if n < 2 else fib(n - 1) + fib(n - 2)


class Tools:
    @staticmethod
    @lru_cache(maxsize=8)
    def square(n: int) -> int:
        return n * n

    @cached_property
    def size(self) -> int:
        return fib(10)

#: a warning with a stack level
import warnings

warnings.warn("old", DeprecationWarning, stacklevel=2)

#: star arguments before keyword arguments
def show(*args, **kw):
    print(args, kw)


show(*[1], *[2], sep="", **{"end": "\n"})

#: a specific exception in a test
import unittest


class DivisionTest(unittest.TestCase):
    def test_zero(self):
        with self.assertRaises(ZeroDivisionError):
            print(1 / 0)
        with self.assertRaisesRegex(Exception, "division"):
            print(1 / 0)

#: set and dictionary comprehensions with changing keys
words = ["a", "bb"]
print({w: len(w) for w in words}, {len(w) for w in words}, {1, 1.5, "1"})

#: an iteration over a copy of what changes
queue = [3, 2, 1]
for item in list(queue):
    queue.remove(item)
for key in {"a": 1}.keys():
    print(key)

#: getattr with a constant and a comment inside
#= 6:5 warning B009
class Point:
    x = 1


print(
    getattr(  # by name
        Point(), "x"
    )
)

#: setattr with a constant whose value is a lambda
#= 6:1 warning B010 fixable
class Button:
    pass


button = Button()
setattr(button, "click", lambda: None)

#: getattr of a dunder name and of a mangled name
#= 6:7 warning B009 fixable
class Box:
    def read(self):
        return getattr(self, "__secret")


print(getattr(Box, "__name__"))

#: nested function defaults and a class attribute default
#= 7:26 warning B008
#= 7:53 warning B006
import random


class Dice:
    sides = random.choice([6, 8])

    def roll(self, count=random.randint(1, 3), kept=[1]):
        return count, kept
