#: an unused import
#= 1:8 warning F401 fixable
import os

#: an unused import with another name
#= 1:16 warning F401 fixable
import json as j

#: an unused name of a from import
#= 1:22 warning F401 fixable
from pathlib import (Path)

#: one of three names is not used
#= 1:34 warning F401 fixable
from collections import Counter, deque, OrderedDict

print(Counter("aab"), OrderedDict())

#: an unused third-party import stays because it may have effects
#= 1:17 warning F401
import numpy as np

#: an unused import of a module that has import side effects
#= 1:8 warning F401
import antigravity

#: an unused submodule
#= 1:8 warning F401 fixable
import os.path

#: an unused import inside a function
#= 2:12 warning F401 fixable
def load():
    import json
    return 1

#: two imports on a line
#= 1:1 warning E401
import os, sys

print(os.name, sys.argv)

#: an import after code
#= 4:1 warning E402
import sys

print(sys.argv)
import json

print(json.dumps({}))

#: an import that a loop variable hides
#= 4:5 warning F402
import shutil

print(shutil.which("ls"))
for shutil in ["a", "b"]:
    print(shutil)

#: a star import
#= 1:1 warning F403
from math import *

#: a name that may come from a star import
#= 1:1 warning F403
#= 3:7 warning F405
from math import *

print(sqrt(2))

#: a name that nothing defines
#= 2:12 error F821
def double(value):
    return vlaue * 2

#: an undefined name in a class body
#= 2:15 error F821
class Config:
    retries = DEFAULT_RETRIES

#: an undefined type in an annotation
#= 1:22 error F821
def save(path, data: Optional[str] = None):
    return path, data

#: an undefined name in a string annotation
#= 1:18 error F821
def parse(node: "Tree") -> None:
    print(node)

#: an undefined decorator
#= 1:2 error F821
@cached
def slow():
    return 1

#: a class attribute read without self
#= 5:20 error F821
class Counter:
    step = 2

    def add(self, n):
        return n + step

#: the exception variable used after its handler
#= 3:22 warning F841
#= 5:7 error F821
try:
    n = int("x")
except ValueError as error:
    n = 0
print(error)

#: a comprehension variable used afterwards
#= 2:16 error F821
squares = [i * i for i in range(4)]
print(squares, i)

#: a name in dunder all that does not exist
#= 1:21 error F822
__all__ = ["first", "second"]


def first():
    return 1

#: dunder all contains something that is no string
#= 1:1 error PLE0604
__all__ = ["first", 2]


def first():
    return 1

#: dunder all is a number
#= 1:1 error PLE0605
__all__ = 5

#: a local variable read before it is assigned
#= 5:11 error F823
import random


def roll():
    while random.random() < 0.5:
        random = 3
    return random

#: an unused local variable
#= 2:5 warning F841
def compute():
    result = 41
    return 42

#: an unused exception variable
#= 4:26 warning F841
def read(text):
    try:
        return int(text)
    except ValueError as problem:
        return 0

#: an unused variable of a with statement
#= 4:42 warning F841
import contextlib

def work():
    with contextlib.suppress(OSError) as guard:
        print("x")

#: a function defined twice
#= 5:5 warning F811
def area(r):
    return 3 * r * r


def area(r):
    return 3.14159 * r * r

#: a method defined twice
#= 5:9 warning F811
class Shape:
    def name(self):
        return "shape"

    def name(self):
        return "form"

#: an import repeated by mistake
#= 2:8 warning F811
import json
import json

print(json.dumps(1))

#: a test class that defines a test twice
#= 8:9 warning F811
import unittest


class AdditionTest(unittest.TestCase):
    def test_sum(self):
        self.assertEqual(1 + 1, 2)

    def test_sum(self):
        self.assertEqual(2 + 2, 4)

#: nonlocal without a binding
#= 3:18 error PLE0117
def outer():
    def inner():
        nonlocal count
        count = 1
        return count
    return inner

#: a global used before its declaration
#= 5:11 error PLE0118
level = 1


def raise_level():
    print(level)
    global level
    level = 2

#: a name that is global and nonlocal
#= 5:16 error PLE0115
def outer():
    value = 1

    def inner():
        global value
        nonlocal value
        value = 2
    return inner, value

#: ambiguous variable names
#= 1:1 warning E741
#= 2:1 warning E741
#= 4:5 warning E741
l = 1
O = 2
print(l, O)
for I in range(2):
    print(I)

#: an ambiguous parameter
#= 1:11 warning E741
def scale(l, k):
    return l * k

#: an ambiguous class name
#= 1:7 warning E742
class I:
    pass

#: an ambiguous function name
#= 1:5 warning E743
def O():
    return 0

#: a lambda given a name
#= 1:1 warning E731
square = lambda x: x * x
print(square(3))

#: an annotated lambda given a name
#= 3:1 warning E731
from collections.abc import Callable

twice: Callable[[int], int] = lambda n: 2 * n
print(twice(4))

#: a lambda as an attribute and as an argument
class Button:
    def __init__(self):
        self.on_click = lambda: None


print(sorted([3, 1], key=lambda n: -n), Button().on_click())

#: an import used only in an annotation
from __future__ import annotations

from decimal import Decimal


def pay(amount: Decimal) -> None:
    print(amount)

#: an import used only in a string annotation
import datetime


def age(born: "datetime.date") -> int:
    return 2024 - born.year

#: an import for type checking only
from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def total(values: Iterable[int]) -> int:
    return sum(values)

#: an import listed in dunder all
from os.path import join

__all__ = ["join"]

#: an import with a fallback
try:
    import tomllib
except ImportError:
    import tomli as tomllib

print(tomllib.loads("a = 1"))
