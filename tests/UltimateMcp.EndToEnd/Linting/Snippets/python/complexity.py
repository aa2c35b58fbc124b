#: a function with sixteen branches
#= 1:5 warning C901
def grade(points):
    if points > 95:
        return "a+"
    if points > 90:
        return "a"
    if points > 85:
        return "a-"
    if points > 80:
        return "b+"
    if points > 75:
        return "b"
    if points > 70:
        return "b-"
    if points > 65:
        return "c+"
    if points > 60:
        return "c"
    if points > 55:
        return "c-"
    if points > 50:
        return "d+"
    if points > 45:
        return "d"
    if points > 40:
        return "d-"
    if points > 35:
        return "e+"
    if points > 30:
        return "e"
    if points > 25:
        return "e-"
    return "f"

#: a function with a complexity of exactly fifteen
def grade(points):
    if points > 95:
        return "a+"
    if points > 90:
        return "a"
    if points > 85:
        return "a-"
    if points > 80:
        return "b+"
    if points > 75:
        return "b"
    if points > 70:
        return "b-"
    if points > 65:
        return "c+"
    if points > 60:
        return "c"
    if points > 55:
        return "c-"
    if points > 50:
        return "d+"
    if points > 45:
        return "d"
    if points > 40:
        return "d-"
    if points > 35:
        return "e+"
    if points > 30:
        return "e"
    return "f"

#: a method with loops, handlers and branches
#= 2:9 warning C901
class Importer:
    def run(self, rows, columns):
        result = []
        for row in rows:
            if not row:
                continue
            if row[0] == "#":
                continue
            for index, cell in enumerate(row):
                if index >= len(columns):
                    break
                kind = columns[index]
                try:
                    if kind == "int":
                        result.append(int(cell))
                    elif kind == "float":
                        result.append(float(cell))
                    elif kind == "bool":
                        result.append(cell == "yes")
                    elif kind == "skip":
                        continue
                    else:
                        result.append(cell)
                except ValueError:
                    result.append(None)
                except OverflowError:
                    result.append(0)
            while result and result[-1] is None:
                result.pop()
        if not result:
            for column in columns:
                if column == "required":
                    raise ValueError(column)
        return result

#: a coroutine with a long chain of elif
#= 1:11 warning C901
async def dispatch(command, queue):
    if command == "start":
        await queue.put(1)
    elif command == "stop":
        await queue.put(2)
    elif command == "pause":
        await queue.put(3)
    elif command == "resume":
        await queue.put(4)
    elif command == "reset":
        await queue.put(5)
    elif command == "status":
        await queue.put(6)
    elif command == "reload":
        await queue.put(7)
    elif command == "help":
        await queue.put(8)
    elif command == "version":
        await queue.put(9)
    elif command == "list":
        await queue.put(10)
    elif command == "add":
        await queue.put(11)
    elif command == "remove":
        await queue.put(12)
    elif command == "clear":
        await queue.put(13)
    elif command == "save":
        await queue.put(14)
    elif command == "load":
        await queue.put(15)

#: a match statement with many cases
#= 1:5 warning C901
def opcode(name):
    match name:
        case "add":
            return 1
        case "sub":
            return 2
        case "mul":
            return 3
        case "div":
            return 4
        case "mod":
            return 5
        case "neg":
            return 6
        case "and":
            return 7
        case "or":
            return 8
        case "xor":
            return 9
        case "not":
            return 10
        case "shl":
            return 11
        case "shr":
            return 12
        case "jmp":
            return 13
        case "call":
            return 14
        case "ret":
            return 15
        case "nop":
            return 16

#: a decorated function whose finding is at its name
#= 5:5 warning C901
import functools


@functools.cache
def season(day):
    if day < 10:
        return 1
    elif day < 20:
        return 2
    elif day < 30:
        return 3
    elif day < 40:
        return 4
    elif day < 50:
        return 5
    elif day < 60:
        return 6
    elif day < 70:
        return 7
    elif day < 80:
        return 8
    elif day < 90:
        return 9
    elif day < 100:
        return 10
    elif day < 110:
        return 11
    elif day < 120:
        return 12
    elif day < 130:
        return 13
    elif day < 140:
        return 14
    elif day < 150:
        return 15
    else:
        return 16

#: a table instead of branches
GRADES = [(90, "a"), (80, "b"), (70, "c"), (60, "d"), (50, "e")]


def grade(points):
    for limit, letter in GRADES:
        if points >= limit:
            return letter
    return "f"

#: boolean operators do not count as branches
def is_special(c):
    return (
        c == "a" or c == "b" or c == "c" or c == "d" or c == "e" or c == "f"
        or c == "g" or c == "h" or c == "i" or c == "j" or c == "k" or c == "l"
        or c == "m" or c == "n" or c == "o" or c == "p" or c == "q" or c == "r"
    )

#: conditional expressions and comprehensions do not count as branches
def describe(values):
    a = 1 if values else 2
    b = 3 if a else 4
    c = [v for v in values if v if a if b]
    d = {v: w for v in c if v for w in c if w}
    e = 5 if b else 6 if a else 7 if c else 8 if d else 9
    f = [x for x in c if x] or [y for y in c if y] or [z for z in c if z]
    g = 1 if f else 2
    h = 1 if g else 2
    i = 1 if h else 2
    return e, i

#: many functions in one module are each simple
def one(x):
    if x:
        return 1
    return 2


def two(x):
    if x:
        return 1
    return 2


def three(x):
    while x:
        x -= 1
    for i in range(3):
        if i:
            x += i
    return x


class Four:
    def five(self, x):
        try:
            return 1 / x
        except ZeroDivisionError:
            return 0

    def six(self, x):
        return x and [y for y in x if y]
