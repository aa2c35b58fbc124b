#: dates, times and spans
from datetime import date, datetime, timedelta, timezone
moment = datetime(2024, 2, 29, 12, 30, tzinfo=timezone.utc)
print(
    moment.isoformat(), moment + timedelta(days=366), moment.astimezone(timezone(timedelta(hours=2))).hour,
    date(2024, 12, 30).isocalendar()[:2], datetime.strptime("05/06/24", "%d/%m/%y").date(),
    datetime.fromtimestamp(0, timezone.utc).strftime("%A %j")
)

#: zones of time [python:zoneinfo /usr/share/zoneinfo/Europe/Berlin]
from datetime import datetime
from zoneinfo import ZoneInfo
summer = datetime(2024, 7, 1, 12, tzinfo=ZoneInfo("Europe/Berlin"))
print(summer.utcoffset(), summer.tzname(), summer.astimezone(ZoneInfo("America/New_York")).hour)

#: the time zone of the process
import os
import time
for zone in ("UTC0", "XXX-2"):
    os.environ["TZ"] = zone
    time.tzset()
    print(time.strftime("%H:%M %Z", time.localtime(0)), time.mktime(time.gmtime(0)), time.timezone)

#: calendars
import calendar
print(calendar.monthrange(2024, 2), calendar.isleap(1900), calendar.TextCalendar().formatmonth(2024, 2))

#: locales
import locale
print(
    locale.setlocale(locale.LC_ALL, "C"), locale.format_string("%.2f", 1234.5, grouping=True),
    locale.localeconv()["decimal_point"], locale.strcoll("a", "b") < 0
)

#: messages in other languages
import gettext
print(gettext.gettext("hello"), gettext.NullTranslations().ngettext("one", "many", 2), gettext.find("none") is None)

#: a log in a file
import logging
logger = logging.getLogger("own")
handler = logging.FileHandler("own.log")
handler.setFormatter(logging.Formatter("%(levelname)s:%(name)s:%(message)s"))
logger.addHandler(handler)
logger.setLevel(logging.INFO)
logger.debug("unseen")
logger.warning("seen %d", 1)
try:
    1 / 0
except ZeroDivisionError:
    logger.exception("failed")
print(open("own.log").read().splitlines()[:2])

#: logs that rotate and queue
import logging
import logging.config
import logging.handlers
import os
import queue
handler = logging.handlers.RotatingFileHandler("r.log", maxBytes=100, backupCount=2)
records = queue.Queue()
listener = logging.handlers.QueueListener(records, handler)
listener.start()
logger = logging.getLogger("r")
logger.addHandler(logging.handlers.QueueHandler(records))
for n in range(20): logger.error("message %d", n)
listener.stop()
print(sorted(name for name in os.listdir(".") if name.startswith("r.log")))
logging.config.dictConfig({"version": 1, "handlers": {"m": {"class": "logging.NullHandler"}}, "root": {"handlers": ["m"]}})

#: arguments are parsed
import argparse
parser = argparse.ArgumentParser(prog="own")
parser.add_argument("names", nargs="+")
parser.add_argument("-n", "--number", type=int, default=1)
parser.add_argument("--flag", action="store_true")
print(parser.parse_args(["a", "b", "-n", "5", "--flag"]), parser.format_usage().strip())
try:
    parser.parse_args(["--help"])
except SystemExit as stop:
    print(stop.code)

#: tests by unittest
import io
import unittest
class Sums(unittest.TestCase):
    def setUp(self): self.numbers = [1, 2]
    def test_sum(self): self.assertEqual(sum(self.numbers), 3)
    def test_raises(self):
        with self.assertRaises(ZeroDivisionError): 1 / 0
    def test_wrong(self): self.assertIn(3, self.numbers)
    @unittest.skip("later")
    def test_skipped(self): pass
result = unittest.TextTestRunner(stream=io.StringIO()).run(unittest.defaultTestLoader.loadTestsFromTestCase(Sums))
print(result.testsRun, len(result.failures), len(result.skipped), result.wasSuccessful())

#: mocks
from unittest import mock
import os
with mock.patch("os.getcwd", return_value="/mocked") as patched:
    print(os.getcwd(), patched.call_count)
double = mock.Mock(side_effect=[1, ValueError("second")])
print(double("x"), double.call_args)
try:
    double()
except ValueError as error:
    print(error)

#: documented examples are tested
import doctest
def double(n):
    """
    >>> double(2)
    4
    >>> double("a")
    'aa'
    """
    return n * 2
print(doctest.testmod().attempted, doctest.testmod().failed)

#: time is measured and profiled
import cProfile
import io
import pstats
import timeit
print(timeit.timeit("sum(range(10))", number=1000) > 0)
profile = cProfile.Profile()
profile.enable()
sorted(range(1000), key=lambda n: -n)
profile.disable()
out = io.StringIO()
pstats.Stats(profile, stream=out).sort_stats("cumulative").print_stats(3)
print("function calls" in out.getvalue())

#: a debugger steps
import io
import pdb
out = io.StringIO()
debugger = pdb.Pdb(stdin=io.StringIO("n\np x\nc\n"), stdout=out, nosigint=True, readrc=False)
debugger.run("x = 1\ny = 2")
print("(Pdb) 1" in out.getvalue())

#: a command loop
import cmd
import io
class Shell(cmd.Cmd):
    use_rawinput = False
    prompt = "> "
    def do_add(self, line): self.stdout.write(str(sum(map(int, line.split()))) + "\n")
    def do_quit(self, line): return True
out = io.StringIO()
Shell(stdin=io.StringIO("add 1 2\nquit\n"), stdout=out).cmdloop()
print(out.getvalue())

#: an interpreter in the program
import code
import contextlib
import io
console = code.InteractiveInterpreter({"x": 41})
print(console.runsource("print(x + 1)"), console.runsource("if x:"))

#: a pseudo-terminal is opened
import os
import pty
import termios
main, other = pty.openpty()
print(os.isatty(other), os.isatty(0))
settings = termios.tcgetattr(other)
settings[3] &= ~termios.ECHO
termios.tcsetattr(other, termios.TCSANOW, settings)
os.write(main, b"typed\n")
print(os.read(other, 100), os.get_terminal_size(other) == (0, 0))

#: readline keeps a history
import readline
readline.add_history("first")
readline.parse_and_bind("tab: complete")
readline.write_history_file("history")
print(readline.get_current_history_length(), open("history").read())

#: curses knows terminals
import curses
import curses.ascii
curses.setupterm("xterm", 1)
print(curses.tigetnum("colors") >= 8, curses.tigetstr("clear") is not None, curses.ascii.isctrl("\n"))

#: warnings
import warnings
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    warnings.warn("old", DeprecationWarning)
print(seen[0].category.__name__, seen[0].message)

#: graphs in order
from graphlib import CycleError, TopologicalSorter
print(list(TopologicalSorter({"d": {"b", "c"}, "b": {"a"}, "c": {"a"}}).static_order())[0])
try:
    list(TopologicalSorter({"a": {"b"}, "b": {"a"}}).static_order())
except CycleError as error:
    print("cycle")

#: pretty printing
import pprint
import reprlib
pprint.pprint({"numbers": list(range(30)), "nested": {"a": {"b": "c" * 40}}}, width=60)
print(reprlib.repr(list(range(100))))

#: tokens of source text
import io
import keyword
import tokenize
print(
    [token.string for token in tokenize.generate_tokens(io.StringIO("x = 1 + y  # sum").readline) if token.string.strip()],
    keyword.iskeyword("for")
)
