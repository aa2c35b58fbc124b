# Attacks 5-7: secrets in our own environment, in that of any process, and in any command line. Arguments: texts to look for.
import glob
import os
import sys

from calls import say


def everything(pattern):
    found = b""
    for path in glob.glob(pattern):
        try:
            with open(path, "rb") as file:
                found += file.read() + b"\0"
        except OSError:
            pass
    return found


own = "\0".join(f"{name}={value}" for name, value in os.environ.items()).encode()
environments = everything("/proc/[0-9]*/environ") + everything("/proc/[0-9]*/task/*/environ")

# Our own line holds the texts themselves: they are what this act was given.
mine = b"\0".join(text.encode() for text in sys.argv[1:])
lines = everything("/proc/[0-9]*/cmdline").replace(mine, b"")
say("names", ",".join(sorted(os.environ)))
for i, text in enumerate(sys.argv[1:]):
    say(f"own.{i}", own.count(text.encode()))
    say(f"environments.{i}", min(1, environments.count(text.encode())))
    say(f"lines.{i}", min(1, lines.count(text.encode())))
say("code", min(1, lines.count(b"".join([b"a mark of ", b"this code"]))))
