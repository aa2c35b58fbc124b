# Attack 55: descriptors that nobody gave us.
import os

from calls import say

open_now = []
for descriptor in range(1024):
    try:
        os.fstat(descriptor)
        open_now.append(descriptor)
    except OSError:
        pass
say("descriptors", ",".join(map(str, open_now)))
say("kinds", ",".join(os.readlink(f"/proc/self/fd/{descriptor}").split(":")[0] for descriptor in open_now))
