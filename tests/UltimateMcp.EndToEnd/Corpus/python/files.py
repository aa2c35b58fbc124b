#: a file is written, appended and read back
with open("notes.txt", "w", encoding="utf-8") as file:
    print(file.write("first\n"), file.tell())
with open("notes.txt", "a", encoding="utf-8") as file:
    file.writelines(["second\n", "dritté\n"])
with open("notes.txt", encoding="utf-8") as file:
    print(file.readlines())

#: positions in a binary file
with open("data.bin", "w+b") as file:
    file.write(bytes(range(100)))
    file.seek(-10, 2)
    print(file.read(3), file.tell())
    file.seek(50)
    file.truncate()
    print(file.seek(0, 2))

#: descriptors: open, write, pread, pwrite
import os
fd = os.open("fd.bin", os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
print(os.write(fd, b"abcdef"), os.pread(fd, 3, 2), os.pwrite(fd, b"XY", 1), os.lseek(fd, 0, os.SEEK_SET), os.read(fd, 10))
os.fsync(fd)
os.fdatasync(fd)
os.close(fd)

#: vectored reads and writes
import os
fd = os.open("vec.bin", os.O_RDWR | os.O_CREAT)
print(os.writev(fd, [b"ab", b"cd", b"ef"]), os.pwritev(fd, [b"12", b"3"], 1))
one, two = bytearray(2), bytearray(3)
os.lseek(fd, 0, os.SEEK_SET)
print(os.readv(fd, [one, two]), one, two, os.preadv(fd, [one], 4), one)

#: space is allocated and cut off
import os
with open("space.bin", "w+b") as file:
    os.posix_fallocate(file.fileno(), 0, 65536)
    print(os.fstat(file.fileno()).st_size)
    os.ftruncate(file.fileno(), 10)
    os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_SEQUENTIAL)
os.truncate("space.bin", 5)
print(os.stat("space.bin").st_size)

#: holes of a sparse file
import os
with open("sparse.bin", "wb") as file:
    file.seek(1 << 20)
    file.write(b"end")
status = os.stat("sparse.bin")
print(status.st_size, status.st_blocks * 512 < status.st_size)

#: sendfile copies between descriptors
import os
with open("source.bin", "wb") as file:
    file.write(b"0123456789" * 1000)
with open("source.bin", "rb") as source, open("copy.bin", "wb") as target:
    print(os.sendfile(target.fileno(), source.fileno(), 5, 5000))
with open("copy.bin", "rb") as file:
    print(len(file.read()), os.stat("source.bin").st_size)

#: copy_file_range copies inside the kernel
import os
with open("a.bin", "wb") as file:
    file.write(b"x" * 5000)
with open("a.bin", "rb") as source, open("b.bin", "wb") as target:
    print(os.copy_file_range(source.fileno(), target.fileno(), 5000))
print(os.path.getsize("b.bin"))

#: descriptors are duplicated
import fcntl
import os
fd = os.open("dup.txt", os.O_RDWR | os.O_CREAT)
second = os.dup(fd)
third = fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, 50)
os.dup2(fd, 60, inheritable=False)
for n, one in enumerate((fd, second, third, 60)):
    os.write(one, str(n).encode())
print(os.pread(fd, 10, 0), third >= 50, os.get_inheritable(60), os.get_inheritable(second))

#: flags of a descriptor
import fcntl
import os
fd = os.open("flags.txt", os.O_RDWR | os.O_CREAT | os.O_APPEND)
print(bool(fcntl.fcntl(fd, fcntl.F_GETFL) & os.O_APPEND), fcntl.fcntl(fd, fcntl.F_GETFD) & fcntl.FD_CLOEXEC)
fcntl.fcntl(fd, fcntl.F_SETFL, os.O_NONBLOCK)
print(bool(fcntl.fcntl(fd, fcntl.F_GETFL) & os.O_APPEND), os.get_blocking(fd))

