# Attacks 50-54: fill what is writable, or use descriptors up. Arguments: the way, how much at most.
import os
import sys

from calls import say, word

way, most = sys.argv[1], int(sys.argv[2])
MIB = 1 << 20


def one_large(folder):
    with open(folder + "/large", "wb", buffering=0) as file:
        for done in range(most):
            yield done
            if file.write(b"x" * MIB) < MIB:
                file.write(b"x")
    yield most


def many(folder):
    for done in range(most):
        yield done
        with open(f"{folder}/{done}", "wb", buffering=0) as file:
            for _ in range(8):
                if file.write(b"x" * MIB) < MIB:
                    file.write(b"x")
    yield most


def sparse(folder):
    yield 0
    with open(folder + "/sparse", "wb") as file:
        os.ftruncate(file.fileno(), most * MIB)
    yield most


def allocate(folder):
    yield 0
    with open(folder + "/allocated", "wb") as file:
        os.posix_fallocate(file.fileno(), 0, most * MIB)
    yield most


def inodes(folder):
    for done in range(most):
        yield done
        os.close(os.open(f"{folder}/{done}", os.O_WRONLY | os.O_CREAT))
    yield most


def descriptors(folder):
    for done in range(most):
        yield done
        os.open("/dev/null", os.O_RDONLY)
    yield most


folder = os.path.abspath("um-disk")
os.mkdir(folder)
done, answer = 0, "ok"
try:
    for done in globals()[way](folder):
        pass
except OSError as e:
    answer = word(e.errno)
print("disk", answer)
print("done", done)
# Outside nothing stays; inside, what was refused must be there to be seen.
if len(sys.argv) > 3:
    os.closerange(3, 1000)
    for name in os.listdir(folder):
        os.unlink(f"{folder}/{name}")
    os.rmdir(folder)
