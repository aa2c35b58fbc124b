# Attack 44: become another program without end. Argument: how often; it counts down in the place of the first.
import os
import sys

left = int(sys.argv[1])
if left > 0:
    os.execv(sys.executable, [sys.executable, "-B", os.path.abspath(sys.argv[0] if os.path.exists(sys.argv[0]) else "main.py"), str(left - 1)])
print("execs ok")
