# Attacks 115-119: memory that no limit counts, the order in which the kernel kills, core dumps, timers, page tables, terminals.
import ctypes
import mmap
import os
import resource

from calls import MACHINE, X64, attempt, libc, raw, say, word

GIB = 1 << 30
HUGE = 2 << 20
TIMER_CREATE, CLOCK_MONOTONIC = (222 if MACHINE == X64 else 107), 1


def map_shared():
    file = os.open("/dev/zero", os.O_RDWR)
    try:
        mmap.mmap(file, 1 << 20, flags=mmap.MAP_SHARED).close()
    finally:
        os.close(file)


def zeros():
    with open("/dev/zero", "rb", buffering=0) as file:
        return file.read(1 << 16) == bytes(1 << 16)


say("shared_zero", attempt(map_shared))
say("zeros", zeros())

say("score", open("/proc/self/oom_score_adj").read().strip())
say("scores", ",".join(sorted({open(f"/proc/{name}/oom_score_adj").read().strip() for name in os.listdir("/proc") if name.isdigit() and name != "1"})) if os.getpid() < 10 else "")


def lower_score():
    score = open("/proc/self/oom_score_adj").read()
    with open("/proc/self/oom_score_adj", "w") as file:
        file.write(score)


say("write_score", attempt(lower_score))
say("core", ",".join(str(limit) for limit in resource.getrlimit(resource.RLIMIT_CORE)))

timers, answer = 0, "ok"
while timers < 2000:
    timer = ctypes.c_int()
    result, error = raw(TIMER_CREATE, CLOCK_MONOTONIC, None, ctypes.byref(timer))
    if result != 0:
        answer = word(error)
        break
    timers += 1
say("timers", answer)
say("timers_made", timers)

# One page of each 2 MiB that are mapped for reading alone: no memory but the kernel's own, a page of tables each.
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
mapped, answer = 0, "ok"
while mapped < 8 * GIB:
    address = libc.mmap(None, GIB // 4, mmap.PROT_READ, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, -1, 0)
    if address == ctypes.c_void_p(-1).value:
        answer = word(ctypes.get_errno())
        break
    libc.madvise(ctypes.c_void_p(address), ctypes.c_size_t(GIB // 4), 15)  # MADV_NOHUGEPAGE
    for page in range(address, address + GIB // 4, HUGE):
        ctypes.c_char.from_address(page).value
    mapped += GIB // 4
tables = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmPTE:"))
say("mapping", answer)
say("tables_mib", int(tables) // 1024)

say("terminals", len([name for name in os.listdir("/dev/pts") if name.isdigit()]))
say("terminal", attempt(lambda: os.close(os.open("/dev/ptmx", os.O_RDWR | os.O_NOCTTY))))
