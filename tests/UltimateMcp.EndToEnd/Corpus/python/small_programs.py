#: words of a text are counted
import re
from collections import Counter
with open("text.txt", "w") as file: file.write("the cat and the dog and the bird\n" * 500)
with open("text.txt") as file: print(Counter(re.findall(r"\w+", file.read())).most_common(3))

#: primes by a sieve
limit = 200_000
sieve = bytearray([1]) * limit
for n in range(2, int(limit ** 0.5) + 1):
    if sieve[n]: sieve[n * n::n] = bytes(len(range(n * n, limit, n)))
print(sum(sieve) - 2)

#: queens on a board
def queens(n, row=0, columns=0, left=0, right=0):
    if row == n: return 1
    free, found = ~(columns | left | right) & ((1 << n) - 1), 0
    while free:
        bit = free & -free
        free ^= bit
        found += queens(n, row + 1, columns | bit, (left | bit) << 1, (right | bit) >> 1)
    return found
print(queens(8))

#: the shortest way through a maze
from collections import deque
maze = ["S.#.....", "..#.##.#", "....#...", ".##...#E"]
start, seen = (0, 0), {(0, 0)}
queue = deque([(start, 0)])
while queue:
    (row, column), steps = queue.popleft()
    if maze[row][column] == "E": print(steps)
    for r, c in ((row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)):
        if 0 <= r < len(maze) and 0 <= c < len(maze[0]) and maze[r][c] != "#" and (r, c) not in seen:
            seen.add((r, c))
            queue.append(((r, c), steps + 1))

#: matrices without a library
def multiply(a, b): return [[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a]
power, base, n = [[1, 0], [0, 1]], [[1, 1], [1, 0]], 300
while n:
    if n & 1: power = multiply(power, base)
    base, n = multiply(base, base), n >> 1
print(power[0][1])

#: a set that is drawn in characters
def steps(c):
    z = 0j
    for n in range(30):
        z = z * z + c
        if abs(z) > 2: return n
    return 30
for y in range(-4, 5):
    print("".join(" .:-=+*#%@"[steps(complex(x / 12, y / 4)) // 4] for x in range(-24, 10)))

#: a bank with accounts and errors
class Account:
    def __init__(self): self.balance, self.history = 0, []
    def move(self, amount):
        if self.balance + amount < 0: raise ValueError(f"only {self.balance} left")
        self.balance += amount
        self.history.append(amount)
account = Account()
account.move(10)
try:
    account.move(-20)
except ValueError as error:
    print(error, account.history)

#: a table is read, grouped and written
import csv
with open("sales.csv", "w", newline="") as file: csv.writer(file).writerows([("city", "n")] + [(("Rome", "Oslo")[n % 2], n) for n in range(10)])
sums = {}
with open("sales.csv", newline="") as file:
    for row in csv.DictReader(file): sums[row["city"]] = sums.get(row["city"], 0) + int(row["n"])
with open("sums.csv", "w", newline="") as file: csv.writer(file).writerows(sorted(sums.items()))
print(open("sums.csv").read())

#: a picture is written as PNG and BMP
import struct
import zlib
def chunk(kind, data): return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
rows = b"".join(b"\0" + bytes(x * y % 256 for x in range(16) for _ in "rgb") for y in range(16))
with open("p.png", "wb") as file: file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 16, 16, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
print(open("p.png", "rb").read(4), len(rows))

#: a simulation with a seed
import random
chance = random.Random(42)
inside = sum(chance.random() ** 2 + chance.random() ** 2 < 1 for _ in range(50_000))
print(3.1 < 4 * inside / 50_000 < 3.2)

#: roman numerals
def roman(n):
    text = ""
    for value, letters in zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "M CM D CD C XC L XL X IX V IV I".split()):
        count, n = divmod(n, value)
        text += letters * count
    return text
print(roman(1994), roman(2024), roman(4))

#: a little language is parsed and run
import operator
import re
def run(text):
    tokens = re.findall(r"[()]|[^\s()]+", text)
    def read():
        token = tokens.pop(0)
        if token != "(": return token
        items = []
        while tokens[0] != ")": items.append(read())
        tokens.pop(0)
        return items
    def value(item):
        if isinstance(item, str): return int(item)
        function, *rest = item
        return {"+": operator.add, "*": operator.mul, "-": operator.sub}[function](*map(value, rest))
    return value(read())
print(run("(+ (* 6 7) (- 10 8))"))

#: a page of the web is made from data
from string import Template
row = Template("<tr><td>$name</td><td>$n</td></tr>")
page = "<table>" + "".join(row.substitute(name=name, n=n) for name, n in (("a", 1), ("b", 2))) + "</table>"
with open("page.html", "w") as file: file.write(page)
print(len(page), page.count("<tr>"))

#: files of a tree are listed with sizes and digests
import hashlib
import os
for folder in ("t/a", "t/b"):
    os.makedirs(folder)
    with open(folder + "/file", "w") as file: file.write(folder * 10)
for folder, _, files in sorted(os.walk("t")):
    for name in files:
        path = os.path.join(folder, name)
        print(path, os.path.getsize(path), hashlib.sha256(open(path, "rb").read()).hexdigest()[:12])

#: tasks that depend on each other run in threads
from concurrent.futures import ThreadPoolExecutor
from graphlib import TopologicalSorter
order, sorter = [], TopologicalSorter({"link": {"compile"}, "compile": {"fetch"}, "test": {"link"}})
sorter.prepare()
with ThreadPoolExecutor(2) as pool:
    while sorter.is_active():
        for name, _ in [(task, pool.submit(order.append, task).result()) for task in sorter.get_ready()]: sorter.done(name)
print(order)
