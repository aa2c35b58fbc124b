# Imports the modules that are its arguments and prints, one a line: `begin MODULE`, then `imported MODULE` or
# `failed MODULE REASON`; at the end `memory DATA SIZE`, by how much VmData and VmSize of proc_pid_status(5) have grown, in KiB.
import os
import sys


def sizes():
    with open("/proc/self/status") as status:
        fields = dict(line.split(":", 1) for line in status)
    return int(fields["VmData"].split()[0]), int(fields["VmSize"].split()[0])


def say(*words):
    os.write(output, (" ".join(words).replace("\n", " ")[:500] + "\n").encode("utf-8", "replace"))


output = os.dup(1)
nowhere = os.open(os.devnull, os.O_WRONLY)
os.dup2(nowhere, 1)
os.dup2(nowhere, 2)

# The folder of this file is none that a worker's imports look into.
del sys.path[0]
data, size = sizes()
for module in sys.argv[1:]:
    say("begin", module)
    try:
        __import__(module)
        say("imported", module)
    except BaseException as error:
        say("failed", module, type(error).__name__ + ":", str(error))
data_after, size_after = sizes()
say("memory", str(data_after - data), str(size_after - size))
os._exit(0)
