# Attacks 93 and 99: protocols besides TCP and UDP, whose sockets hold what nobody counts, and options of sockets that do.
import ctypes
import socket
import struct

from calls import attempt, call, say

TCP, UDP, MULTIPATH, LITE, CONTROL, MESSAGES = 6, 17, 262, 136, 132, 1
for name, family in (("4", socket.AF_INET), ("6", socket.AF_INET6)):
    say(f"tcp{name}", call("socket", family, socket.SOCK_STREAM, TCP))
    say(f"udp{name}", call("socket", family, socket.SOCK_DGRAM, UDP))
    say(f"multipath{name}", call("socket", family, socket.SOCK_STREAM, MULTIPATH))
    say(f"lite{name}", call("socket", family, socket.SOCK_DGRAM, LITE))
    say(f"control{name}", call("socket", family, socket.SOCK_STREAM, CONTROL))
    say(f"messages{name}", call("socket", family, socket.SOCK_DGRAM, MESSAGES))
    say(f"sequenced{name}", call("socket", family, socket.SOCK_SEQPACKET, 0))
# The kernel looks at the low words only; so must a filter.
say("multipath_high_words", call("socket", 2, ctypes.c_long(1 | 1 << 32), ctypes.c_long(MULTIPATH | 1 << 32)))


def option(kind, level, name, value):
    with socket.socket(socket.AF_INET, kind) as s:
        s.setsockopt(level, name, value)


stream, datagram = socket.SOCK_STREAM, socket.SOCK_DGRAM
ZERO_COPY, FAST_OPEN, SAVE_SYN, ULP, ZERO_COPY_RECEIVE = 60, 23, 27, 31, 35
say("no_delay", attempt(lambda: option(stream, TCP, socket.TCP_NODELAY, 1)))
say("reuse", attempt(lambda: option(datagram, socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)))
say("zero_copy", attempt(lambda: option(stream, socket.SOL_SOCKET, ZERO_COPY, 1)))
say("device", attempt(lambda: option(datagram, socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"")))
say("fast_open", attempt(lambda: option(stream, TCP, FAST_OPEN, 5)))
say("save_syn", attempt(lambda: option(stream, TCP, SAVE_SYN, 1)))
say("layer", attempt(lambda: option(stream, TCP, ULP, b"none")))
say("ip_options", attempt(lambda: option(datagram, 0, socket.IP_OPTIONS, b"\1\1\1\1")))
group = struct.pack("4s4s", socket.inet_aton("224.0.0.251"), socket.inet_aton("127.0.0.1"))
say("group", attempt(lambda: option(datagram, 0, socket.IP_ADD_MEMBERSHIP, group)))
with socket.socket(socket.AF_INET, stream) as s:
    say("zero_copy_receive", call("getsockopt", s.fileno(), TCP, ZERO_COPY_RECEIVE, (ctypes.c_uint64 * 8)(), (ctypes.c_int * 1)(-1)))
