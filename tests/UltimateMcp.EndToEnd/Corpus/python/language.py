#: classes, properties and inheritance
from abc import ABC, abstractmethod
class Shape(ABC):
    @abstractmethod
    def area(self): ...
    @property
    def label(self): return f"{type(self).__name__} of {self.area()}"
class Square(Shape):
    __slots__ = ("side",)
    def __init__(self, side): self.side = side
    def area(self): return self.side ** 2
    def __eq__(self, other): return self.side == other.side
    def __hash__(self): return hash(self.side)
print(Square(3).label, Square(2) == Square(2), len({Square(1), Square(1)}), Square.__mro__[1].__name__)
try:
    Shape()
except TypeError as error:
    print("abstract" in str(error))

#: dataclasses and named tuples
from collections import namedtuple
from dataclasses import asdict, dataclass, field, replace
from typing import NamedTuple
@dataclass(order=True, frozen=True)
class Item:
    price: float
    name: str = field(compare=False)
    tags: list = field(default_factory=list, compare=False)
class Pair(NamedTuple):
    a: int
    b: int = 2
print(
    sorted([Item(2, "b"), Item(1, "a")])[0], asdict(replace(Item(1, "x"), name="y")), Pair(1)._replace(b=5),
    namedtuple("P", "x y")(1, 2)._asdict()
)

#: enumerations
from enum import Enum, Flag, IntEnum, auto
class Colour(Enum):
    RED = auto()
    BLUE = auto()
class Mode(Flag):
    READ, WRITE = 1, 2
print([colour.name for colour in Colour], Colour(1), Colour["BLUE"].value, Mode.READ | Mode.WRITE == Mode(3), IntEnum("N", "A B").B + 1)

#: generators and their ends
def count(n):
    try:
        got = yield n
        yield from (got, n + 1)
    finally:
        print("closed")
generator = count(1)
print(next(generator), generator.send("sent"), next(generator))
generator.close()
print(sum(x * x for x in range(5)), [y for x in ([1], [2, 3]) for y in x if y > 1], {k: v for k, v in zip("ab", (1, 2))})

#: decorators and closures
import functools
def traced(function):
    @functools.wraps(function)
    def inner(*args, **kwargs):
        inner.calls += 1
        return function(*args, **kwargs)
    inner.calls = 0
    return inner
@traced
@functools.lru_cache(maxsize=None)
def fibonacci(n): return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)
print(fibonacci(80), fibonacci.calls, fibonacci.__name__, functools.partial(pow, 2)(10), functools.reduce(lambda a, b: a * b, range(1, 6)))

#: context managers
import contextlib
import io
class Resource:
    def __enter__(self): print("in"); return self
    def __exit__(self, kind, error, trace): print("out", kind.__name__ if kind else None); return True
with Resource(): raise KeyError("held")
with contextlib.ExitStack() as stack:
    stack.callback(print, "called last")
    stack.enter_context(contextlib.suppress(ZeroDivisionError))
    1 / 0
with contextlib.redirect_stdout(io.StringIO()) as out: print("caught")
print(out.getvalue().strip(), contextlib.closing(out).thing is out)

#: exceptions, causes and notes
class Own(ValueError):
    pass
try:
    try:
        int("x")
    except ValueError as error:
        raise Own("outer") from error
except Own as error:
    print(error, type(error.__cause__).__name__, error.__traceback__.tb_lineno)
finally:
    print("finally")
try:
    assert 1 == 2, "not equal"
except AssertionError as error:
    print(error)

#: collections
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque
groups = defaultdict(list)
for word in "apple bob axe".split(): groups[word[0]].append(word)
ring = deque(range(5), maxlen=3)
ring.rotate(1)
print(dict(groups), ring, Counter("mississippi").most_common(2), ChainMap({"a": 1}, {"a": 2, "b": 3})["b"], list(OrderedDict(a=1).items()))

#: iterators combined
import itertools
import operator
print(
    list(itertools.permutations("abc", 2))[:3], list(itertools.combinations(range(4), 2))[-1],
    list(itertools.accumulate([1, 2, 3])), list(itertools.chain("ab", [1])),
    [(k, len(list(g))) for k, g in itertools.groupby("aabccc")],
    list(itertools.islice(itertools.count(5), 2)), operator.itemgetter(1)("ab")
)

#: heaps, bisection and sorting
import bisect
import heapq
heap = [5, 1, 4]
heapq.heapify(heap)
heapq.heappush(heap, 0)
print(
    [heapq.heappop(heap) for _ in range(4)], heapq.nlargest(2, [3, 9, 7]), bisect.bisect([1, 3, 5], 3),
    sorted(["b", "A"], key=str.lower), list(heapq.merge([1, 4], [2, 3]))
)

#: copies, weak references and identities
import copy
import weakref
class Node: pass
node = Node()
node.children = [[1]]
deep, flat = copy.deepcopy(node), copy.copy(node)
node.children[0].append(2)
print(deep.children, flat.children, weakref.ref(node)() is node, len(weakref.WeakSet([node])), weakref.finalize(node, print, "gone").alive)

#: code is compiled and run
print(eval("6 * 7"), exec("x = 5") or x, compile("a + 1", "<own>", "eval").co_names)
scope = {}
exec(compile("def f(n):\n    return n * 2", "own.py", "exec"), scope)
print(scope["f"](4))
try:
    compile("def (", "own.py", "exec")
