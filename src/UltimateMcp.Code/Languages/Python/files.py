# Prints the files of its installation that this interpreter needs, as "kind path" entries terminated by NUL.
# Run with -I -S -B -c, so that no code of a package or user is loaded.
import os
import site
import sys


def write(kind, path):
    if os.path.exists(path):
        sys.stdout.write(f"{kind} {path}\0")


for path in sys.path:
    write("folder" if os.path.isdir(path) else "file", path)

# The folder of a virtual environment.
bin_folder = os.path.dirname(sys.executable)
environments = [folder for folder in (bin_folder, os.path.dirname(bin_folder)) if os.path.isfile(os.path.join(folder, "pyvenv.cfg"))]
sees_base = not environments
for folder in environments[:1]:
    configuration = os.path.join(folder, "pyvenv.cfg")
    write("file", configuration)
    if os.path.islink(sys.executable):
        write("link", sys.executable)
    own = [os.path.join(folder, lib, "python%d.%d" % sys.version_info[:2], "site-packages") for lib in ("lib", "lib64")]
    for path in {os.path.realpath(path): path for path in reversed(own)}.values():
        write("packages", path)
    with open(configuration, encoding="utf-8") as lines:
        for line in lines:
            key, _, value = line.partition("=")
            if key.strip().lower() == "include-system-site-packages":
                sees_base = value.strip().lower() == "true"

if sees_base:
    for path in site.getsitepackages([sys.base_prefix, sys.base_exec_prefix]):
        write("packages", path)

with open("/proc/self/maps") as maps:
    loaded = {line.rstrip("\n").split(None, 5)[5] for line in maps if " r-xp " in line and " /" in line}
for path in sorted(loaded):
    write("file", path)
