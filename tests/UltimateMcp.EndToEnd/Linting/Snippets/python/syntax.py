#: a missing colon after an if
#= 1:9 error invalid-syntax
if ready
    start()

#: a missing colon after a function head
#= 1:15 error invalid-syntax
def area(w, h)
    return w * h

#: a missing colon after a while inside a function
#= 3:25 error invalid-syntax
def count(items):
    n = 0
    while n < len(items)
        n += 1
    return n

#: a string without its closing quote
#= 1:8 error invalid-syntax
name = "Ada
print(name)

#: an assignment to a literal
#= 1:1 error invalid-syntax
1 = value

#: an assignment to a call
#= 2:1 error invalid-syntax
scores = {}
scores.get("a") = 3

#: an augmented assignment to a sum
#= 3:1 error invalid-syntax
a = 1
b = 2
a + b += 1

#: deleting a call
#= 1:5 error invalid-syntax
del load()

#: a print statement of python 2
#= 1:7 error invalid-syntax
print "hello"

#: an exec statement of python 2
#= 2:6 error invalid-syntax
code = "x = 1"
exec code

#: a doubled equals sign split by a space
#= 1:9 error invalid-syntax
total = = 1

#: a default parameter before one without
#= 1:19 error invalid-syntax
def power(base=2, exponent):
    return base ** exponent

#: a positional argument after a keyword argument
#= 1:26 error invalid-syntax
data = dict(one=1, *[2], 3)

#: a walrus as a statement
#= 1:3 error invalid-syntax
n := 10

#: a keyword as a variable
#= 1:7 error invalid-syntax
class = "first"

#: an import list without names
#= 1:15 error invalid-syntax
from os import

#: a function without a body
#= 5:1 error invalid-syntax
def later():
    # to be written


print("done")

#: a body that is not indented
#= 2:1 error invalid-syntax
for i in range(3):
print(i)

#: a line that is indented for no reason
#= 2:1 error invalid-syntax
total = 1
    count = 2
print(total)

#: a decimal number with a leading zero
#= 1:17 error invalid-syntax
chmod("run.sh", 0755)

#: a number with two underscores
#= 1:12 error invalid-syntax
million = 1__000

#: a bytes literal with a letter outside ascii
#= 1:11 error invalid-syntax
word = b"né"

#: an empty replacement field
#= 1:11 error invalid-syntax
text = f"{}"

#: an unknown conversion in an f-string
#= 2:13 error invalid-syntax
n = 3
text = f"{n!z}"

#: a lone closing brace in an f-string
#= 1:11 error invalid-syntax
text = f"a}b"

#: a windows path whose backslash starts a unicode escape
#= 1:13 error invalid-syntax
path = "C:\Under\ada"

#: a broken hex escape
#= 1:12 error invalid-syntax
mark = "a\xg1"

#: a star without keyword parameters after it
#= 1:14 error invalid-syntax
def open_(*, **options):
    return options

#: two parameters with one name
#= 1:16 error invalid-syntax
def add(first, first):
    return first

#: a star as the whole target
#= 1:1 error invalid-syntax
*rest = [1, 2]

#: two stars in one assignment
#= 1:1 error F622
*first, *last = [1, 2, 3]

#: a repeated keyword argument
#= 1:18 error invalid-syntax
opts = dict(a=1, a=2)

#: a case that hides the ones below
#= 3:10 error invalid-syntax
command = "go"
match command:
    case other:
        print(other)
    case "stop":
        print("bye")

#: one name bound twice in a pattern
#= 3:14 error invalid-syntax
point = (1, 2)
match point:
    case (x, x):
        print(x)

#: return at the top of a module
#= 2:5 error F706
if __name__ == "__main__":
    return 1

#: return in a class body
#= 3:5 error F706
class Config:
    debug = True
    return debug

#: yield at the top of a module
#= 1:1 error F704
yield 1

#: break outside of a loop
#= 3:9 error F701
def stop(flag):
    if flag:
        break
    return flag

#: continue outside of a loop
#= 2:5 error F702
def skip():
    continue

#: break in a function inside a loop
#= 3:9 error F701
for name in ["a", "b"]:
    def handler():
        break
    print(name, handler)

#: a bare except before another handler
#= 3:1 warning E722
#= 3:1 error F707
try:
    n = int("1")
except:
    n = 0
except ValueError:
    n = 1

#: a future import that is not the first statement
#= 2:1 error F404
import json
from __future__ import annotations
print(json.dumps([]))

#: a future feature that does not exist
#= 1:24 error F407
from __future__ import braces

#: an ellipsis and a pass as bodies
def a(): ...


def b():
    pass


class C: ...

#: two statements on a line are allowed
x = 1; y = 2
if x: print(y)

#: a useless semicolon
#= 1:6 warning E703 fixable
x = 1;
print(x)

#: a match statement with all kinds of patterns
def describe(value):
    match value:
        case None | True | False:
            return "constant"
        case int(n) if n < 0:
            return "negative"
        case [first, *rest]:
            return f"{first} and {len(rest)} more"
        case {"kind": kind, **others}:
            return f"{kind} with {len(others)} keys"
        case str() as text:
            return text
        case _:
            return "other"
