# Attacks 12-14. Arguments: path of a unix socket of the host, name of an abstract one.
import ctypes
import socket
import sys

from calls import attempt, call, say

path, abstract = sys.argv[1], sys.argv[2]


def connect(where, kind=socket.SOCK_STREAM):
    with socket.socket(socket.AF_UNIX, kind) as s:
        s.settimeout(5)
        s.connect(where)


say("path", attempt(lambda: connect(path)))
say("abstract", attempt(lambda: connect("\0" + abstract)))
# The kernel looks at the low word of the family only; so must a filter.
say("high_word", call("socket", ctypes.c_long(socket.AF_UNIX | 1 << 32), ctypes.c_long(socket.SOCK_STREAM), ctypes.c_long(0)))
say("pair", attempt(lambda: [s.close() for s in socket.socketpair()]))

# The kernel refuses a type that does not exist (EINVAL) before it looks whether it has the family: a filter is seen on every kernel.
NO_TYPE = 15
say("vsock", call("socket", 40, NO_TYPE, 0))
say("alg", call("socket", 38, NO_TYPE, 0))
say("packet", call("socket", 17, NO_TYPE, 0))
say("bluetooth", call("socket", 31, NO_TYPE, 0))
say("xdp", call("socket", 44, NO_TYPE, 0))
say("can", call("socket", 29, NO_TYPE, 0))
say("tipc", call("socket", 30, NO_TYPE, 0))
say("key", call("socket", 15, NO_TYPE, 0))
pair = (ctypes.c_int * 2)()
say("pair_packet", call("socketpair", 17, NO_TYPE, 0, pair))
say("pair_vsock", call("socketpair", 40, NO_TYPE, 0, pair))
say("pair_internet", call("socketpair", 2, NO_TYPE, 0, pair))
say("netlink_audit", call("socket", 16, NO_TYPE, 9))
say("netlink_netfilter", call("socket", 16, NO_TYPE, 12))
say("netlink_route", call("socket", 16, socket.SOCK_RAW, 0))
others = [family for family in range(1, 46) if family not in (1, 2, 10, 16)]
say("others", ",".join(sorted({call("socket", family, NO_TYPE, 0) for family in others})))
