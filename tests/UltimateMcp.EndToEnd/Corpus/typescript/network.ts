//: a server and a client of TCP
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
const server = createServer((socket: Socket) => socket.on('data', (data: Buffer) => socket.end(data.toString().toUpperCase())));
server.listen(0, '127.0.0.1', (): void => {
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1', () => client.write('hello'));
  client.setEncoding('utf8').on('data', (text: string) => console.log(text)).on('close', () => server.close(() => console.log('closed')));
});

//: HTTP with JSON by fetch [module]
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
interface Sum { sum: number }
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const numbers = JSON.parse(Buffer.concat(chunks).toString()) as number[];
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ sum: numbers.reduce((a, b) => a + b) } satisfies Sum));
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { method: 'POST', body: '[1,2,3]' });
console.log(response.status, response.headers.get('content-type'), (await response.json()) as Sum);
server.close();
server.closeAllConnections();

//: datagrams on loopback
import { createSocket, type RemoteInfo } from 'node:dgram';
const socket = createSocket('udp4');
socket.on('message', (message: Buffer, from: RemoteInfo) => { console.log(message.toString(), from.family, from.size); socket.close(); });
socket.bind(0, '127.0.0.1', () => socket.send('datagram', socket.address().port, '127.0.0.1'));

//: a connection that is refused
import { connect, createServer, type AddressInfo } from 'node:net';
const server = createServer().listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  server.close(() => connect(port, '127.0.0.1').on('error', (error: NodeJS.ErrnoException) => console.log(error.code, error.syscall)));
});

//: requests by the HTTP client with an agent
import http from 'node:http';
import type { AddressInfo } from 'node:net';
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const server = http.createServer((request, response) => response.end(`${request.method} ${request.url}`)).listen(0, '127.0.0.1', async () => {
  const { port } = server.address() as AddressInfo;
  const get = (path: string): Promise<string> => new Promise((resolve, reject) => http.get({ port, host: '127.0.0.1', path, agent }, (response) => { let text = ''; response.setEncoding('utf8').on('data', (part: string) => (text += part)).on('end', () => resolve(text)); }).on('error', reject));
  console.log(await Promise.all(['/a', '/b?c=1'].map(get)));
  agent.destroy();
  server.close();
});

//: HTTP/2 without encryption
import http2 from 'node:http2';
import type { AddressInfo } from 'node:net';
const server = http2.createServer();
server.on('stream', (stream, headers) => { stream.respond({ ':status': 200 }); stream.end(`path ${headers[':path']}`); });
server.listen(0, '127.0.0.1', () => {
  const client = http2.connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const stream = client.request({ ':path': '/two' });
  stream.setEncoding('utf8').on('data', (text: string) => console.log(text)).on('end', () => { client.close(); server.close(); });
});

//: a list of addresses that are blocked
import { BlockList, isIP, isIPv6, SocketAddress } from 'node:net';
const list = new BlockList();
list.addSubnet('10.0.0.0', 8, 'ipv4');
console.log(list.check('10.1.2.3'), list.check('11.1.2.3'), isIP('::1'), isIPv6('1.2.3.4'), new SocketAddress({ address: '1.2.3.4', port: 5 }).family);
