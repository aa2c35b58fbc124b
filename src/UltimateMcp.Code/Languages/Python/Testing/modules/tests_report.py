"""Events of tests, and what errors say and where (UltimateMcp.Code/Testing/TestEvent.cs)."""
import inspect
import json
import linecache
import os

FOLDER = "/scratch/"
MODULE = "test_main"
MAIN = FOLDER + MODULE + ".py"
MAXIMUM_MESSAGE = 4000
REPORT = 4


def text_of(value, maximum=MAXIMUM_MESSAGE):
    """A lone surrogate becomes U+FFFD, since JSON readers reject it."""
    return str(value)[:maximum].encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class Report:
    """Writes events, each by one call. A process that a test has forked reports nothing."""

    def __init__(self, nonce):
        self.nonce = nonce
        self.write = os.write
        self.getpid = os.getpid
        self.own = os.getpid()
        self.dumps = json.dumps
        self.next = 0

    def send(self, event, **fields):
        if self.getpid() == self.own:
            line = self.dumps({"n": self.nonce, "t": event, **fields}, separators=(",", ":"))
            self.write(REPORT, line.encode("ascii") + b"\n")

    def start(self, name, file, line):
        self.next += 1
        self.send("start", id=self.next, name=text_of(name, 1000), file=file, line=line)
        return self.next

    def end(self, number, outcome, milliseconds, message=None, file=None, line=None):
        self.send("end", id=number, outcome=outcome, ms=milliseconds, message=message and text_of(message), file=file, line=line)


def relative(path):
    return path[len(FOLDER):] if path.startswith(FOLDER) else None


def place_of(error):
    """File and line of the innermost frame in the tests, else in the other files."""
    found = None, None
    entry = error.__traceback__
    while entry is not None:
        path = entry.tb_frame.f_code.co_filename
        if path == MAIN or (relative(path) and found[0] != relative(MAIN)):
            found = relative(path), entry.tb_lineno
        entry = entry.tb_next
    if isinstance(error, SyntaxError) and error.filename and relative(error.filename):
        found = relative(error.filename), error.lineno
    return found


def message_of(error):
    name = type(error).__name__
    try:
        said = str(error)
    except BaseException:
        said = ""
    if isinstance(error, AssertionError) and not said:
        file, line = place_of(error)
        said = linecache.getline(FOLDER + file, line).strip() if file else ""
    if isinstance(error, AssertionError) and said.startswith("assert"):
        return said
    return "%s: %s" % (name, said) if said else name


def definition_of(function):
    code = getattr(inspect.unwrap(function), "__code__", None)
    if code is None or relative(code.co_filename) is None:
        return relative(MAIN), None
    return relative(code.co_filename), code.co_firstlineno