except SyntaxError as error:
    print(error.filename, error.lineno)

#: syntax trees
import ast
tree = ast.parse("def f(a, b=1):\n    return a + b")
class Rename(ast.NodeTransformer):
    def visit_Name(self, node): return ast.copy_location(ast.Name(id=node.id.upper(), ctx=node.ctx), node)
print(type(tree.body[0]).__name__, [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)], ast.literal_eval("[1, {'a': (2,)}]"))
print(ast.unparse(Rename().visit(tree)))

#: byte code and symbols
import dis
import io
import symtable
out = io.StringIO()
dis.dis(lambda n: n + 1, file=out)
print(
    "RETURN_VALUE" in out.getvalue(),
    symtable.symtable("def f(): x = 1", "own", "exec").get_children()[0].get_name(),
    dis.stack_effect(dis.opmap["POP_TOP"])
)

#: functions are inspected
import inspect
import typing
def given(a: int, *rest, key: str = "x", **more) -> bool:
    """Says something."""
print(
    inspect.signature(given), inspect.getdoc(given), typing.get_type_hints(given), inspect.isfunction(given),
    [name for name, _ in inspect.getmembers(3) if name == "real"]
)
bound = inspect.signature(given).bind(1, 2, z=3)
print(bound.arguments["rest"], bound.arguments["more"])

#: a module of one's own is imported
import importlib
import sys
sys.path.insert(0, ".")
with open("own_module.py", "w") as file: file.write("VALUE = 1\ndef double(n): return n * 2\n")
import own_module
print(own_module.double(21), own_module.__name__, importlib.util.find_spec("absent_module") is None)
with open("own_module.py", "w") as file: file.write("VALUE = 'changed'\n")
importlib.invalidate_caches()
print(importlib.reload(own_module).VALUE)

#: packages, data files and zipped modules
import importlib.resources
import os
import sys
import zipfile
os.makedirs("pack/part")
for path, text in (("pack/__init__.py", "from .part import x"), ("pack/part/__init__.py", "x = 7"), ("pack/data.txt", "data")):
    with open(path, "w") as file: file.write(text)
with zipfile.ZipFile("zipped.zip", "w") as archive: archive.writestr("inzip.py", "y = 8")
sys.path[:0] = [".", "zipped.zip"]
import inzip
import pack
print(pack.x, inzip.y, importlib.resources.files("pack").joinpath("data.txt").read_text())

#: scripts and modules are run
import compileall
import py_compile
import runpy
with open("script.py", "w") as file: file.write("print('run as', __name__)\nresult = 5\n")
print(runpy.run_path("script.py", run_name="own")["result"], py_compile.compile("script.py", "script.pyc"))
print(compileall.compile_file("script.py", quiet=1), runpy.run_path("script.py", run_name="again")["__name__"])

#: types are annotated and checked while running
from typing import Generic, Optional, Protocol, TypedDict, TypeVar, Union, get_args, runtime_checkable
T = TypeVar("T")
class Box(Generic[T]):
    def __init__(self, item: T): self.item = item
@runtime_checkable
class Sized(Protocol):
    def __len__(self) -> int: ...
class Film(TypedDict, total=False): name: str
print(Box[int](3).item, isinstance([], Sized), Film(name="x"), get_args(Optional[int])[0].__name__, Union[int, str] == Union[str, int])

#: descriptors and metaclasses
class Positive:
    def __set_name__(self, owner, name): self.name = "_" + name
    def __get__(self, instance, owner): return getattr(instance, self.name)
    def __set__(self, instance, value):
        if value < 0: raise ValueError("negative")
        setattr(instance, self.name, value)
class Registry(type):
    classes = []
    def __new__(meta, name, bases, body):
        meta.classes.append(name)
        return super().__new__(meta, name, bases, body)
class Account(metaclass=Registry):
    balance = Positive()
account = Account()
account.balance = 5
try:
    account.balance = -1
except ValueError as error:
    print(account.balance, error, Registry.classes)

#: C functions are called
import ctypes
library = ctypes.CDLL(None)
library.strlen.restype = ctypes.c_size_t
print(library.strlen(b"four"), library.abs(-5), ctypes.sizeof(ctypes.c_long) >= 4)
class Point(ctypes.Structure): _fields_ = [("x", ctypes.c_int), ("y", ctypes.c_double)]
buffer = ctypes.create_string_buffer(b"abc", 10)
print(Point(1, 2.5).y, buffer.value, ctypes.string_at(ctypes.addressof(buffer), 2), ctypes.cast(buffer, ctypes.c_char_p).value)

#: C functions call back
import ctypes
compare = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_int), ctypes.POINTER(ctypes.c_int))(lambda a, b: a[0] - b[0])
numbers = (ctypes.c_int * 5)(5, 1, 4, 2, 3)
ctypes.CDLL(None).qsort(numbers, len(numbers), ctypes.sizeof(ctypes.c_int), compare)
print(list(numbers))

#: the mathematical library by ctypes
import ctypes
import ctypes.util
library = ctypes.CDLL("libm.so.6", use_errno=True)
library.cos.restype, library.cos.argtypes = ctypes.c_double, [ctypes.c_double]
print(library.cos(0.0), ctypes.CDLL(None, use_errno=True).close(-1), ctypes.get_errno())
