# Attacks 107-111: take memory that no process has mapped: the kernel's own, for what a program opened. Arguments: the kind, how many processes take it,
# how often each does at most, and where files may be written; inside, in the scratch folder.
import fcntl
import mmap
import os
import select
import socket
import struct
import sys

from calls import say, word

kind, processes, most = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
folder = sys.argv[4] if len(sys.argv) > 4 else "/scratch"
MIB = 1 << 20
held = []


def fill(one, size):
    one.setblocking(False)
    try:
        while True:
            one.send(b"x" * size)
    except BlockingIOError:
        pass


def tcp(family=socket.AF_INET, home="127.0.0.1"):
    with socket.create_server((home, 0), family=family) as server:
        into = socket.create_connection(server.getsockname()[:2])
        out, _ = server.accept()
    held.append((into, out))
    fill(into, 65536)
    fill(out, 65536)


def tcp6():
    tcp(socket.AF_INET6, "::1")


def udp(family=socket.AF_INET, home="127.0.0.1"):
    """To itself, until its queue is full: then packets are dropped, which nothing tells."""
    one = socket.socket(family, socket.SOCK_DGRAM)
    held.append(one)
    one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 30)
    one.bind((home, 0))
    one.connect(one.getsockname()[:2])
    for _ in range(400):
        one.send(b"x" * 60_000)


def udp6():
    udp(socket.AF_INET6, "::1")


def pairs():
    pair = socket.socketpair()
    held.append(pair)
    for one in pair:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 30)
        fill(one, 65536)


def small():
    """Many packets of one byte, each of which takes a hundred times its size."""
    pair = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    held.append(pair)
    for one in pair:
        fill(one, 1)


def netlink():
    """Answers that nobody reads: a dump of the links, asked for again and again."""
    one = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
    held.append(one)
    one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 30)
    for number in range(200):
        try:
            one.send(struct.pack("IHHIIBxHiII", 32, 18, 0x301, number, 0, 0, 0, 0, 0, 0))
        except OSError:
            break


def waiting():
    """Full pipes that wait in a socket's queue, where no process has them any more."""
    if not held:
        held.append(socket.socketpair())
    out, into = os.pipe()
    os.set_blocking(into, False)
    try:
        while True:
            os.write(into, b"x" * 4096)
    except BlockingIOError:
        pass
    socket.send_fds(held[0][0], [b"x"], [out, into])
    os.close(out)
    os.close(into)


def epoll():
    """An item for each file under each number: files are moved through the numbers."""
    files = [held[0][i] for i in range(60)] if held else None
    if files is None:
        files = [os.eventfd(0) for _ in range(60)]
        held.append(files)
    poll = select.epoll()
    held.append(poll)
    for file in files:
        for number in range(160, 240):
            os.dup2(file, number)
            poll.register(number, 0)
    for number in range(160, 240):
        os.close(number)


def locks():
    """Of single bytes with gaps between, so that none is merged; on many files, as a list that is long is slow."""
    file = os.open(f"{folder}/um-locks-{os.getpid()}-{len(held)}", os.O_RDWR | os.O_CREAT, 0o600)
    os.unlink(f"{folder}/um-locks-{os.getpid()}-{len(held)}")
    held.append(file)
    for start in range(0, 1600, 2):
        fcntl.lockf(file, fcntl.LOCK_SH, 1, start)


def mappings():
    """Neighbours that differ, so that none is merged."""
    for _ in range(500):
        held.append(mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=mmap.PROT_READ))
        held.append(mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=mmap.PROT_READ | mmap.PROT_WRITE))


def take_all():
    taken = 0
    try:
        while taken < most:
            globals()[kind]()
            taken += 1
    except OSError as e:
        return taken, word(e.errno)
    except MemoryError:
        return taken, "MemoryError"
    return taken, "ok"


# Each waits until all have taken what they could.
done_out, done_in = os.pipe()
go_out, go_in = os.pipe()
children = []
for _ in range(processes - 1):
    child = os.fork()
    if child == 0:
        answer = take_all()[1]
        os.write(done_in, b"." if answer == "ok" else b"!")
        os.close(go_in)
        os.read(go_out, 1)
        os._exit(0)
    children.append(child)
taken, answer = take_all()
answers = b""
while len(answers) < processes - 1:
    answers += os.read(done_out, processes)
say("memory", answer if b"!" not in answers else "refused")
say("taken", taken)
os.close(go_in)
for child in children:
    os.waitpid(child, 0)
