#: the process knows itself
import os
print(
    os.getpid() == os.getpid(), os.getppid() >= 0, os.getpgrp() > 0, os.getsid(0) >= 0,
    os.getuid() == os.geteuid(), os.getgid() == os.getegid()
)
print(
    len(os.times()), os.getloadavg()[0] >= 0, os.cpu_count() > 0, len(os.sched_getaffinity(0)) > 0,
    os.sysconf("SC_PAGE_SIZE"), os.uname().sysname
)

#: resources are measured and limited
import resource
usage = resource.getrusage(resource.RUSAGE_SELF)
print(usage.ru_utime >= 0, usage.ru_maxrss > 1000, resource.getpagesize(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime >= 0)
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (50, hard))
print(resource.getrlimit(resource.RLIMIT_NOFILE)[0], len(resource.getrlimit(resource.RLIMIT_AS)))

#: files run out and are given back
import errno
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, (40, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
files = []
try:
    while True:
        files.append(open("many", "w"))
except OSError as error:
    print(errno.errorcode[error.errno])
for file in files:
    file.close()
print(open("many").read() == "")

#: signals are handled
import os
import signal
got = []
signal.signal(signal.SIGUSR1, lambda number, frame: got.append(signal.Signals(number).name))
os.kill(os.getpid(), signal.SIGUSR1)
signal.raise_signal(signal.SIGUSR1)
print(got, signal.getsignal(signal.SIGTERM) is signal.SIG_DFL, signal.signal(signal.SIGUSR1, signal.SIG_IGN) is not None)
os.kill(os.getpid(), signal.SIGUSR1)
print(len(got), signal.strsignal(signal.SIGTERM))

#: an alarm interrupts a wait
import signal
import time
def ring(number, frame):
    raise TimeoutError("rung")
signal.signal(signal.SIGALRM, ring)
print(signal.alarm(100), signal.alarm(0) > 0)
signal.setitimer(signal.ITIMER_REAL, 0.02)
try:
    time.sleep(20)
except TimeoutError as error:
    print(error, signal.getitimer(signal.ITIMER_REAL))

#: an interval timer rings several times
import signal
rings = []
signal.signal(signal.SIGALRM, lambda *_: rings.append(1))
signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
while len(rings) < 3:
    signal.pause()
signal.setitimer(signal.ITIMER_REAL, 0)
print(len(rings) >= 3)

#: a timer of processor time
import signal
rung = []
signal.signal(signal.SIGVTALRM, lambda *_: rung.append(1))
signal.setitimer(signal.ITIMER_VIRTUAL, 0.01)
n = 0
while not rung:
    n += 1
print(len(rung), n > 0)

#: signals are blocked and waited for
import os
import signal
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR2, signal.SIGUSR1})
os.kill(os.getpid(), signal.SIGUSR2)
print(sorted(s.name for s in signal.sigpending()), signal.sigwait({signal.SIGUSR2}).name)
os.kill(os.getpid(), signal.SIGUSR1)
print(signal.sigtimedwait({signal.SIGUSR1}, 5).si_signo == signal.SIGUSR1, signal.sigtimedwait({signal.SIGUSR1}, 0))

#: a signal wakes a descriptor
import os
import signal
reader, writer = os.pipe()
os.set_blocking(writer, False)
signal.set_wakeup_fd(writer)
signal.signal(signal.SIGUSR1, lambda *_: None)
os.kill(os.getpid(), signal.SIGUSR1)
print(os.read(reader, 1)[0] == signal.SIGUSR1)
signal.set_wakeup_fd(-1)

#: clocks
import time
for name in ("monotonic", "perf_counter", "process_time", "thread_time"):
    clock = getattr(time, name)
    before = clock()
    print(name, clock() >= before, time.get_clock_info(name).monotonic)
print(
    time.time() > 1.6e9, time.clock_gettime(time.CLOCK_BOOTTIME) > 0,
    time.clock_getres(time.CLOCK_MONOTONIC) > 0, time.time_ns() > 10**18
)

#: sleeping takes its time
import time
before = time.monotonic()
time.sleep(0.02)
time.sleep(0)
print(time.monotonic() - before >= 0.02)

