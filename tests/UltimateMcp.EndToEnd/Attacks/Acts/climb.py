# Attack 4: reach the host's files over what leads out of a folder: "..", the roots, working folders and descriptors of all processes.
# The argument is a secret file of the host.
import glob
import os
import sys

from calls import attempt, say

secret = sys.argv[1].lstrip("/")


def read(path):
    with open(path, "rb") as file:
        file.read(1)


def reached(paths):
    return sum(attempt(lambda: read(path)) == "ok" for path in paths)


up = "../" * 40
say("dots", reached([up + secret, "/" + up + secret, "/usr/" + up + secret, "/proc/self/" + up + secret]))
say("roots", reached(f"{root}/{secret}" for root in glob.glob("/proc/[0-9]*/root") + ["/proc/self/root", "/proc/thread-self/root"]))
say("folders", reached(f"{folder}/{up}{secret}" for folder in glob.glob("/proc/[0-9]*/cwd")))


def leads_to_secret(descriptor):
    try:
        return os.readlink(descriptor).endswith(secret)
    except OSError:
        return False


say("descriptors", reached(filter(leads_to_secret, glob.glob("/proc/[0-9]*/fd/*"))))
os.chdir("/")
os.chdir("..")
say("chdir", reached([secret]))
