# Attack 111: fill all folders, then the heap of several processes, then connections. Arguments: how much of each at most (MiB, connections), for how many
# seconds it is held, folders.
import os
import socket
import sys
import time

from calls import say

most, seconds, folders = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
MIB = 1 << 20
files = []
for folder in folders:
    try:
        for number in range(most):
            with open(f"{folder}/um-several-{os.getpid()}-{number}", "xb") as file:
                files.append(file.name)
                file.write(b"x" * MIB)
    except OSError:
        pass


def take():
    heap, connections = [], []
    try:
        while len(heap) < most and len(heap) < 60:
            heap.append(bytearray(b"x") * MIB)
        while len(connections) < most:
            with socket.create_server(("127.0.0.1", 0)) as server:
                into = socket.create_connection(server.getsockname())
                connections.append((into, server.accept()))
            into.setblocking(False)
            try:
                while True:
                    into.send(b"x" * 65536)
            except BlockingIOError:
                pass
    except (OSError, MemoryError):
        pass
    return heap, connections


child = os.fork()
held = take()
time.sleep(seconds)
if child == 0:
    os._exit(0)
os.waitpid(child, 0)
for name in files:
    os.unlink(name)
say("memory", "ok")
