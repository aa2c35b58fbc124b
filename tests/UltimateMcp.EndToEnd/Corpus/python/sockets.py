#: TCP on loopback
import socket
import threading
server = socket.create_server(("127.0.0.1", 0))
def answer():
    connection, _ = server.accept()
    with connection:
        connection.sendall(connection.recv(100).upper())
threading.Thread(target=answer).start()
with socket.create_connection(server.getsockname(), timeout=5) as client:
    print(client.getpeername()[0])
    client.sendall(b"hello")
    client.shutdown(socket.SHUT_WR)
    print(client.makefile("rb").read())
server.close()

#: UDP on loopback
import socket
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as two:
    one.bind(("127.0.0.1", 0))
    two.bind(("127.0.0.1", 0))
    one.sendto(b"datagram", two.getsockname())
    data, sender = two.recvfrom(100)
    print(data, sender == one.getsockname())
    two.connect(sender)
    two.send(b"back")
    print(one.recv(10))

#: IPv6 on loopback
import socket
import threading
server = socket.create_server(("::1", 0), family=socket.AF_INET6)
threading.Thread(target=lambda: server.accept()[0].sendall(b"six")).start()
with socket.create_connection(server.getsockname()[:2], timeout=5) as client:
    print(client.recv(10), client.family.name)
server.close()

#: IPv6 datagrams
import socket
with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as one, socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as two:
    one.bind(("::1", 0))
    two.sendto(b"six", one.getsockname())
    print(one.recvfrom(10)[0])

#: a pair of sockets
import socket
one, two = socket.socketpair()
one.sendall(b"to the other")
print(two.recv(5), two.recv(100), one.family.name)
one.settimeout(0.01)
try:
    one.recv(1)
except socket.timeout:
    print("timed out")
two.close()
print(one.recv(1))
one.close()

#: options of sockets
import socket
with socket.socket() as s:
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    s.bind(("127.0.0.1", 0))
    s.listen(5)
    print(
        s.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR),
        s.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY),
        s.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE) == socket.SOCK_STREAM,
        s.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR),
        s.getsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF) > 0
    )
    print(s.fileno() > 2, s.get_inheritable(), s.getsockname()[0], s.dup().getsockname() == s.getsockname())

#: a refused connection
import errno
import socket
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
try:
    socket.create_connection(("127.0.0.1", port), timeout=5)
except ConnectionRefusedError as error:
    print(errno.errorcode[error.errno])
with socket.socket() as s:
    print(errno.errorcode[s.connect_ex(("127.0.0.1", port))])

#: a connection without waiting
import select
import socket
server = socket.create_server(("127.0.0.1", 0))
client = socket.socket()
client.setblocking(False)
print(client.connect_ex(server.getsockname()) in (0, 115))
_, writable, _ = select.select([], [client], [], 5)
print(writable == [client], client.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR), client.getblocking())

#: messages in several parts and with peeking
import socket
one, two = socket.socketpair()
print(one.sendmsg([b"ab", b"cd"]), two.recv(2, socket.MSG_PEEK), two.recvmsg(10)[0])
buffer = bytearray(4)
one.sendall(b"xyz")
print(two.recv_into(buffer), buffer)

#: descriptors pass through a socket
import array
import os
import socket
one, two = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
with open("passed", "w+") as file:
    one.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [file.fileno()]))])
    data, extra, _, _ = two.recvmsg(10, socket.CMSG_SPACE(4))
    fd = array.array("i", extra[0][2])[0]
    os.write(fd, b"by another descriptor")
print(data, open("passed").read())

#: a file is sent over a connection
import socket
with open("sent", "wb") as file:
    file.write(b"0123456789" * 500)
one, two = socket.socketpair()
with open("sent", "rb") as file:
    print(one.sendfile(file))
one.close()
print(len(two.makefile("rb").read()))

#: select, poll and epoll
import select
import socket
one, two = socket.socketpair()
print(select.select([two], [], [], 0)[0])
one.send(b"x")
print(select.select([two], [one], [], 5)[0] == [two])
poll = select.poll()
poll.register(two, select.POLLIN)
print(poll.poll(5000) == [(two.fileno(), select.POLLIN)])
with select.epoll() as epoll:
    epoll.register(two.fileno(), select.EPOLLIN | select.EPOLLET)
    print(epoll.poll(5) == [(two.fileno(), select.EPOLLIN)], epoll.poll(0))
    epoll.modify(two.fileno(), select.EPOLLOUT)
    epoll.unregister(two.fileno())

#: selectors
import selectors
import socket
one, two = socket.socketpair()
with selectors.DefaultSelector() as selector:
    selector.register(two, selectors.EVENT_READ, "two")
    one.send(b"x")
    print([(key.data, events) for key, events in selector.select(5)], type(selector).__name__, len(selector.get_map()))

#: numeric addresses are looked up
import socket
print(
    socket.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM)[0][4], socket.inet_aton("1.2.3.4").hex(),
    socket.inet_pton(socket.AF_INET6, "::1").hex(), socket.ntohs(socket.htons(80)),
    socket.inet_ntop(socket.AF_INET, b"\x7f\0\0\1")
)
print(socket.if_nameindex()[0][1], socket.if_nametoindex("lo"), socket.has_ipv6)

