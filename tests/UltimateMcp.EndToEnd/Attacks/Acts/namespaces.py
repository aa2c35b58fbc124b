# Attacks 15-18: new namespaces, and what one may do as their root. Outside, each step succeeds on those before it.
import ctypes
import os
import signal

from calls import NOWHERE, call, libc, number, raw, say, word

NEWTIME, NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET = (
    0x80, 0x20000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000)
AT_FDCWD = -100


def born(result, error):
    """Ends the child, if there is one, and tells what the parent sees."""
    if result == 0:
        libc._exit(0)
    if result > 0:
        os.waitpid(result, 0)
    return "ok" if result > 0 else word(error)


say("clone", born(*raw(number("clone"), NEWUSER | signal.SIGCHLD, 0, 0, 0, 0)))
# The flags of clone are looked at as 64 bits: nothing above may hide those below.
say("clone_high_word", born(*raw(number("clone"), ctypes.c_long(NEWUSER | signal.SIGCHLD | 1 << 40), 0, 0, 0, 0)))
arguments = (ctypes.c_uint64 * 11)(NEWUSER, 0, 0, 0, signal.SIGCHLD)
say("clone3", born(*raw(number("clone3"), arguments, ctypes.sizeof(arguments))))

user, group = os.getuid(), os.getgid()
say("unshare_user", call("unshare", NEWUSER))
if os.getuid() != user:
    for name, text in [("setgroups", "deny"), ("uid_map", f"0 {user} 1"), ("gid_map", f"0 {group} 1")]:
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)
for name, flag in [("mount", NEWNS), ("cgroup", NEWCGROUP), ("host_name", NEWUTS), ("ipc", NEWIPC), ("pid", NEWPID), ("net", NEWNET), ("time", NEWTIME)]:
    say(f"unshare_{name}", call("unshare", flag))

space = os.open("/proc/self/ns/uts", os.O_RDONLY)
say("setns", call("setns", space, 0))
say("sethostname", call("sethostname", ctypes.c_char_p(b"attack"), 6))
say("setdomainname", call("setdomainname", ctypes.c_char_p(b"attack"), 6))

tmpfs, tmp = ctypes.c_char_p(b"tmpfs"), ctypes.c_char_p(b"/tmp")
say("mount", call("mount", tmpfs, tmp, tmpfs, 0, 0))
say("umount2", call("umount2", tmp, 0))
tree, _ = raw(number("open_tree"), AT_FDCWD, tmp, 1)
say("open_tree", call("open_tree", AT_FDCWD, tmp, 1))
context, _ = raw(number("fsopen"), tmpfs, 0)
say("fsopen", call("fsopen", tmpfs, 0))
say("fsconfig", call("fsconfig", context, 6, 0, 0, 0))
mounted, _ = raw(number("fsmount"), context, 0, 0)
say("fsmount", "ok" if mounted >= 0 else call("fsmount", context, 0, 0))
say("move_mount", call("move_mount", mounted, ctypes.c_char_p(b""), AT_FDCWD, tmp, 4))
say("fspick", call("fspick", AT_FDCWD, tmp, 0))
attributes = (ctypes.c_uint64 * 4)(1)
say("mount_setattr", call("mount_setattr", AT_FDCWD, tmp, 0, attributes, ctypes.sizeof(attributes)))
say("statmount", call("statmount", NOWHERE, 0, 0, 0))
say("listmount", call("listmount", NOWHERE, 0, 0, 0))
say("pivot_root", call("pivot_root", NOWHERE, NOWHERE))
say("chroot", call("chroot", tmp))
