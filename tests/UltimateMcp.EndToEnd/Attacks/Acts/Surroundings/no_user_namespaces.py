# Attack 85: runs the command where no user namespace can be made: in one of our own, whose bound on further ones is 0.
import ctypes
import os
import sys

NEWUSER = 0x10000000
user, group = os.getuid(), os.getgid()
unshared, unshared_tell = os.pipe()
mapped, mapped_tell = os.pipe()
parent = os.getpid()
helper = os.fork()
if helper == 0:
    # Only one who stands outside may map more than the one user that we are.
    os.close(unshared_tell)
    os.close(mapped)
    os.read(unshared, 1)
    everyone = user == 0
    if not everyone:
        with open(f"/proc/{parent}/setgroups", "w") as file:
            file.write("deny")
    for name, own in (("gid_map", group), ("uid_map", user)):
        with open(f"/proc/{parent}/{name}", "w") as file:
            file.write("0 0 100000" if everyone else f"{own} {own} 1")
    os.write(mapped_tell, b"x")
    os._exit(0)
if ctypes.CDLL(None).unshare(NEWUSER) != 0:
    sys.exit("unshare failed")
os.write(unshared_tell, b"x")
os.read(mapped, 1)
os.waitpid(helper, 0)
with open("/proc/sys/user/max_user_namespaces", "w") as file:
    file.write("0")
os.execvp(sys.argv[1], sys.argv[1:])
