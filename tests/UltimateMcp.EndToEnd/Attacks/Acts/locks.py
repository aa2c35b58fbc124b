# Attack 92: locks on a file of the host, which every user may read. A lock of a process is not made where there is a single one, though it is
# answered as if it were: it would keep out nobody. The kernel's own list tells.
import fcntl
import os
import struct

from calls import attempt, say

SHARED = "/usr/bin/env"


def held(kind):
    inode = f":{os.stat(SHARED).st_ino}"
    with open("/proc/locks") as table:
        return "held" if any(kind in line and inode in line and f" {os.getpid()} " in line for line in table) else "none"


with open(SHARED, "rb") as file:
    say("flock", attempt(lambda: fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)))
    say("flock_held", held("FLOCK"))
with open(SHARED, "rb") as file:
    # struct flock: l_type F_RDLCK, l_whence, l_start, l_len, l_pid.
    whole = struct.pack("hhqqi4x", fcntl.F_RDLCK, 0, 0, 0, 0)
    say("open_file_lock", attempt(lambda: fcntl.fcntl(file, 37, whole)))
    say("open_file_lock_asked", attempt(lambda: fcntl.fcntl(file, 36, whole)))
with open(SHARED, "rb") as file:
    say("process_lock", attempt(lambda: fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB)))
    say("process_lock_held", held("POSIX"))
