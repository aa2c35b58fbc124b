# Attacks 100 to 105: read each file that the arguments name, by its name and by others that may lead to it; and what lies beside the interpreter.
import os
import sys

from calls import attempt, say


def read(path):
    with open(path, "rb") as file:
        return file.read(1)


def names(path):
    yield path
    for way in ("/proc/self/root", "/proc/thread-self/root", "/proc/self/cwd/../../../../../..", os.path.dirname(sys.executable) + "/../../../../../../../../.."):
        yield way + path


for path in sys.argv[1:]:
    answers = {attempt(lambda name=name: read(name)) for name in names(path)}
    say(path, "/".join(sorted(answers)))

# All that an interpreter's home shows: folders that hold nothing else.
say("executable", sys.executable)
home = sys.executable.split("/.local/")[0].split("/bin/")[0]
say("beside", ",".join(sorted(name for name in os.listdir(home) if not name.startswith(".ultimate-mcp-canary-"))))
