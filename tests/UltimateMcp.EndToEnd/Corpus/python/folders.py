#: folders are made, walked and removed
import os
os.makedirs("tree/a/b")
os.mkdir("tree/c")
for path in ("tree/1", "tree/a/2", "tree/a/b/3"):
    open(path, "w").close()
for folder, folders, files in sorted(os.walk("tree")):
    print(folder, sorted(folders), files)
os.rmdir("tree/c")
print(sorted(os.listdir("tree")))

#: entries are scanned with their types
import os
os.mkdir("scan")
open("scan/file", "w").close()
os.mkdir("scan/folder")
os.symlink("file", "scan/link")
with os.scandir("scan") as entries:
    print(sorted((e.name, e.is_file(follow_symlinks=False), e.is_dir(), e.is_symlink(), e.stat().st_nlink > 0) for e in entries))

#: the working folder is changed
import os
top = os.getcwd()
os.mkdir("inner")
os.chdir("inner")
print(os.path.relpath(os.getcwd(), top), os.path.samefile("..", top))
fd = os.open("..", os.O_RDONLY | os.O_DIRECTORY)
os.fchdir(fd)
print(os.getcwd() == top)

#: files are renamed and replaced
import os
for name in ("one", "two"):
    with open(name + ".txt", "w") as file:
        file.write(name)
os.rename("one.txt", "three.txt")
os.replace("three.txt", "two.txt")
with open("two.txt") as file:
    print(file.read(), os.path.exists("one.txt"), os.path.exists("three.txt"))
os.renames("two.txt", "new/place/two.txt")
print(os.listdir("new/place"))

#: symbolic links
import os
with open("target.txt", "w") as file:
    file.write("seen")
os.symlink("target.txt", "link")
os.symlink("absent", "broken")
print(os.readlink("link"), open("link").read(), os.path.islink("link"), os.path.exists("broken"), os.path.lexists("broken"))
print(os.path.basename(os.path.realpath("link")), os.lstat("link").st_size, os.stat("link").st_size)

#: hard links
import os
with open("first", "w") as file:
    file.write("same")
os.link("first", "second")
print(os.stat("second").st_nlink, os.path.samefile("first", "second"))
os.unlink("first")
print(open("second").read(), os.stat("second").st_nlink)

#: modes and access
import os
import stat
os.umask(0o022)
with open("mode.txt", "w"):
    pass
print(stat.filemode(os.stat("mode.txt").st_mode))
os.chmod("mode.txt", 0o750)
print(oct(stat.S_IMODE(os.stat("mode.txt").st_mode)), os.access("mode.txt", os.R_OK | os.W_OK | os.X_OK))
fd = os.open("mode.txt", os.O_RDONLY)
os.fchmod(fd, 0o600)
print(stat.filemode(os.fstat(fd).st_mode), os.umask(0o077), os.umask(0o022))

#: times of a file
import os
open("times.txt", "w").close()
os.utime("times.txt", (1000, 2000))
status = os.stat("times.txt")
print(status.st_atime, status.st_mtime)
os.utime("times.txt", ns=(5, 1_500_000_000_123_456_789))
print(os.stat("times.txt").st_mtime_ns)

#: names relative to a folder's descriptor
import os
os.mkdir("base")
base = os.open("base", os.O_RDONLY | os.O_DIRECTORY)
os.mkdir("sub", dir_fd=base)
fd = os.open("sub/file", os.O_WRONLY | os.O_CREAT, dir_fd=base)
os.write(fd, b"text")
os.rename("sub/file", "moved", src_dir_fd=base, dst_dir_fd=base)
os.symlink("moved", "link", dir_fd=base)
os.link("moved", "hard", src_dir_fd=base, dst_dir_fd=base)
print(
    sorted(os.listdir(base)), os.stat("moved", dir_fd=base).st_size, os.readlink("link", dir_fd=base),
    os.access("absent", os.F_OK, dir_fd=base)
)
os.unlink("hard", dir_fd=base)
os.rmdir("sub", dir_fd=base)
print(sorted(os.listdir("base")))

#: trees are copied, moved and removed
import os
import shutil
os.makedirs("from/deep")
with open("from/deep/file.txt", "w") as file:
    file.write("content")
shutil.copytree("from", "to")
shutil.copy2("from/deep/file.txt", "to/second.txt")
shutil.move("to/second.txt", "to/deep/third.txt")
print(sorted(os.listdir("to/deep")), open("to/deep/third.txt").read())
shutil.rmtree("from")
print(os.path.exists("from"), shutil.disk_usage(".").total > 0)

#: archives are packed and unpacked
import os
import shutil
os.makedirs("pack/sub")
with open("pack/sub/a.txt", "w") as file:
    file.write("packed")
for kind in ("zip", "tar", "gztar", "bztar", "xztar"):
    name = shutil.make_archive("out-" + kind, kind, "pack")
    shutil.unpack_archive(name, "un-" + kind)
    print(kind, open(f"un-{kind}/sub/a.txt").read())

#: paths as objects
from pathlib import Path, PurePosixPath
folder = Path("objects") / "deep"
folder.mkdir(parents=True)
(folder / "a.txt").write_text("text", encoding="utf-8")
(folder / "b.bin").write_bytes(b"\x00\x01")
print(sorted(path.name for path in folder.iterdir()), [str(path) for path in Path("objects").rglob("*.txt")])
path = folder / "a.txt"
print(
    path.suffix, path.stem, path.read_text(), path.stat().st_size, path.with_suffix(".md"), path.exists(),
    (folder / "b.bin").read_bytes()
)
path.rename(folder / "c.txt").unlink()
print(PurePosixPath("/a/b/../c").parts, PurePosixPath("a/b").is_relative_to("a"), Path("objects").resolve().name, path.exists())

#: names by pattern
import fnmatch
import glob
import os
os.makedirs("g/x")
for name in ("g/a1.txt", "g/a2.txt", "g/b.md", "g/x/a3.txt"):
    open(name, "w").close()
print(sorted(glob.glob("g/a?.txt")), sorted(glob.glob("g/**/*.txt", recursive=True)), fnmatch.filter(["a.py", "b.txt"], "*.py"))

#: folders are compared
import filecmp
import os
for folder in ("l", "r"):
    os.mkdir(folder)
    with open(folder + "/same", "w") as file:
        file.write("same")
with open("r/more", "w") as file:
    file.write("more")
compared = filecmp.dircmp("l", "r")
print(compared.same_files, compared.right_only, filecmp.cmp("l/same", "r/same", shallow=False))

#: facts of a file system
import os
facts = os.statvfs(".")
print(
    facts.f_bsize > 0, facts.f_blocks > 0, facts.f_namemax, os.pathconf(".", "PC_NAME_MAX"),
    os.fpathconf(os.open(".", os.O_RDONLY), "PC_PATH_MAX")
)

#: extended attributes are listed
import os
open("plain.txt", "w").close()
print(os.listxattr("plain.txt"))
try:
    os.getxattr("plain.txt", "user.none")
except OSError as error:
    print(error.errno in (61, 95))

#: a named pipe
import os
import stat
import threading
os.mkfifo("fifo")
print(stat.S_ISFIFO(os.stat("fifo").st_mode))
def write():
    with open("fifo", "w") as file:
        file.write("through the pipe")
thread = threading.Thread(target=write)
thread.start()
with open("fifo") as file:
    print(file.read())
thread.join()
