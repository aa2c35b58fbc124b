# Prints what this interpreter needs of its installation, each entry "kind path" ended by NUL. Run as -I -S -B -c: no code of a package or a user is loaded.
import os
import sys
import sysconfig


def say(kind, path):
    if os.path.exists(path):
        sys.stdout.write(f"{kind} {path}\0")


for path in sys.path:
    say("folder" if os.path.isdir(path) else "file", path)
for name in ("purelib", "platlib"):
    say("optional", sysconfig.get_path(name))

# An environment with an interpreter of its own. One that only links to its base is that base.
bin_folder = os.path.dirname(sys.executable)
for folder in (bin_folder, os.path.dirname(bin_folder)):
    if os.path.isfile(os.path.join(folder, "pyvenv.cfg")):
        say("file", os.path.join(folder, "pyvenv.cfg"))
        say("optional", os.path.join(folder, "lib", "python%d.%d" % sys.version_info[:2], "site-packages"))
        break

with open("/proc/self/maps") as maps:
    loaded = {line.rstrip("\n").split(None, 5)[5] for line in maps if " r-xp " in line and " /" in line}
for path in sorted(loaded):
    say("file", path)
