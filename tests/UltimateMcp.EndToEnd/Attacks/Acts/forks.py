# Attack 42: fork without end. Argument: how often at most.
import os
import signal
import sys

from calls import say, word

children = []
answer = "ok"
try:
    for _ in range(int(sys.argv[1])):
        child = os.fork()
        if child == 0:
            signal.pause()
            os._exit(0)
        children.append(child)
except OSError as e:
    answer = word(e.errno)
say("forks", answer)
for child in children:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
say("children", len(children))
