# Everything that a program can see of itself and around it, but for what differs in each run.
import sys

modules = sorted(sys.modules)
own = sorted(globals())

import atexit
import gc
import json
import os
import re
import resource
import signal
import threading

seen = {
    "modules": modules, "own": own, "main": sorted(vars(sys.modules["__main__"])), "name": __name__, "file": __file__,
    "spec": repr(__spec__), "loader": repr(__loader__ if "__loader__" in globals() else None), "builtins": sorted(dir(__builtins__)),
    "argv": sys.argv, "orig_argv": getattr(sys, "orig_argv", None), "flags": repr(sys.flags), "path": sys.path,
    "meta_path": [repr(type(one)) for one in sys.meta_path], "cache": sorted(sys.path_importer_cache), "hooks": len(sys.path_hooks),
    "excepthook": sys.excepthook is sys.__excepthook__, "recursion": sys.getrecursionlimit(), "interval": sys.getswitchinterval(),
    "trace": repr(sys.gettrace()), "profile": repr(sys.getprofile()), "gc": (gc.isenabled(), gc.get_threshold()),
    "frames": sys._getframe().f_back.f_code.co_filename, "encodings": [sys.getdefaultencoding(), sys.getfilesystemencoding()],
    "streams": [(one.name, one.encoding, one.errors, one.line_buffering, one.mode, one.isatty()) for one in (sys.stdin, sys.stdout, sys.stderr)],
    "stdin": sys.stdin.read(), "files": sorted(os.listdir(".")), "beside": open("beside.txt").read(), "cwd": os.getcwd(),
    "environment": dict(os.environ), "ids": [os.getpid(), os.getppid(), os.getpgrp(), os.getsid(0), os.getuid(), os.getgid(), os.getgroups()],
    "umask": os.umask(0o22), "nice": os.nice(0), "affinity": len(os.sched_getaffinity(0)), "uname": list(os.uname()),
    "threads": [one.name for one in threading.enumerate()], "tasks": len(os.listdir("/proc/self/task")), "stack": threading.stack_size(),
    "handlers": {int(one): str(signal.getsignal(one)) for one in signal.valid_signals() if signal.getsignal(one) not in (0, signal.SIG_DFL)},
    "mask": sorted(map(int, signal.pthread_sigmask(signal.SIG_BLOCK, []))), "timers": signal.getitimer(signal.ITIMER_REAL),
    "limits": {name: resource.getrlimit(getattr(resource, name)) for name in dir(resource) if name.startswith("RLIMIT_")},
    "exits": atexit._ncallbacks(), "root": sorted(os.listdir("/")), "tmp": os.listdir("/tmp"), "shm": os.listdir("/dev/shm"),
}
seen["descriptors"] = {name: re.sub(r"\d+", "N", os.readlink("/proc/self/fd/" + name)) for name in ("0", "1", "2", "3", "4", "5") if os.path.exists("/proc/self/fd/" + name)}
seen["flags of descriptors"] = [re.sub(r"(?m)^(ino|mnt_id|pos):.*$", "", open("/proc/self/fdinfo/" + name).read()) for name in seen["descriptors"] if int(name) < 5]
seen["status"] = [line for line in open("/proc/self/status") if not re.match("Vm|Rss|Huge|.*voluntary|Cpus|Mems|Cpus_allowed", line)]
seen["own settings"] = {name: open("/proc/self/" + name).read() for name in ("oom_score_adj", "cmdline", "comm", "cgroup", "uid_map", "gid_map", "limits", "setgroups", "loginuid", "personality") if os.access("/proc/self/" + name, os.R_OK)}
seen["mounts"] = sorted(re.sub(r"^\d+ \d+ \d+:\d+ ", "", line) for line in open("/proc/self/mountinfo"))
seen["mappings"] = sorted({line.split(None, 5)[5].strip() for line in open("/proc/self/maps") if "/" in line})
seen["network"] = {name: open("/proc/sys/net/" + name).read() for name in ("ipv4/tcp_rmem", "ipv4/tcp_wmem", "core/somaxconn")}
for name in seen:
    print(name, json.dumps(seen[name], sort_keys=True, default=repr))
