# Attack 74: more on the report's descriptor than a report may hold.
import os
import sys

written = 0
try:
    while written < 1 << 20:
        written += os.write(4, b"[" * 65536)
except OSError:
    pass
print("written", written > 0)
sys.exit(4)
