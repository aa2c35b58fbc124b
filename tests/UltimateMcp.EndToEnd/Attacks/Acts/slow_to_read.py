# Attack 112: what makes a process slow to look at: many mappings, idle connections. Then it never ends. Arguments: mappings, connections.
import mmap
import socket
import sys
import time

mappings, connections = int(sys.argv[1]), int(sys.argv[2])
held = []
for number in range(mappings):
    held.append(mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=mmap.PROT_READ | (mmap.PROT_WRITE if number % 2 else 0)))
with socket.create_server(("127.0.0.1", 0)) as server:
    for _ in range(connections):
        into = socket.create_connection(server.getsockname())
        held.append((into, server.accept()))
print("begun", flush=True)
time.sleep(1000)
