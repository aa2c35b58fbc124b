//: TCP on loopback
const net = require('node:net');
const server = net.createServer((socket) => socket.on('data', (data) => socket.end(String(data).toUpperCase())));
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1', () => client.write('hello'));
  client.on('data', (data) => console.log(String(data), client.remoteAddress)).on('close', () => server.close(() => console.log('closed')));
});

//: TCP on IPv6
const net = require('node:net');
const server = net.createServer((socket) => socket.end('six')).listen(0, '::1', () => {
  net.connect(server.address().port, '::1').setEncoding('utf8').on('data', (text) => console.log(text, server.address().family)).on('close', () => server.close());
});

//: a refused connection
const net = require('node:net');
const server = net.createServer().listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  server.close(() => net.connect(port, '127.0.0.1').on('error', (error) => console.log(error.code, error.syscall)));
});

//: many connections at once
const net = require('node:net');
let open = 0;
const server = net.createServer((socket) => socket.pipe(socket)).listen(0, '127.0.0.1', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => new Promise((resolve) => {
    const client = net.connect(server.address().port, '127.0.0.1', () => client.end(`n${n}`));
    client.setEncoding('utf8').on('data', (text) => { open++; resolve(text); });
  })));
  console.log(answers.join(' '), open);
  server.close();
});

//: options of a socket
const net = require('node:net');
const server = net.createServer((socket) => socket.end()).listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1', () => {
    client.setNoDelay(true).setKeepAlive(true, 1000).setTimeout(5000);
    console.log(client.localAddress, client.timeout, net.isIPv4('1.2.3.4'), net.isIP('::1'));
    client.resume();
  });
  client.on('close', () => server.close());
});

//: UDP on loopback
const dgram = require('node:dgram');
const server = dgram.createSocket('udp4').on('message', (message, sender) => server.send(`echo ${message}`, sender.port, sender.address));
server.bind(0, '127.0.0.1', () => {
  const client = dgram.createSocket('udp4').on('message', (message) => {
    console.log(String(message));
    client.close();
    server.close();
  });
  client.send('hi', server.address().port, '127.0.0.1');
});

//: UDP with a connected socket
const dgram = require('node:dgram');
const server = dgram.createSocket({ type: 'udp4', reuseAddr: true });
server.bind(0, '127.0.0.1', () => {
  const client = dgram.createSocket('udp4');
  client.connect(server.address().port, '127.0.0.1', () => client.send(['a', 'b']));
  server.on('message', (message) => {
    console.log(String(message), client.remoteAddress().address, server.getRecvBufferSize() > 0);
    client.close();
    server.close();
  });
});

//: an HTTP server and a request
const http = require('node:http');
const server = http.createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => (body += chunk)).on('end', () => response.writeHead(201, { 'X-Own': 'yes' }).end(`${request.method} ${request.url} ${body}`));
});
server.listen(0, '127.0.0.1', () => {
  const request = http.request({ port: server.address().port, host: '127.0.0.1', method: 'POST', path: '/p?q=1', agent: false }, (response) => {
    console.log(response.statusCode, response.headers['x-own']);
    response.setEncoding('utf8').on('data', (text) => console.log(text)).on('end', () => server.close());
  });
  request.end('body');
});

//: connections that are kept alive
const http = require('node:http');
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const server = http.createServer((request, response) => response.end(request.url)).listen(0, '127.0.0.1', async () => {
  for (const path of ['/a', '/b', '/c']) {
    await new Promise((resolve) => http.get({ port: server.address().port, host: '127.0.0.1', path, agent }, (response) => response.on('data', (data) => console.log(String(data))).on('end', resolve)));
  }
  agent.destroy();
  server.close();
});

//: a streamed and compressed reply
const http = require('node:http');
const zlib = require('node:zlib');
const { pipeline } = require('node:stream');
const server = http.createServer((request, response) => {
  response.setHeader('Content-Encoding', 'gzip');
  pipeline((function* () { for (let i = 0; i < 100; i++) yield 'part '; })(), zlib.createGzip(), response, () => {});
}).listen(0, '127.0.0.1', () => {
  http.get({ port: server.address().port, host: '127.0.0.1', agent: false }, async (response) => {
    let length = 0;
    for await (const chunk of response.pipe(zlib.createGunzip())) length += chunk.length;
    console.log(response.headers['transfer-encoding'], length);
    server.close();
  });
});

//: a connection is upgraded
const http = require('node:http');
const server = http.createServer().on('upgrade', (request, socket) => {
  socket.write('HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n');
  socket.pipe(socket);
});
server.listen(0, '127.0.0.1', () => {
  http.request({ port: server.address().port, host: '127.0.0.1', headers: { Connection: 'Upgrade', Upgrade: 'echo' } }).on('upgrade', (response, socket) => {
    socket.write('spoken freely');
    socket.on('data', (data) => {
      console.log(response.statusCode, String(data));
      socket.destroy();
      server.close();
    });
  }).end();
});

//: a TLS server for a client with a shared key
const tls = require('node:tls');
const psk = Buffer.alloc(32, 7);
const common = { ciphers: 'PSK-AES256-GCM-SHA384', maxVersion: 'TLSv1.2', minVersion: 'TLSv1.2' };
const server = tls.createServer({ ...common, pskCallback: () => psk }, (socket) => socket.end('over tls')).listen(0, '127.0.0.1', () => {
  const client = tls.connect({ ...common, port: server.address().port, host: '127.0.0.1', pskCallback: () => ({ psk, identity: 'me' }), checkServerIdentity: () => undefined });
  client.on('data', (data) => console.log(String(data), client.getProtocol(), client.getCipher().name)).on('close', () => server.close());
});

//: HTTP/2
const http2 = require('node:http2');
const server = http2.createServer();
server.on('stream', (stream, headers) => {
  stream.respond({ ':status': 200 });
  stream.end(`two: ${headers[':path']}`);
});
server.listen(0, '127.0.0.1', () => {
  const client = http2.connect(`http://127.0.0.1:${server.address().port}`);
  client.request({ ':path': '/x' }).setEncoding('utf8').on('data', (text) => console.log(text)).on('end', () => {
    client.close();
    server.close();
  }).end();
});

//: numeric names are looked up
const dns = require('node:dns');
dns.lookup('127.0.0.1', (error, address, family) => {
  console.log(error, address, family);
  dns.promises.lookup('::1', { all: true }).then((all) => console.log(all));
});

//: an abort ends a request
const http = require('node:http');
const server = http.createServer(() => {}).listen(0, '127.0.0.1', () => {
  const controller = new AbortController();
  http.get({ port: server.address().port, host: '127.0.0.1', signal: controller.signal }).on('error', (error) => {
    console.log(error.name, error.code);
    server.close();
    server.closeAllConnections();
  });
  setTimeout(() => controller.abort(), 20);
});

//: a block list and addresses
const net = require('node:net');
const list = new net.BlockList();
list.addSubnet('10.0.0.0', 8);
console.log(list.check('10.1.2.3'), list.check('11.0.0.1'), new net.SocketAddress({ address: '1.2.3.4', port: 80 }).port);
