# Attack 94: the ends of a pair, connected or sent to a socket of the host. Arguments: paths of a socket for datagrams and of one for streams.
import ctypes
import socket
import sys

from calls import attempt, call, say

datagrams, streams = sys.argv[1], sys.argv[2]


def end(kind):
    return socket.socketpair(socket.AF_UNIX, kind)[0]


say("datagram_connect", attempt(lambda: end(socket.SOCK_DGRAM).connect(datagrams)))
say("datagram_sendto", attempt(lambda: end(socket.SOCK_DGRAM).sendto(b"x", datagrams)))
say("datagram_sendmsg", attempt(lambda: end(socket.SOCK_DGRAM).sendmsg([b"x"], [], 0, datagrams)))

RAW, SEQUENCED = 3, 5
NONBLOCKING = 0x800
pair = (ctypes.c_int * 2)()
for name, kind in (("datagram", 2), ("raw", RAW), ("sequenced", SEQUENCED), ("nonblocking", 2 | NONBLOCKING)):
    say(f"{name}_pair", call("socketpair", socket.AF_UNIX, kind, 0, pair))
# The kernel looks at the low word of the type only; so must a filter.
say("high_word_pair", call("socketpair", socket.AF_UNIX, ctypes.c_long(2 | 1 << 32), 0, pair))


def unconnect(s):
    nowhere = bytes(16)
    if ctypes.CDLL(None, use_errno=True).connect(s.fileno(), nowhere, len(nowhere)) != 0:
        raise OSError(ctypes.get_errno(), "connect")


say("stream_connect", attempt(lambda: end(socket.SOCK_STREAM).connect(streams)))
say("stream_sendto", attempt(lambda: end(socket.SOCK_STREAM).sendto(b"x", streams)))
say("stream_sendmsg", attempt(lambda: end(socket.SOCK_STREAM).sendmsg([b"x"], [], 0, streams)))
say("stream_unconnect", attempt(lambda: unconnect(end(socket.SOCK_STREAM))))
say("stream_listen", attempt(lambda: end(socket.SOCK_STREAM).listen()))
