# Attacks 89-91, 95, 96 and 98: what holds memory of the kernel that no limit counts, or tells what the host does. Where the act itself needs
# what a machine may lack, it gets an argument that the kernel complains of, so that the filter's answer can be told from the kernel's.
import ctypes
import fcntl
import mmap
import os
import signal
import socket

from calls import NOWHERE, attempt, call, number, raw, say

attributes = (ctypes.c_uint64 * 2)(1, 0)
ruleset, _ = raw(number("landlock_create_ruleset"), attributes, 8, 0)
say("landlock_create_ruleset", "ok" if ruleset >= 0 else call("landlock_create_ruleset", attributes, 8, 0))
say("landlock_add_rule", call("landlock_add_rule", -1, 1, NOWHERE, 0))
say("landlock_restrict_self", call("landlock_restrict_self", -1, 0))

context = ctypes.c_uint64()
say("io_setup", call("io_setup", 64, ctypes.byref(context)))
say("io_submit", call("io_submit", context.value, 1, NOWHERE))
say("io_cancel", call("io_cancel", context.value, NOWHERE, NOWHERE))
say("io_getevents", call("io_getevents", context.value, 0, 0, NOWHERE, 0))
say("io_pgetevents", call("io_pgetevents", context.value, 0, 0, NOWHERE, 0, 0))

notices, _ = raw(number("inotify_init1"), 0)
say("inotify_init1", "ok" if notices >= 0 else call("inotify_init1", 0))
IN_OPEN = 0x20
say("inotify_add_watch", call("inotify_add_watch", notices, ctypes.c_char_p(b"/usr/bin"), IN_OPEN))
folder = os.open("/usr/bin", os.O_RDONLY)
signal.signal(signal.SIGIO, signal.SIG_IGN)
DN_ACCESS = 1
say("dnotify", attempt(lambda: fcntl.fcntl(folder, fcntl.F_NOTIFY, DN_ACCESS)))
with open("own", "wb+") as own:
    own.write(b"x")
    lease = os.open("own", os.O_RDONLY)
    say("lease", attempt(lambda: fcntl.fcntl(own, fcntl.F_GETLEASE)))
    say("fsetxattr", call("fsetxattr", -1, ctypes.c_char_p(b"user.a"), NOWHERE, 0, 0))
    say("fremovexattr", call("fremovexattr", -1, ctypes.c_char_p(b"user.a")))

say("seccomp", call("seccomp", 2, 0, (ctypes.c_uint32 * 1)(0)))
SET_SECCOMP, SET_SYSCALL_USER_DISPATCH, SET_MEMORY_MERGE, SET_VMA = 22, 59, 67, 0x53564D41
say("prctl_seccomp", call("prctl", SET_SECCOMP, 2, NOWHERE, 0, 0))
say("prctl_dispatch", call("prctl", SET_SYSCALL_USER_DISPATCH, 0, 0, 0, 0))
one = ctypes.create_string_buffer(b"\x06\0\0\0\0\0\0\0", 8)
program = (ctypes.c_uint64 * 2)(1, ctypes.addressof(one))
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
    for name, option in (("filter", 26), ("reuse_filter", 51)):
        say(f"socket_{name}", call("setsockopt", s.fileno(), 1, option, program, 16))
    for name, option in (("bpf", 50), ("reuse_bpf", 52)):
        say(f"socket_{name}", call("setsockopt", s.fileno(), 1, option, (ctypes.c_int * 1)(-1), 4))

say("mq_open", call("mq_open", ctypes.c_char_p(b"um-attack-of-nobody"), 0, 0, 0))
reader, writer = os.pipe()
PIPE_SIZE = 1031
say("pipe_size", attempt(lambda: fcntl.fcntl(writer, PIPE_SIZE, 1 << 18)))
say("splice", call("splice", -1, 0, -1, 0, 1, 0))
say("tee", call("tee", -1, -1, 1, 0))
GROWS_DOWN, MERGEABLE = 0x100, 12
say("grows_down", attempt(lambda: mmap.mmap(-1, mmap.PAGESIZE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | GROWS_DOWN)))
PRIVATE_ANONYMOUS, HUGE, NO_SUCH_SIZE = 0x22, 0x40000, 63 << 26
say("huge_pages", call("mmap", 0, mmap.PAGESIZE, 3, PRIVATE_ANONYMOUS | HUGE | NO_SUCH_SIZE, -1, 0))
say("merged", call("madvise", 0, 0, MERGEABLE))
say("prctl_merged", call("prctl", SET_MEMORY_MERGE, 0, 0, 0, 0))
say("prctl_names", call("prctl", SET_VMA, 0, 0, 0, 0))
