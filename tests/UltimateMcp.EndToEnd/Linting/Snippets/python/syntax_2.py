#: exception groups of python 3.11
def run(tasks):
    try:
        return [task() for task in tasks]
    except* ValueError as group:
        print(len(group.exceptions))
    except* OSError:
        print("input or output")

#: soft keywords used as names
match = 3
case = 4
type = "x"
_ = match + case
print(match, case, type, _)

#: positional-only and keyword-only parameters
def clamp(value, /, low=0, *, high=10):
    return max(low, min(high, value))


print(clamp(11, high=9))

#: a walrus in a condition and in a comprehension
values = [1, 5, 9]
if (n := len(values)) > 2:
    print(n)
print([half for v in values if (half := v // 2)])

#: an assignment instead of a comparison in a call
#= 1:7 error invalid-syntax
print(a + 1 = 2)

#: a dictionary without a comma between two entries
#= 1:21 error invalid-syntax
sizes = {"small": 1 "large": 2}

#: a list without a comma
#= 1:12 error invalid-syntax
items = [1 2]

#: a while without a colon on one line
#= 1:12 error invalid-syntax
while True print(1)

#: a try block without a handler
#= 3:1 error invalid-syntax
try:
    x = 1
y = 2

#: an alias without its name
#= 1:18 error invalid-syntax
import os.path as

#: a for loop over nothing
#= 1:10 error invalid-syntax
for x in :
    pass

#: raise with a comma in the style of python 2
#= 1:7 error invalid-syntax
raise ValueError, "bad"

#: the operator and in the style of c
#= 2:11 error invalid-syntax
ready = True
if ready && ready:
    print(ready)

#: a conditional expression in the style of c
#= 1:11 error invalid-syntax
#= 1:13 error invalid-syntax
x = ready ? 1 : 2

#: an increment in the style of c
#= 2:8 error invalid-syntax
count = 0
count++

#: unequal in the style of python 2
#= 2:7 error invalid-syntax
a = 1
if a <> 2:
    print(a)

#: backquotes in the style of python 2
#= 2:7 error invalid-syntax
#= 2:9 error invalid-syntax
a = 1
print(`a`)

#: a string with triple quotes that never ends
#= 1:1 error invalid-syntax
"""A module that does nothing.
print(1)

#: nonlocal at the top of a module
#= 1:1 error invalid-syntax
nonlocal x

#: an annotation on a global variable
#= 6:5 error invalid-syntax
x: int = 1


def set_x():
    global x
    x: int = 2

#: a parameter that is declared global
#= 2:12 error invalid-syntax
def set_level(level):
    global level
    return level

#: a keyword unpacking before a positional one
#= 5:9 error invalid-syntax
def f(*args, **kw):
    return args, kw


f(**{}, *[])

#: two variadic parameters
#= 1:14 error invalid-syntax
def f(*args, *more):
    return args

#: a generator without parentheses next to another argument
#= 1:7 error invalid-syntax
print(n for n in [1, 2], 3)

#: deleting a number in a tuple
#= 2:9 error invalid-syntax
a = 1
del (a, 1)

#: an assignment to none
#= 1:1 error invalid-syntax
None = 1

#: a keyword argument named true
#= 1:6 error invalid-syntax
dict(True=1)

#: a trailing comma in a with statement
#= 1:24 error invalid-syntax
with open("a.txt") as f, :
    print(f)

#: a decorator without an expression
#= 1:2 error invalid-syntax
@
def f():
    return 1

#: a unicode dash instead of a minus sign
#= 1:7 error invalid-syntax
a = 5 – 3

#: typographic quotes
#= 1:7 error invalid-syntax
#= 1:13 error invalid-syntax
print(“hello”)

#: await at the top of a module
#= 3:1 error F704
#= 3:1 error PLE1142
import asyncio

await asyncio.sleep(1)

#: await in an ordinary function
#= 5:5 error PLE1142
import asyncio


def pause():
    await asyncio.sleep(1)

#: async with in an ordinary function
#= 5:5 error PLE1142
import asyncio


def guard(lock: asyncio.Lock):
    async with lock:
        print("locked")

#: async for in an ordinary function
#= 2:5 error PLE1142
def read_all(stream):
    async for chunk in stream:
        print(chunk)

#: an asynchronous comprehension in an ordinary function
#= 2:19 error PLE1142
def read_all(stream):
    return [chunk async for chunk in stream]

#: yield from in a coroutine
#= 2:5 error PLE1700
async def walk(tree):
    yield from tree

#: a star import inside a function
#= 2:5 warning F403
#= 2:5 error F406
def load():
    from os.path import *

#: a file that is only a comment
# Nothing to see yet.

#: a long chain of operators and calls over several lines
total = (
    sum(
        value ** 2 // 3
        for value in range(10)
        if value % 2
        and value not in (5, 7)
    )
    @ 1
    if False
    else ~5 & 3 | 4 ^ 1 << 2
)
print(total)

#: every kind of literal
numbers = [0, 0x_ff, 0b1010, 0o755, 1_000, 1.5e-3, 2j, .5, 5.]
texts = ["a", 'b', """c""", r"\d", b"\x00", rb"\w", "\N{BULLET}", "\u00e9", u"old"]
others = [None, True, False, ..., {}, (), {1}, {"k": 1, **{}}, [*range(3)]]
print(numbers, texts, others)

#: nested f-strings with other quotes and formats
width, value, name = 10, 3.14159, "pi"
print(f"{name!r:>{width}} = {value:.{2}f} {'yes' if value > 3 else 'no'} {{braces}}")
print(f"{value = }", f'''{
    width
}''')

#: parenthesized context managers
with (
    open("a.txt") as source,
    open("b.txt", "w") as target,
):
    target.write(source.read())

#: async syntax inside a coroutine
async def collect(stream, lock):
    async with lock:
        rows = [row async for row in stream if await row.ready()]
    async for row in stream:
        rows.append(row)
        yield row
    print(rows)
