"""For acts: kernel calls by number, below every library, and answers as words: "ok" or the name of the error."""
import ctypes
import errno
import os
import platform

# The outside halves are given it in their environment.
INSIDE = "UM_SECRET" not in os.environ

X64, ARM64 = "x86_64", "aarch64"
MACHINE = platform.machine()

# Name: number on x86-64, number on arm64 (None where it has none).
NUMBERS = {
    "mmap": (9, 222), "ioctl": (16, 29), "shmget": (29, 194), "shmat": (30, 196), "socket": (41, 198), "socketpair": (53, 199), "clone": (56, 220),
    "semget": (64, 190), "msgget": (68, 186), "ptrace": (101, 117), "personality": (135, 92), "ustat": (136, None), "sysfs": (139, None), "vhangup": (153, 58),
    "modify_ldt": (154, None), "pivot_root": (155, 41), "prctl": (157, 167), "adjtimex": (159, 171), "chroot": (161, 51),
    "settimeofday": (164, 170), "mount": (165, 40), "umount2": (166, 39), "sethostname": (170, 161), "setdomainname": (171, 162),
    "iopl": (172, None), "ioperm": (173, None), "clock_settime": (227, 112), "mbind": (237, 235), "set_mempolicy": (238, 237),
    "get_mempolicy": (239, 236), "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219), "migrate_pages": (256, 238),
    "unshare": (272, 97), "vmsplice": (278, 75), "move_pages": (279, 239), "perf_event_open": (298, 241), "fanotify_init": (300, 262),
    "fanotify_mark": (301, 263), "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265), "clock_adjtime": (305, 266),
    "setns": (308, 268), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272), "memfd_create": (319, 279),
    "bpf": (321, 280), "userfaultfd": (323, 282),
    "pidfd_send_signal": (424, 424), "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430), "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433),
    "pidfd_open": (434, 434), "clone3": (435, 435), "pidfd_getfd": (438, 438), "process_madvise": (440, 440), "mount_setattr": (442, 442),
    "memfd_secret": (447, 447), "set_mempolicy_home_node": (450, 450), "statmount": (457, 457), "listmount": (458, 458),
    "landlock_create_ruleset": (444, 444), "landlock_add_rule": (445, 445), "landlock_restrict_self": (446, 446),
    "io_setup": (206, 0), "io_submit": (209, 2), "io_getevents": (208, 4), "io_cancel": (210, 3), "io_pgetevents": (333, 292),
    "inotify_init1": (294, 26), "inotify_add_watch": (254, 27), "seccomp": (317, 277), "fsetxattr": (190, 7), "fremovexattr": (199, 16),
    "splice": (275, 76), "tee": (276, 77), "mq_open": (240, 180), "mq_unlink": (241, 181), "madvise": (28, 233), "getsockopt": (55, 209), "setsockopt": (54, 208),
    "lsm_get_self_attr": (459, 459), "lsm_set_self_attr": (460, 460), "lsm_list_modules": (461, 461),
}

# An address that nothing is mapped at: a call that gets as far as reading it answers EFAULT.
NOWHERE = 8

libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long


def number(name):
    return NUMBERS[name][0 if MACHINE == X64 else 1]


def word(error):
    return errno.errorcode.get(error, str(error))


def raw(call_number, *arguments):
    """The result and the error of a kernel call."""
    ctypes.set_errno(0)
    words = [argument if not isinstance(argument, int) else ctypes.c_long(argument) for argument in arguments]
    result = libc.syscall(ctypes.c_long(call_number), *words)
    return result, ctypes.get_errno()


def call(name, *arguments):
    result, error = raw(number(name), *arguments)
    return "ok" if result != -1 else word(error)


def attempt(act):
    """What comes of a function of Python."""
    try:
        act()
        return "ok"
    except OSError as e:
        return word(e.errno)


def say(name, answer):
    print(name, answer, flush=True)
