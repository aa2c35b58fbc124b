# Attacks 8-11. Arguments: port of a TCP listener on all addresses of the host, port of a UDP socket on its loopback, an address of the host.
import os
import socket
import sys

from calls import INSIDE, attempt, say

tcp, udp, address = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]


def connect(where, port):
    with socket.socket(socket.AF_INET6 if ":" in where else socket.AF_INET) as s:
        s.settimeout(5)
        s.connect((where, port))


def route(where):
    """Connecting a datagram socket sends nothing; it asks whether there is a way."""
    with socket.socket(socket.AF_INET6 if ":" in where else socket.AF_INET, socket.SOCK_DGRAM) as s:
        s.connect((where, 53))


def ask(port):
    """A datagram to the host, as a query of a name is, and its answer."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        s.settimeout(5)
        s.connect(("127.0.0.1", port))
        s.send(b"query from " + (b"inside" if INSIDE else b"outside"))
        if s.recv(100) != b"answer":
            raise OSError(0, "no answer")


say("loopback", attempt(lambda: connect("127.0.0.1", tcp)))
say("loopback6", attempt(lambda: connect("::1", tcp)))
say("host", attempt(lambda: connect(address, tcp)))
say("public", attempt(lambda: route("198.51.100.1")))
say("public6", attempt(lambda: route("2001:db8::1")))
say("metadata", attempt(lambda: route("169.254.169.254")))
say("udp", attempt(lambda: ask(udp)))
try:
    socket.getaddrinfo("example.invalid", 80)
    say("name", "ok")
except socket.gaierror as e:
    say("name", "EAI_AGAIN" if e.errno == socket.EAI_AGAIN else f"{e.errno}")
say("interfaces", ",".join(sorted(name for _, name in socket.if_nameindex())))
say("namespace", os.readlink("/proc/self/ns/net"))
