# Attacks 45-49: take memory of one kind until none is given. Arguments: the kind, MiB (or what holds one) at most, and where
# files may be written; inside, wherever possible.
import ctypes
import mmap
import os
import socket
import sys
import threading

from calls import call, libc, number, raw, say, word

kind, most = sys.argv[1], int(sys.argv[2])
MIB = 1 << 20
held = []


def heap():
    held.append(bytearray(b"x") * MIB)


def private():
    memory = mmap.mmap(-1, MIB, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    for page in range(0, MIB, 4096):
        memory[page] = 1
    held.append(memory)


def shared():
    memory = mmap.mmap(-1, MIB, flags=mmap.MAP_SHARED | mmap.MAP_ANONYMOUS)
    for page in range(0, MIB, 4096):
        memory[page] = 1
    held.append(memory)


def shared_zero():
    """Shared memory by another name, which no limit on data counts."""
    file = os.open("/dev/zero", os.O_RDWR)
    try:
        memory = mmap.mmap(file, MIB, flags=mmap.MAP_SHARED)
    finally:
        os.close(file)
    for page in range(0, MIB, 4096):
        memory[page] = 1
    held.append(memory)


def memfd():
    file, error = raw(number("memfd_create"), ctypes.c_char_p(b"attack"), 0)
    if file < 0:
        raise OSError(error, "memfd_create")
    os.write(file, b"x" * MIB)
    held.append(file)


def sysv():
    # What exists is removed when its last user ends, not before: marked for it at once.
    segment, error = raw(number("shmget"), 0, MIB, 0o1600)
    if segment < 0:
        raise OSError(error, "shmget")
    libc.shmat.restype = ctypes.c_void_p
    address = libc.shmat(segment, None, 0)
    libc.shmctl(segment, 0, None)
    ctypes.memset(address, 1, MIB)


def pipes():
    """1 MiB each, of the kernel's own memory."""
    out, into = os.pipe()
    held.append((out, into))
    F_SETPIPE_SZ = 1031
    import fcntl

    fcntl.fcntl(into, F_SETPIPE_SZ, MIB)
    os.set_blocking(into, False)
    os.write(into, b"x" * MIB)


def sockets():
    """Several hundred KiB each, likewise."""
    pair = socket.socketpair()
    held.append(pair)
    for one in pair:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 30)
        one.setblocking(False)
        try:
            while True:
                one.send(b"x" * 65536)
        except BlockingIOError:
            pass


def tcp():
    """Some MiB each, over loopback; from several processes where that is allowed."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        into = socket.create_connection(server.getsockname())
        out, _ = server.accept()
    held.append((into, out))
    into.setblocking(False)
    try:
        while True:
            into.send(b"x" * 65536)
    except BlockingIOError:
        pass


def stacks():
    """Threads, each with a stack and an MiB of its own."""
    threading.stack_size(MIB)
    ready, go, here = threading.Event(), threading.Event(), []

    def deep():
        try:
            here.append(b"x" * MIB)
        except MemoryError:
            pass
        ready.set()
        go.wait()

    thread = threading.Thread(target=deep, daemon=True)
    thread.start()
    ready.wait()
    held.append(here)
    if not here:
        raise MemoryError


def tmpfs():
    """A file each in all folders that can be written."""
    for folder in sys.argv[3:] or ["/scratch", "/tmp", "/dev/shm"]:
        try:
            with open(f"{folder}/um-attack-{os.getpid()}-{len(held)}", "xb") as file:
                file.write(b"x" * MIB)
            return held.append(file.name)
        except OSError as e:
            last = e
    raise last


take = globals()[kind]
taken = 0
answer = "ok"
try:
    while taken < most:
        take()
        taken += 1
except OSError as e:
    answer = word(e.errno)
except (MemoryError, RuntimeError) as e:
    answer = type(e).__name__
if kind == "tmpfs":
    for name in held:
        os.unlink(name)
say("memory", answer)
say("taken", taken)
