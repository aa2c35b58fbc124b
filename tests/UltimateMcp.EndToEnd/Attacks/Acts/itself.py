# Attack 97: out of the watch's sight, by a process whose descriptors nobody may look at; and core dumps, whose handler the host runs with its rights.
import ctypes
import resource

from calls import call, say

SET_DUMPABLE, GET_DUMPABLE = 4, 3
say("undumpable", call("prctl", SET_DUMPABLE, 0, 0, 0, 0))
libc = ctypes.CDLL(None)
say("seen", "yes" if libc.prctl(GET_DUMPABLE, 0, 0, 0, 0) == 1 else "no")
try:
    # To nothing: the one value at which a handler behind a pipe is started.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    say("core_limit", "set")
except ValueError:
    say("core_limit", "kept")
