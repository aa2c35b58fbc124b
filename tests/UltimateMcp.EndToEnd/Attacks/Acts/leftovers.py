# Attacks 79, 80: is there anything of the run before? Then leave as much as possible for the next. Arguments: folders.
import glob
import os
import random
import sys

sys.path.insert(0, os.getcwd())
try:
    import um_planted

    planted = um_planted.__name__
except ImportError:
    planted = "none"

found = 0
for folder in sys.argv[1:]:
    found += len(glob.glob(f"{folder}/um-left*"))
    with open(f"{folder}/um-left", "w") as file:
        file.write("from the run before")
for name in ("um_planted.py", "sitecustomize.py"):
    with open(name, "w") as file:
        file.write("planted = True\n")
with open("/proc/self/maps") as maps:
    base = next(line.split("-")[0] for line in maps if "libc" in line)
print("found", found)
print("planted", planted)
print("hash", hash("seed"))
print("random", random.random())
print("layout", base)
print("name", __name__, sys.modules["__main__"].__file__.rsplit("/", 1)[-1])
