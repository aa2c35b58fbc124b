#: a comparison with none
#= 2:13 warning E711
value = 1
if value == None:
    print("nothing")

#: none on the left side
#= 2:4 warning E711
value = 1
if None != value:
    print("something")

#: a comparison with true
#= 2:4 warning E712
done = False
if done == True:
    print("done")

#: a comparison with false
#= 2:7 warning E712
done = False
while done != False:
    print("still")
    break

#: not before a membership test
#= 2:8 warning E713 fixable
names = ["a"]
if not "b" in names:
    print("missing")

#: not before an identity test
#= 2:8 warning E714 fixable
value = 1
if not value is None:
    print(value)

#: not before a membership test with parentheses
#= 2:11 warning E713 fixable
names = ["a"]
ok = not ("b" in names)
print(ok)

#: types compared with equals
#= 2:12 warning E721
def same(a, b):
    return type(a) == type(b)

#: a type compared with a class
#= 2:8 warning E721
def is_text(a):
    if type(a) != str:
        return False
    return True

#: types compared with is
def same(a, b):
    return type(a) is type(b)

#: an assertion about a tuple is always true
#= 2:1 warning F631
x = 1
assert (x == 1, "x must be one")

#: an if with a tuple as its condition
#= 2:4 warning F634
x = 1
if (x, 2):
    print(x)

#: a comparison whose result is lost
#= 2:1 warning B015
x = 1
x == 2

#: a comparison in place of an assertion at the end of a test
#= 3:5 warning B015
def test_sum():
    total = sum([1, 2])
    total == 3

#: print with the redirection of python 2
#= 3:1 warning F633
import sys

print >> sys.stderr, "hello"

#: raise of the constant not implemented
#= 2:11 warning F901
def area():
    raise NotImplemented

#: raise of a call of not implemented
#= 2:11 warning F901
def area():
    raise NotImplemented("later")

#: bare except
#= 3:1 warning E722
try:
    n = int("3")
except:
    n = 0

#: bare except that raises again
try:
    n = int("3")
except:
    print("no number")
    raise

#: a repeated key in a dictionary
#= 4:5 warning F601
colors = {
    "red": 1,
    "green": 2,
    "red": 3,
}

#: a repeated number as a key
#= 1:26 warning F601
names = {1: "a", 2: "b", 1: "c"}

#: a repeated variable as a key
#= 2:18 warning F602
key = "k"
pairs = {key: 1, key: 2}

#: comparisons that are fine
import math

x = None
values = [1, 2]
print(x is None, x is not None, 3 not in values, not values, 1 < len(values) <= 3)
print(isinstance(x, int), math.nan != math.nan, x == "", values == [], x == 0)

#: identity of singletons
MISSING = object()


def get(mapping, key, default=MISSING):
    value = mapping.get(key, MISSING)
    if value is MISSING:
        if default is MISSING:
            raise KeyError(key)
        return default
    return True if value is True else value

#: operators of a query that only look like comparisons
class Column:
    def __eq__(self, other):
        return ("eq", self, other)

    def __ne__(self, other):
        return ("ne", self, other)

    __hash__ = None


query = Column() == 3
print(query, Column() != 4)

#: a dictionary whose keys differ in type or case
table = {"a": 1, "A": 2, b"a": 3, ("a",): 4, 1: 5, "1": 6}
print(table)

#: two comparisons chained with and
def inside(point, box):
    left, top, right, bottom = box
    x, y = point
    return left <= x < right and top <= y < bottom

#: a comparison that a matrix library overloads
def mask(frame):
    return (frame["age"] >= 18) & ~(frame["name"] == "")

#: not with two different operands
a, b = 1, [2]
print(not a == 2, not a < 3, not (a in b or a is None))

#: a membership test whose comment a fix would lose
#= 3:5 warning E713
names = ["a"]
if not (  # the usual case
    "b" in names
):
    print("missing")

#: several comparisons with none on a line
#= 2:12 warning E711
#= 2:23 warning E711
#= 2:29 warning E712
a = b = 1
print(a == None, b != None, a == True)

#: a comparison with none in a comprehension
#= 2:32 warning E711
rows = [1, None]
print([r for r in rows if r != None])

#: identity with a string
#= 2:4 warning F632
mode = "r"
if mode is "r":
    print("read")

#: identity with a number
#= 2:7 warning F632
count = len("abc")
print(count is not 3)

#: identity with an empty list
#= 2:4 warning F632
rows = list("ab")
if rows is []:
    print("empty")
