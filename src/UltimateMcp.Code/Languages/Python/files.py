# Prints the files of its installation that this interpreter needs, as "kind path" entries terminated by NUL.
# Run with -I -S -B -c, so that no code of a package or user is loaded.
import os
import sys
import sysconfig


def write(kind, path):
    if os.path.exists(path):
        sys.stdout.write(f"{kind} {path}\0")


for path in sys.path:
    write("folder" if os.path.isdir(path) else "file", path)
for name in ("purelib", "platlib"):
    write("optional", sysconfig.get_path(name))

# A virtual environment with its own interpreter. If it only links to the base interpreter, it is that one.
bin_folder = os.path.dirname(sys.executable)
for folder in (bin_folder, os.path.dirname(bin_folder)):
    if os.path.isfile(os.path.join(folder, "pyvenv.cfg")):
        write("file", os.path.join(folder, "pyvenv.cfg"))
        write("optional", os.path.join(folder, "lib", "python%d.%d" % sys.version_info[:2], "site-packages"))
        break

with open("/proc/self/maps") as maps:
    loaded = {line.rstrip("\n").split(None, 5)[5] for line in maps if " r-xp " in line and " /" in line}
for path in sorted(loaded):
    write("file", path)
