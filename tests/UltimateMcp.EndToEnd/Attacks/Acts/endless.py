# Attacks 59-62: never end. Argument: the way.
import os
import signal
import sys
import time

way = sys.argv[1]
if way == "ignore":
    for number in range(1, signal.NSIG):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
print("begun", flush=True)
if way == "stop":
    os.kill(os.getpid(), signal.SIGSTOP)
if way == "sleep":
    time.sleep(1000)
while True:
    pass
