# Attacks 21, 32-35, 40, 41: what /proc, /sys and device files would give. Arguments: process id of the server, a secret that it holds.
import os
import stat
import sys

from calls import INSIDE, attempt, call, say, word

server = int(sys.argv[1])
MASKED = """keys key-users timer_list kallsyms kmsg kcore sysrq-trigger latency_stats sched_debug config.gz vmallocinfo slabinfo pagetypeinfo
modules iomem ioports interrupts""".split()
FOLDERS = ["acpi", "scsi", "fs", "driver", "asound"]


def open_to_write(path):
    os.close(os.open(path, os.O_WRONLY))


def first_bytes(path):
    """How much a read gives at most: "none" when it gives nothing, by end of file or by an error."""
    try:
        file = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        try:
            return "some" if os.read(file, 64) else "none"
        finally:
            os.close(file)
    except OSError:
        return "none"


def entries(path):
    try:
        return len(os.listdir(path))
    except OSError as e:
        return word(e.errno)


say("core_pattern", attempt(lambda: open_to_write("/proc/sys/kernel/core_pattern")))
say("max_user_namespaces", attempt(lambda: open_to_write("/proc/sys/user/max_user_namespaces")))
say("overcommit", attempt(lambda: open_to_write("/proc/sys/vm/overcommit_memory")))
say("settings_are_read_only", bool(os.statvfs("/proc/sys").f_flag & os.ST_RDONLY))
say("sysrq", attempt(lambda: os.write(os.open("/proc/sysrq-trigger", os.O_WRONLY), b"")))
present = [name for name in MASKED if os.path.exists(f"/proc/{name}") and name not in ("kmsg", "sysrq-trigger")]
say("masked", ",".join(f"{name}" for name in present if first_bytes(f"/proc/{name}") == "some"))
say("masked_folders", ",".join(name for name in FOLDERS if os.path.isdir(f"/proc/{name}") and entries(f"/proc/{name}") != 0))
say("sys", entries("/sys"))

say("mknod", attempt(lambda: (os.mknod("um-device", 0o600 | stat.S_IFCHR, os.makedev(1, 3)), os.unlink("um-device"))))
say("mknod_block", attempt(lambda: (os.mknod("um-device", 0o600 | stat.S_IFBLK, os.makedev(254, 0)), os.unlink("um-device"))))
say("mkfifo", attempt(lambda: (os.mkfifo("um-fifo"), os.unlink("um-fifo"))))
status = dict(line.split(":\t", 1) for line in open("/proc/self/status").read().splitlines() if ":\t" in line)
say("capabilities", ",".join(status[name].strip() for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")))
say("no_new_privileges", status["NoNewPrivs"].strip())
say("seccomp", status["Seccomp"].strip())
say("devices", ",".join(sorted(name for name in os.listdir("/dev") if not stat.S_ISLNK(os.lstat(f"/dev/{name}").st_mode))))

processes = sorted(int(name) for name in os.listdir("/proc") if name.isdigit())
say("processes", len(processes))
say("highest", processes[-1])
say("sees_server", server in processes and server > 100)
say("signal_server", attempt(lambda: os.kill(server, 0)))
say("pidfd_server", call("pidfd_open", server, 0))
say("environment_of_1", attempt(lambda: open("/proc/1/environ", "rb").read()))


def memory_holds(process, text):
    """Reads all that is mapped, as one who may write it too; the stack first, which begins with the environment."""
    with open(f"/proc/{process}/maps") as maps, open(f"/proc/{process}/mem", "r+b", buffering=0) as memory:
        for line in reversed(maps.readlines()):
            start, end = (int(part, 16) for part in line.split()[0].split("-"))
            try:
                memory.seek(start)
                if text in memory.read(min(end - start, 64 << 20)):
                    return "found"
            except (OSError, ValueError, OverflowError):
                pass
    return "nothing"


def open_memory(process):
    os.close(os.open(f"/proc/{process}/mem", os.O_RDWR))


# Inside, process 1 is bubblewrap, of our user and without our limits: whoever could write its memory would be it. Outside, the server is of our user.
say("memory", attempt(lambda: open_memory(1 if INSIDE else server)))
if INSIDE:
    say("shown_of_1", entries("/proc/1"))
else:
    say("content", memory_holds(server, sys.argv[2].encode()))
