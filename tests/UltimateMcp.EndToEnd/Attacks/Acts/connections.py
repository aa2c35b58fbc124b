# Attack 130: what one connection and one listening socket make the kernel hold.
import socket

from calls import say


def fill(one):
    one.setblocking(False)
    held = 0
    try:
        while True:
            held += one.send(b"x" * 4096)
    except BlockingIOError:
        return held


for name, family, home in (("held4", socket.AF_INET, "127.0.0.1"), ("held6", socket.AF_INET6, "::1")):
    with socket.create_server((home, 0), family=family) as server:
        into = socket.create_connection(server.getsockname()[:2])
        out, _ = server.accept()
        say(name, fill(into))

# Nobody accepts: those beyond the bound are not answered.
waiting = []
with socket.socket() as server:
    server.bind(("127.0.0.1", 0))
    server.listen(150)
    for _ in range(150):
        one = socket.socket()
        one.setblocking(False)
        one.connect_ex(server.getsockname())
        waiting.append(one)
    connected = 0
    for one in waiting:
        try:
            one.getpeername()
            connected += 1
        except OSError:
            pass
    say("waiting", connected)
