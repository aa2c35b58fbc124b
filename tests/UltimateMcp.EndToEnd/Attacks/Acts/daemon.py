# Attacks 63, 64: leave a process behind. Arguments: how long it sleeps, and whether it holds the streams or has closed every descriptor.
import os
import sys

told, tell = os.pipe()
first = os.fork()
if first == 0:
    os.setsid()
    second = os.fork()
    if second > 0:
        os.write(tell, str(second).encode())
        os._exit(0)
    if sys.argv[2] == "closed":
        os.closerange(0, 256)
    os.execv("/bin/sleep", ["sleep", sys.argv[1]])
os.waitpid(first, 0)
print("left", os.read(told, 20).decode())
