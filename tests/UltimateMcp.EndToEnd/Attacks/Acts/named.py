# Attack 106: processes whose names look like lines of /proc/PID/status, each below the limit, all together not. Arguments: how many, MiB each.
import ctypes
import os
import sys

from calls import call, say

processes, mebibytes = int(sys.argv[1]), int(sys.argv[2])
NAMES = [b"RssAnon: 0", b"\nRssAnon: 0\n", b"VmPTE:\t0 kB", b") R 1 1 1", b"a\nRssShmem:0"]
PR_SET_NAME = 15
done_out, done_in = os.pipe()
go_out, go_in = os.pipe()
children = []
for index in range(processes):
    child = os.fork()
    if child == 0:
        call("prctl", PR_SET_NAME, ctypes.c_char_p(NAMES[index % len(NAMES)]), 0, 0, 0)
        memory = bytearray(b"x") * (mebibytes << 20)
        os.write(done_in, b".")
        os.close(go_in)
        os.read(go_out, 1)
        os._exit(0)
    children.append(child)
answers = b""
while len(answers) < processes:
    answers += os.read(done_out, processes)
say("memory", "ok")
os.close(go_in)
for child in children:
    os.waitpid(child, 0)
