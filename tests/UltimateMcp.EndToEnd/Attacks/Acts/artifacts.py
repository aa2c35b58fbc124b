# Attacks 67-70: leave what must not be copied, and names that must not be shown. Argument: a secret file of the host.
import os
import sys
import tempfile

from calls import INSIDE, attempt, say

secret = sys.argv[1]
folder = "left" if INSIDE else tempfile.mkdtemp()
os.makedirs(folder, exist_ok=True)
os.chdir(folder)


def text(name):
    with open(name, "w") as file:
        file.write("harmless")


def read(name):
    with open(name) as file:
        file.read()


text("kept.txt")
say("link", attempt(lambda: os.symlink(secret, "link")))
say("link_to_proc", attempt(lambda: os.symlink("/proc/self/environ", "link_to_proc")))
say("link_to_folder", attempt(lambda: os.symlink(os.path.dirname(secret), "link_to_folder")))
say("link_up", attempt(lambda: os.symlink("../" * 30 + secret.lstrip("/"), "link_up")))
say("fifo", attempt(lambda: os.mkfifo("fifo")))
text("one")
say("hard_link", attempt(lambda: os.link("one", "other")))
for name in [b"new\nline", b"\x1b[31mred\x1b[0m", b"\xff\xfe", b"\r", b"\x7f", "\u202egnp.exe".encode(), b"-rf", b"...", b"'; rm -rf $HOME;'", b"n" * 255]:
    text(name)
say("names", "ok")
deep = "d/" * 20
os.makedirs(deep)
text(deep + "deep.txt")
say("through_link", attempt(lambda: read("link")))
say("through_folder", attempt(lambda: read("link_to_folder/" + os.path.basename(secret))))
say("up", attempt(lambda: read("link_up")))
if not INSIDE:
    import shutil

    os.chdir("/")
    shutil.rmtree(folder)