#: pipes carry bytes and can be full
import os
reader, writer = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
try:
    os.read(reader, 1)
except BlockingIOError:
    print("empty")
filled = 0
try:
    while True:
        filled += os.write(writer, b"x" * 4096)
except BlockingIOError:
    print("full", filled >= 4096)
os.close(writer)
print(len(os.read(reader, 10)))

#: the environment is changed
import os
os.environ["GIVEN"] = "yes"
print(
    os.getenv("GIVEN"), os.environ.pop("GIVEN"), os.getenv("GIVEN", "gone"), "PATH" in os.environ,
    os.path.expandvars("$LANG"), os.environb[b"LANG"]
)

#: exit functions run in turn
import atexit
atexit.register(print, "last")
atexit.register(print, "first")
raise SystemExit(0)

#: priorities
import os
print(
    os.getpriority(os.PRIO_PROCESS, 0) >= 0, os.nice(0) >= 0, os.sched_getscheduler(0) == os.SCHED_OTHER,
    os.sched_get_priority_max(os.SCHED_FIFO)
)
os.sched_yield()

#: tracebacks are dumped
import faulthandler
import sys
import tempfile
import traceback
with tempfile.TemporaryFile("w+") as file:
    faulthandler.dump_traceback(file)
    file.seek(0)
    print("most recent call first" in file.read())
try:
    [][1]
except IndexError:
    print(traceback.format_exc().splitlines()[-1], len(traceback.extract_stack()) > 0, sys.exc_info()[0].__name__)

#: data of the process in proc
import os
with open("/proc/self/status") as file:
    status = dict(line.split(":\t", 1) for line in file if ":\t" in line)
print(status["Pid"].strip() == str(os.getpid()), os.path.samefile("/proc/self/cwd", "."), len(os.listdir("/proc/self/fd")) > 2)
with open("/proc/self/maps") as file:
    print(
        "[stack]" in file.read(), os.readlink("/proc/self/exe").startswith("/"),
        open("/proc/self/stat").read().split()[0] == str(os.getpid())
    )
with open("/proc/meminfo") as memory, open("/proc/cpuinfo") as cpus:
    print("MemTotal" in memory.read(), "processor" in cpus.read(), open("/proc/uptime").read().count(" "))

#: the platform is described
import os
import platform
import sys
import sysconfig
print(
    platform.system(), platform.python_implementation(), sys.version_info >= (3, 8), sys.byteorder,
    platform.machine() == os.uname().machine, sysconfig.get_platform().startswith("linux"),
    sys.maxsize > 2**31, platform.libc_ver()[0]
)

#: memory is allocated, measured and collected
import gc
import sys
import tracemalloc
import weakref
tracemalloc.start()
blocks = [bytes(100_000) for _ in range(100)]
print(tracemalloc.get_traced_memory()[0] > 9_000_000)
class Node: pass
node = Node(); node.self = node; gone = weakref.ref(node)
del node, blocks
gc.collect()
print(gone() is None, tracemalloc.get_traced_memory()[0] < 9_000_000, gc.isenabled(), sys.getsizeof([]) > 0)

#: large memory is taken and touched
data = bytearray(64 << 20)
data[::4096] = b"x" * (len(data) // 4096)
print(len(data), data.count(b"x"))

#: deep recursion ends in an exception
import sys
def deep(n): return deep(n + 1)
try:
    deep(0)
except RecursionError as error:
    print("maximum recursion depth" in str(error))
sys.setrecursionlimit(5000)
def down(n): return 0 if n == 0 else 1 + down(n - 1)
print(down(4000))

#: standard streams
import sys
print(
    sys.stdin.read() == "", sys.stdin.isatty(), sys.stdout.isatty(), sys.stdout.encoding,
    sys.stdout.fileno(), sys.getfilesystemencoding(), flush=True
)
with open("/dev/stdout", "w") as out:
    out.write("through /dev/stdout\n")
with open("/dev/null", "w") as nothing:
    print("unseen", file=nothing)
print(len(open("/dev/urandom", "rb").read(8)), open("/dev/null").read() == "")
