# Attacks 56-58: write. Arguments: the streams, bytes to each, and what each write holds: lines, no line's end at all, or
# nothing that shows.
import os
import sys

streams, most, kind = sys.argv[1], int(sys.argv[2]), sys.argv[3]
chunk = {"lines": b"x" * 79 + b"\n", "endless": b"x" * 80, "escapes": b"\x1b[31m" * 16}[kind] * 800
left = {{"stdout": 1, "stderr": 2}[name]: most for name in streams.split(",")}
while any(left.values()):
    for stream in left:
        left[stream] -= os.write(stream, chunk[: left[stream]]) if left[stream] else 0
