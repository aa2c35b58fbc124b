# Attack 43: start threads without end. Argument: how many at most.
import sys
import threading

from calls import say

threading.stack_size(64 << 10)
end = threading.Event()
threads = []
try:
    for _ in range(int(sys.argv[1])):
        thread = threading.Thread(target=end.wait, daemon=True)
        thread.start()
        threads.append(thread)
    say("threads", "ok")
except RuntimeError:
    say("threads", "refused")
end.set()
for thread in threads:
    thread.join()
say("started", len(threads))
