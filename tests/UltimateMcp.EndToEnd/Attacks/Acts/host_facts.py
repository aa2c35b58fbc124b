# Attack 113: what /proc tells of the machine. Says what reading each gives at most: "some" or "none".
import os

from calls import say

FILES = """cmdline partitions diskstats swaps sys/kernel/random/boot_id pressure/cpu pressure/memory pressure/io bus/input/devices bus/pci/devices
mdstat bootconfig schedstat""".split()


def first_bytes(path):
    try:
        file = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        try:
            return "some" if os.read(file, 64) else "none"
        finally:
            os.close(file)
    except OSError:
        return "none"


for name in FILES:
    say(name, first_bytes(f"/proc/{name}"))

# What runtimes and ordinary programs read.
say("needed", ",".join(name for name in ("cpuinfo", "meminfo", "stat", "uptime", "loadavg", "version", "filesystems", "self/status", "net/dev") if first_bytes(f"/proc/{name}") == "some"))
