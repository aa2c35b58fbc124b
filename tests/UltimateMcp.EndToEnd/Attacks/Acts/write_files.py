# Attack 3: create a file in each folder that the arguments name, and remove it again.
import os
import sys

from calls import attempt, say


def create(path):
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    os.unlink(path)


for folder in sys.argv[1:]:
    say(folder, attempt(lambda: create(folder.rstrip("/") + "/um-attack")))
