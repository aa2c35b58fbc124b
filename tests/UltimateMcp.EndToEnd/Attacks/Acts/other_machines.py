# Attack 28: kernel calls by another way in, by machine code. Argument: i386 (int 0x80) or x32 (a bit of the number).
import ctypes
import mmap
import sys

from calls import say

GETPID_I386, GETPID_X32 = 20, 0x40000000 | 39
if sys.argv[1] == "i386":
    # mov eax, 20; int 0x80; ret
    code = b"\xb8" + GETPID_I386.to_bytes(4, "little") + b"\xcd\x80\xc3"
else:
    # mov eax, number; syscall; ret
    code = b"\xb8" + GETPID_X32.to_bytes(4, "little") + b"\x0f\x05\xc3"
page = mmap.mmap(-1, mmap.PAGESIZE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
page.write(code)
function = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))
say("before", "ok")
say("after", "pid" if function() > 0 else "refused")