#: record locks on a file of one's own
import fcntl
with open("locked.txt", "w+") as file:
    file.write("0123456789")
    file.flush()
    fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 5, 0)
    fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB, 5, 5)
    fcntl.lockf(file, fcntl.LOCK_UN)
    print("locked and unlocked")

#: a private mapping keeps changes to itself
import mmap
with open("map.bin", "w+b") as file:
    file.write(b"a" * 8192)
    file.flush()
    with mmap.mmap(file.fileno(), 0, flags=mmap.MAP_PRIVATE, prot=mmap.PROT_READ | mmap.PROT_WRITE) as mapped:
        mapped[:3] = b"XYZ"
        print(mapped[:5], mapped.find(b"Z"), mapped.size())
    file.seek(0)
    print(file.read(5))

#: a shared mapping writes to its file
import mmap
with open("shared.bin", "w+b") as file:
    file.truncate(mmap.PAGESIZE * 2)
    with mmap.mmap(file.fileno(), 0) as mapped:
        mapped[10:15] = b"hello"
        mapped.seek(10)
        print(mapped.read(5), mapped.flush())
        mapped.madvise(mmap.MADV_SEQUENTIAL)
        mapped.resize(mmap.PAGESIZE)
    file.seek(10)
    print(file.read(5), file.seek(0, 2) == mmap.PAGESIZE)

#: an anonymous private mapping
import mmap
with mmap.mmap(-1, 1 << 20, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS) as mapped:
    mapped.write(b"in memory")
    mapped.move(100, 0, 9)
    mapped.madvise(mmap.MADV_WILLNEED)
    print(mapped[100:109], mapped.rfind(b"memory"))

#: buffered readers and writers
import io
with open("buffered.txt", "wb", buffering=0) as raw, io.BufferedWriter(raw, 16) as writer:
    for n in range(20):
        writer.write(b"%d," % n)
with open("buffered.txt", "rb") as file:
    print(file.peek(3)[:3], file.read1(5), file.readinto(bytearray(4)), len(file.read()))
text = io.StringIO("a\r\nb\n", newline=None)
print(text.read().encode(), io.TextIOWrapper(io.BytesIO("é".encode("latin-1")), "latin-1").read())

#: a file that is there is not made anew
import errno
import os
open("once.txt", "x").close()
try:
    open("once.txt", "x")
except FileExistsError as error:
    print(errno.errorcode[error.errno], error.filename)
try:
    os.open("absent/x", os.O_RDONLY)
except FileNotFoundError as error:
    print(errno.errorcode[error.errno])
try:
    os.open(".", os.O_WRONLY)
except IsADirectoryError as error:
    print(errno.errorcode[error.errno])

#: temporary files and folders
import os
import tempfile
with tempfile.TemporaryFile() as file:
    file.write(b"gone")
    file.seek(0)
    print(file.read())
with tempfile.NamedTemporaryFile(suffix=".txt") as named, tempfile.TemporaryDirectory() as folder:
    print(os.path.exists(named.name), os.path.isdir(folder))
print(os.path.exists(named.name), os.path.isdir(folder))
with tempfile.SpooledTemporaryFile(max_size=10) as spooled:
    spooled.write(b"x" * 100)
    print(spooled.tell(), os.path.isdir(tempfile.gettempdir()))

#: a file without a name
import os
fd = os.open(".", os.O_TMPFILE | os.O_RDWR, 0o600)
os.write(fd, b"nameless")
print(os.pread(fd, 8, 0), os.fstat(fd).st_nlink)
os.close(fd)

#: lines of several files
import fileinput
import linecache
for n in (1, 2):
    with open(f"part{n}.txt", "w") as file:
        file.write(f"a{n}\nb{n}\n")
for line in fileinput.input(["part1.txt", "part2.txt"]):
    print(fileinput.filelineno(), line.strip(), end=" ")
print(linecache.getline("part2.txt", 2).strip())
