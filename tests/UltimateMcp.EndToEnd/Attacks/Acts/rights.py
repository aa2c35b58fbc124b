# Attacks 36, 37: more rights, more of what is limited.
import ctypes
import os
import resource
import sys

from calls import attempt, say


def raise_hard(what):
    """To one more than is allowed."""
    soft, hard = resource.getrlimit(what)
    resource.setrlimit(what, (soft, hard + 1))


def raise_to(what, value):
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (value, hard))


def lock_a_page():
    libc = ctypes.CDLL(None, use_errno=True)
    page = ctypes.create_string_buffer(4096)
    if libc.mlock(page, ctypes.c_size_t(4096)) != 0:
        raise OSError(ctypes.get_errno(), "mlock")


say("setuid", attempt(lambda: os.setresuid(0, 0, 0)))
say("setgid", attempt(lambda: os.setresgid(0, 0, 0)))
say("setgroups", attempt(lambda: os.setgroups([0])))
say("setuid_nobody", attempt(lambda: os.setresuid(os.getuid(), os.getuid(), 65534)))
say("nosuid", bool(os.statvfs("/usr/bin").f_flag & os.ST_NOSUID))


def refused(act):
    try:
        act()
        return "ok"
    except (OSError, ValueError) as e:
        return "refused"


say("mlock", attempt(lock_a_page))

# Outside, a soft limit goes up to the hard one, which is far above these.
say("files", refused(lambda: raise_to(resource.RLIMIT_NOFILE, 257)))
say("core", refused(lambda: raise_to(resource.RLIMIT_CORE, 2)))
say("file_size", refused(lambda: raise_to(resource.RLIMIT_FSIZE, (10 << 20) + 1)))
say("data", refused(lambda: raise_to(resource.RLIMIT_DATA, 1 << 40)))
say("address_space", refused(lambda: raise_to(resource.RLIMIT_AS, 1 << 40)))
say("processes", refused(lambda: raise_to(resource.RLIMIT_NPROC, 98)))
say("cpu", refused(lambda: raise_to(resource.RLIMIT_CPU, 1000)))
say("messages", refused(lambda: raise_to(resource.RLIMIT_MSGQUEUE, 1)))
say("memlock", refused(lambda: raise_to(resource.RLIMIT_MEMLOCK, 4096)))
say("hard_files", refused(lambda: raise_hard(resource.RLIMIT_NOFILE)))
say("nice", attempt(lambda: os.setpriority(os.PRIO_PROCESS, 0, -5)))
say("realtime", attempt(lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))))
