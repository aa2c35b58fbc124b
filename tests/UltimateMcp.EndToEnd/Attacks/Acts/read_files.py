# Attacks 1, 2: read what the arguments name.
import sys

from calls import attempt, say


def read(path):
    with open(path, "rb") as file:
        file.read(1)


for path in sys.argv[1:]:
    say(path, attempt(lambda: read(path)))