#: addresses of networks
import ipaddress
network = ipaddress.ip_network("192.168.0.0/28")
print(
    network.num_addresses, ipaddress.ip_address("192.168.0.5") in network, list(network.hosts())[0],
    ipaddress.ip_address("::1").is_loopback, [str(n) for n in network.subnets(new_prefix=30)][:2]
)

#: a server by socketserver
import socket
import socketserver
import threading
class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(self.rfile.readline()[::-1])
with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
    with socket.create_connection(server.server_address) as client:
        client.sendall(b"abc\n")
        print(client.makefile("rb").read())
    server.shutdown()

#: HTTP by http.server and urllib
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer
class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/there" else 404)
        self.send_header("X-Own", "yes")
        self.end_headers()
        self.wfile.write(b"body of " + self.path.encode())
    def do_POST(self):
        self.send_response(201)
        self.end_headers()
        self.wfile.write(self.rfile.read(int(self.headers["Content-Length"])).upper())
    def log_message(self, *_): pass
with HTTPServer(("127.0.0.1", 0), Handler) as server:
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
    base = f"http://127.0.0.1:{server.server_port}"
    with urllib.request.urlopen(base + "/there", timeout=5) as reply:
        print(reply.status, reply.headers["X-Own"], reply.read())
    print(urllib.request.urlopen(base, b"posted", timeout=5).read())
    try:
        urllib.request.urlopen(base + "/absent", timeout=5)
    except urllib.error.HTTPError as error:
        print(error.code)
    server.shutdown()

#: files are served and fetched by http.client
import functools
import http.client
import http.server
import threading
with open("page.html", "w") as file:
    file.write("<p>page</p>")
class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_): pass
with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=".")) as server:
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
    client = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    client.request("GET", "/page.html")
    reply = client.getresponse()
    print(reply.status, reply.getheader("Content-Type"), reply.read())
    client.close()
    server.shutdown()

#: calls by XML-RPC
import threading
import xmlrpc.client
from xmlrpc.server import SimpleXMLRPCServer
with SimpleXMLRPCServer(("127.0.0.1", 0), logRequests=False, allow_none=True) as server:
    server.register_function(lambda a, b: {"sum": a + b}, "add")
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
    with xmlrpc.client.ServerProxy("http://127.0.0.1:%d" % server.server_address[1]) as proxy:
        print(proxy.add(2, 3))
    server.shutdown()

#: an asynchronous server and its clients
import asyncio
async def handle(reader, writer):
    writer.write((await reader.readline()).upper())
    await writer.drain()
    writer.close()
async def ask(port, text):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(text + b"\n")
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer
async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        print(await asyncio.gather(*(ask(port, b"text%d" % n) for n in range(5))))
asyncio.run(main())

#: asynchronous datagrams
import asyncio
class Echo(asyncio.DatagramProtocol):
    def connection_made(self, transport): self.transport = transport
    def datagram_received(self, data, address): self.transport.sendto(b"echo " + data, address)
class Client(asyncio.DatagramProtocol):
    def __init__(self, future): self.future = future
    def datagram_received(self, data, address): self.future.set_result(data)
async def main():
    loop = asyncio.get_running_loop()
    server, _ = await loop.create_datagram_endpoint(Echo, ("127.0.0.1", 0))
    future = loop.create_future()
    client, _ = await loop.create_datagram_endpoint(lambda: Client(future), remote_addr=server.get_extra_info("sockname"))
    client.sendto(b"hi")
    print(await asyncio.wait_for(future, 5))
    client.close()
    server.close()
asyncio.run(main())

#: listener and client of multiprocessing
import threading
from multiprocessing.connection import Client, Listener, Pipe
with Listener(("127.0.0.1", 0), authkey=b"key") as listener:
    thread = threading.Thread(target=lambda: listener.accept().send({"a": [1, 2]}))
    thread.start()
    print(Client(listener.address, authkey=b"key").recv())
    thread.join()
one, two = Pipe()
one.send((1, "x"))
print(two.poll(5), two.recv())

#: a TLS context
import ssl
context = ssl.create_default_context()
print(
    context.verify_mode.name, context.check_hostname, len(context.get_ciphers()) > 5,
    ssl.OPENSSL_VERSION.startswith("OpenSSL"), ssl.RAND_status(), len(ssl.RAND_bytes(8))
)
incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
try:
    context.wrap_bio(incoming, outgoing, server_hostname="example.org").do_handshake()
except ssl.SSLWantReadError:
    print(outgoing.pending > 100)

#: a TLS connection with a certificate of one's own [openssl forks]
import socket
import ssl
import subprocess
import threading
with open("c.cnf", "w") as file:
    file.write("[req]\ndistinguished_name=d\nx509_extensions=x\n[d]\n[x]\nsubjectAltName=DNS:localhost\n")
subprocess.run("openssl req -config c.cnf -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout k.pem -out c.pem -days 2 -subj /CN=localhost".split(), check=True, capture_output=True)
inside = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
inside.load_cert_chain("c.pem", "k.pem")
server = socket.create_server(("127.0.0.1", 0))
def answer():
    with inside.wrap_socket(server.accept()[0], server_side=True) as connection:
        connection.sendall(connection.recv(100)[::-1])
threading.Thread(target=answer).start()
context = ssl.create_default_context(cafile="c.pem")
with context.wrap_socket(socket.create_connection(server.getsockname()), server_hostname="localhost") as client:
    client.sendall(b"secret")
    print(client.recv(100), client.version(), client.getpeercert()["subjectAltName"])
server.close()
