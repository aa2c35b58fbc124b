# Attack 40: signals to everyone. Outside they would reach all processes of the user, so only the question whether they could is asked there.
import os
import signal
import sys

from calls import INSIDE, attempt, say

say("server", attempt(lambda: os.kill(int(sys.argv[1]), 0)))
if INSIDE:
    say("parent", os.getppid())
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL, signal.SIGSTOP):
        attempt(lambda: os.kill(1, number))
        attempt(lambda: os.killpg(1, number))
    say("everyone", attempt(lambda: os.kill(-1, signal.SIGKILL)))
say("end", "ok")
