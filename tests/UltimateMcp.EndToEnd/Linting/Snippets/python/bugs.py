#: a doubled plus before a variable
#= 2:7 warning B002
n = 1
print(++n)

#: the environment replaced as a whole
#= 3:1 warning B003
import os

os.environ = {"HOME": "/"}

#: hasattr asked for call
#= 2:12 warning B004
def is_function(thing):
    return hasattr(thing, "__call__")

#: a mutable default value
#= 1:21 warning B006
def add(item, items=[]):
    items.append(item)
    return items

#: three mutable default values
#= 1:17 warning B006
#= 1:26 warning B006
#= 1:35 warning B006
def configure(a={}, *, b=set(), c=list()):
    return a, b, c

#: a loop variable that is not used
#= 1:5 warning B007
for i in range(3):
    print("hello")

#: one of two loop variables is not used
#= 2:11 warning B007
ages = {"Ada": 36}
for name, age in ages.items():
    print(name)

#: a call in a default value
#= 4:15 warning B008
import time


def stamp(now=time.time()):
    return now

#: a date from today as a default value
#= 4:27 warning B008
from datetime import date


def report(*, day: date = date.today()) -> str:
    return day.isoformat()

#: getattr with a constant
#= 5:7 warning B009 fixable
class Point:
    x = 1


print(getattr(Point(), "x"))

#: setattr with a constant
#= 6:1 warning B010 fixable
class Point:
    x = 1


point = Point()
setattr(point, "x", 2)

#: assert false
#= 4:12 warning B011
def pick(kind):
    if kind == "a":
        return 1
    assert False, "unknown kind"

#: return in a finally block
#= 5:9 warning B012
def read(path):
    try:
        return open(path).read()
    finally:
        return ""

#: break in a finally block of a loop
#= 5:9 warning B012
for name in ["a", "b"]:
    try:
        print(name)
    finally:
        break

#: continue in a finally block of a loop
#= 5:9 warning B012
while True:
    try:
        print("work")
    finally:
        continue

#: a tuple with one exception type
#= 3:8 warning B013
try:
    n = int("1")
except (ValueError,):
    n = 0

#: a tuple with an exception type twice
#= 3:8 warning B014
try:
    n = int("1")
except (ValueError, ValueError):
    n = 0

#: raise of a string
#= 2:11 warning B016
def fail():
    raise "something broke"

#: a test that expects any exception
#= 6:14 warning B017
import unittest


class DivisionTest(unittest.TestCase):
    def test_zero(self):
        with self.assertRaises(Exception):
            print(1 / 0)

#: a pytest test that expects any exception
#= 5:10 warning B017
import pytest


def test_zero():
    with pytest.raises(Exception):
        print(1 / 0)

#: a list that is not used
#= 2:1 warning B018
values = [3, 1]
[values, 2]

#: an attribute that is read for nothing
#= 3:1 warning B018
import sys

sys.path

#: a method that is named but not called
#= 2:1 warning B018
file = open("a.txt")
file.close

#: a number as a statement
#= 2:5 warning B018
def answer():
    42

#: a cache on a method
#= 5:5 warning B019
import functools


class Repository:
    @functools.lru_cache(maxsize=None)
    def find(self, key):
        return key * 2

#: a loop variable that replaces what it walks over
#= 2:5 warning B020
values = [1, 2, 3]
for values in values:
    print(values)

#: suppress without an exception type
#= 3:6 warning B022
import contextlib

with contextlib.suppress():
    print("work")

#: a closure over a loop variable
#= 3:34 warning B023
actions = []
for number in range(3):
    actions.append(lambda: print(number))

#: a nested function that reads a loop variable
#= 5:20 warning B023
def build(names):
    handlers = {}
    for name in names:
        def handler():
            return name.upper()
        handlers[name] = handler
    return handlers

#: an abstract class without abstract methods
#= 4:7 warning B024
from abc import ABC


class Shape(ABC):
    def area(self):
        return 0

#: an empty method of an abstract class
#= 9:5 warning B027
from abc import ABC, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self):
        ...

    def draw(self):
        pass

#: an exception type handled twice
#= 5:8 warning B025
try:
    n = int("1")
except ValueError:
    n = 0
except ValueError:
    n = 1

#: a star argument after a keyword argument
#= 2:20 warning B026
rest = [1, 2]
print(max(key=abs, *rest))

#: a warning without a stack level
#= 5:5 warning B028
import warnings


def old():
    warnings.warn("use new() instead", DeprecationWarning)

#: an empty tuple of exception types
#= 3:1 warning B029
try:
    n = int("1")
except ():
    n = 0

#: a handler for something that is no exception type
#= 3:8 warning B030
try:
    n = int("1")
except "ValueError":
    n = 0

#: a group that is read twice
#= 5:25 warning B031
from itertools import groupby

for key, group in groupby([1, 1, 2]):
    for _ in range(2):
        print(key, list(group))

#: an annotation instead of an assignment
#= 2:1 warning B032
ages = {}
ages["Ada"]: 36

#: a value that occurs twice in a set
#= 1:20 warning B033
primes = {2, 3, 5, 3}

#: flags passed as the count of a substitution
#= 3:7 warning B034
import re

print(re.sub("a", "b", "A a", re.IGNORECASE))

#: a constant key in a dictionary comprehension
#= 1:10 warning B035
pairs = {"key": value for value in range(3)}

#: a mutable default of a context variable
#= 3:35 warning B039
from contextvars import ContextVar

seen = ContextVar("seen", default=[])

#: an exception that hides its cause
#= 5:9 warning B904
def parse(text):
    try:
        return int(text)
    except ValueError:
        raise RuntimeError("not a number")
