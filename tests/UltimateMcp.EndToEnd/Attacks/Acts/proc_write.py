# Attack 114: opens every file of /proc for writing; nothing is written. Files that lie behind links are not of /proc: descriptors stay open to all.
import os
import stat
import sys

from calls import INSIDE, attempt, say

MOST = 200_000
looked, opened = 0, []


def look(folder):
    global looked
    try:
        names = os.listdir(folder)
    except OSError:
        return
    for name in names:
        path = f"{folder}/{name}"
        try:
            kind = os.lstat(path).st_mode
        except OSError:
            continue
        if stat.S_ISDIR(kind) and looked < MOST:
            look(path)
        elif stat.S_ISREG(kind):
            looked += 1
            for how in (os.O_WRONLY, os.O_RDWR):
                try:
                    os.close(os.open(path, how | os.O_NONBLOCK))
                    opened.append(path)
                    break
                except OSError:
                    pass


# Outside, only what is our own: other processes are others', and opening some files of the machine does something.
look("/proc" if INSIDE else f"/proc/{os.getpid()}")
say("looked", "many" if looked > 50 else looked)
say("opened", "some" if opened else "none")
say("which", ",".join(opened[:10]))
for name in ("comm", "oom_score_adj", "mem", "clear_refs", "coredump_filter", "timerslack_ns", "setgroups", "uid_map"):
    say(name, attempt(lambda: os.close(os.open(f"/proc/self/{name}", os.O_WRONLY))))

# Descriptors, by the names that programs know.
with open("kept", "w+") as kept:
    say("by_descriptor", attempt(lambda: open(f"/proc/self/fd/{kept.fileno()}", "w").close()))
os.unlink("kept")
say("stdout", attempt(lambda: open("/dev/stdout", "w").close()))
say("stderr", attempt(lambda: open("/dev/stderr", "w").close()))
