#: an alias in a from import of several lines is not used
#= 2:15 warning F401 fixable
from os import (
    getcwd as getcwd_,
    sep,
)

print(sep)

#: a conditional function definition
import sys

if sys.platform == "win32":
    def clear():
        return "cls"
else:
    def clear():
        return "clear"

print(clear())

#: overloads and property setters share a name
from typing import overload


class Angle:
    def __init__(self) -> None:
        self._degrees = 0.0

    @property
    def degrees(self) -> float:
        return self._degrees

    @degrees.setter
    def degrees(self, value: float) -> None:
        self._degrees = value


@overload
def double(value: int) -> int: ...
@overload
def double(value: str) -> str: ...
def double(value):
    return value * 2

#: underscore names and tuple unpacking are not unused
def parts(text):
    head, sep, tail = text.partition("=")
    _unused = tail
    _ = sep
    return head

#: a name defined later but used inside a function
def start():
    return helper() + LIMIT


def helper():
    return 1


LIMIT = 10
print(start())

#: builtin names and dunder names
print(__name__, __file__, __doc__, len, NotImplemented, Ellipsis, __builtins__)


class Node:
    kind = __qualname__

    def where(self):
        return __class__

#: a forward reference to the own class
class Tree:
    def __init__(self, left: "Tree | None" = None) -> None:
        self.left = left

    def child(self) -> "Tree":
        return self.left or self

#: globals set in one function and read in another
_cache = None


def get():
    global _cache
    if _cache is None:
        _cache = {"ready": True}
    return _cache


print(get())

#: a variable used only in a nested function
def make_counter():
    count = 0

    def step():
        nonlocal count
        count += 1
        return count

    return step

#: a loop variable that is read after the loop
for number in range(2, 10):
    if number % 7 == 0:
        break
print(number)

#: locals keeps variables in use
def render(template):
    title = "Report"
    author = "Ada"
    return template.format(**locals())

#: a deleted name
#= 3:7 error F821
value = 1
del value
print(value)

#: an undefined name in an f-string
#= 2:21 error F821
def greet(name):
    return f"hello {nme}!"

#: an undefined name in a default value
#= 1:18 error F821
def wait(seconds=DEFAULT):
    return seconds

#: an import after a module docstring and a path change
import sys

sys.path.insert(0, "lib")

import helpers

print(helpers.VERSION)

#: an import after an if for versions
import sys

if sys.version_info >= (3, 11):
    import tomllib
else:
    tomllib = None
import json

print(tomllib, json)

#: an unused import whose comment a fix would lose
#= 1:8 warning F401
import json  # needed by the plugins

#: an unused name in a list with comments
#= 2:5 warning F401
from json import (
    dumps,  # for the report
    loads,
)

print(loads("1"))

#: an unused import that only tests for a package
#= 2:12 warning F401
try:
    import json
except ImportError:
    print("no json")

#: an unused relative import
#= 1:15 warning F401
from . import helpers

#: an unused import of a module that changes the prompt
#= 1:8 warning F401
import readline

#: three unused imports on a line
#= 1:1 warning E401
#= 1:8 warning F401 fixable
#= 1:12 warning F401 fixable
#= 1:17 warning F401 fixable
import os, sys, json

#: every name of a from import is unused
#= 1:16 warning F401 fixable
#= 1:22 warning F401 fixable
from os import path, sep

#: an unused import in a branch of its own
#= 2:12 warning F401 fixable
if True:
    import os

#: an import that a function parameter hides
#= 1:8 warning F401 fixable
#= 4:10 warning F811
import json


def show(json):
    return json

#: an import that a function redefines
#= 4:5 warning F811
import json


def json():
    return 1

#: an import in a class body is an attribute
class Tools:
    import os
    from json import dumps

#: an import that is only mentioned in a comment
#= 1:8 warning F401 fixable
import json

# json.dumps would be better here
print("{}")

#: a comment above an unused import stays
#= 2:8 warning F401 fixable
# The standard library.
import json

print("x")

#: a misspelled builtin and a misspelled module
#= 3:7 error F821
#= 3:31 error F821
import math

print(lenght("abc"), math.pi, maths.e)

#: a name that only exists in python 2
#= 1:7 error F821
#= 1:21 error F821
#= 1:32 error F821
print(unicode("a"), xrange(3), raw_input())

#: an undefined name in each kind of expression
#= 2:10 error F821
#= 3:10 error F821
#= 3:22 error F821
#= 4:5 warning E731
#= 4:18 error F821
#= 4:26 error F821
#= 5:11 error F821
#= 5:14 error F821
#= 6:5 error F821
#= 7:5 error F821
#= 7:18 error F821
#= 8:19 error F821
def f(a):
    b = [x1 for _ in a]
    c = {x2: 1, "k": x3}
    d = lambda q=x4: q + x5
    e = a[x6:x7]
    x8.attribute = 1
    x9[0] = b if y1 else c
    return d, e, *y2

#: a variable read before the loop that sets it in a class
#= 4:16 error F821
class Table:
    rows = [1, 2]
    total = sum(rows)
    doubled = [total * r for r in rows]

#: unused variables of several kinds
#= 2:5 warning F841
#= 3:5 warning F841
#= 4:5 warning F841
#= 5:24 warning F841
#= 7:9 warning F841
def f(path):
    a = 1
    b: int = 2
    c = d = path
    with open(path) as e:
        pass
    if (g := len(path)) > 3:
        return d
    return None

#: an unused variable whose value is a call
#= 5:5 warning F841
import datetime


def stamp():
    now = datetime.datetime.now()
    return "later"

#: an augmented variable counts as used
def count(items):
    n = 0
    for _ in items:
        n += 1
    return items
