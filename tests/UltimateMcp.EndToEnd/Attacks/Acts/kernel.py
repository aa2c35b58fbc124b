# Attacks 19-31, 38, 39 and 47: the kernel's own interfaces. A call that cannot be made to succeed for every user gets an argument
# that the kernel complains of before it asks for rights, so that the filter's answer can be told from the kernel's.
import ctypes
import os

from calls import MACHINE, NOWHERE, X64, call, number, raw, say, word

me = os.getpid()

buffer = ctypes.create_string_buffer(b"secret", 64)
vector = (ctypes.c_uint64 * 2)(ctypes.addressof(buffer), 6)
say("process_vm_readv", call("process_vm_readv", me, vector, 1, vector, 1, 0))
say("process_vm_writev", call("process_vm_writev", me, vector, 1, vector, 1, 0))
say("process_madvise", call("process_madvise", -1, vector, 1, 21, 0))
say("kcmp", call("kcmp", me, me, 0, 0, 0))
handle, _ = raw(number("pidfd_open"), me, 0)
say("pidfd_getfd", call("pidfd_getfd", handle, 0, 0))

say("keyctl", call("keyctl", 0, -2, 1))
say("add_key", call("add_key", ctypes.c_char_p(b"user"), ctypes.c_char_p(b"attack"), ctypes.c_char_p(b"x"), 1, -2))
say("request_key", call("request_key", NOWHERE, NOWHERE, 0, 0))

say("io_uring_setup", call("io_uring_setup", 1, (ctypes.c_uint64 * 32)()))
say("io_uring_enter", call("io_uring_enter", -1, 0, 0, 0, 0, 0))
say("io_uring_register", call("io_uring_register", -1, 0, 0, 0))

say("bpf", call("bpf", 0, NOWHERE, 64))
say("perf_event_open", call("perf_event_open", NOWHERE, 0, -1, -1, 0))
say("userfaultfd", call("userfaultfd", 1))

say("name_to_handle_at", call("name_to_handle_at", -100, ctypes.c_char_p(b"/"), NOWHERE, NOWHERE, 0))
say("open_by_handle_at", call("open_by_handle_at", -1, NOWHERE, 0))
say("fanotify_init", call("fanotify_init", 0x200, 0))
say("fanotify_mark", call("fanotify_mark", -1, 1, 8, -100, 0))

for unknown in (463, 464, 468, 5000, 0x3FFFFFFF):
    say(f"unknown_{unknown}", word(raw(unknown, -1, NOWHERE, NOWHERE, NOWHERE, NOWHERE, 0)[1]))

say("personality_query", call("personality", 0xFFFFFFFF))
say("personality_no_randomize", call("personality", 0x0040000))
say("personality_linux32", call("personality", 8))
say("personality_none", call("personality", 0))

say("memfd_create", call("memfd_create", ctypes.c_char_p(b"attack"), 0))
say("memfd_secret", call("memfd_secret", 0xFF))
say("vmsplice", call("vmsplice", -1, 0, 0, 0))
say("move_pages", call("move_pages", 0, 0, 0, 0, 0, 0xFF))
say("mbind", call("mbind", 0, 0, 0, 0, 0, 0xFF))
say("get_mempolicy", call("get_mempolicy", 0, 0, 0, 0, 0))
say("set_mempolicy", call("set_mempolicy", 0, 0, 0))
say("set_mempolicy_home_node", call("set_mempolicy_home_node", 0, 0, 0, 0xFF))
say("migrate_pages", call("migrate_pages", 0, 0, 0, 0))
# A key that nobody has used: asked for, not made, as what is made would stay.
say("shmget", call("shmget", 0x7EADBEEF, 4096, 0))
say("semget", call("semget", 0x7EADBEEF, 1, 0))
say("msgget", call("msgget", 0x7EADBEEF, 0))
SET_MM = 35
say("prctl_set_mm", call("prctl", SET_MM, 0, 0, 0, 1))
say("ioctl_tiocsti", call("ioctl", -1, 0x5412, 0))
say("ioctl_tioclinux", call("ioctl", -1, 0x541C, 0))
say("ioctl_tiocsti_high_word", call("ioctl", -1, ctypes.c_long(0x5412 | 1 << 32), 0))
say("lsm_list_modules", call("lsm_list_modules", 0, 0, 0))

say("clock_settime", call("clock_settime", 0, NOWHERE))
say("settimeofday", call("settimeofday", NOWHERE, 0))
say("adjtimex", call("adjtimex", NOWHERE))
say("clock_adjtime", call("clock_adjtime", 0, NOWHERE))

if MACHINE == X64:
    say("modify_ldt", call("modify_ldt", 0, buffer, 8))
    say("iopl", call("iopl", 0))
    say("ioperm", call("ioperm", 0, 1, 0))
    say("ustat", call("ustat", 0, NOWHERE))
    say("sysfs", call("sysfs", 3, 0, 0))

# Last: from here on a debugger would be waited for at every signal.
say("ptrace", call("ptrace", 0, 0, 0, 0))
