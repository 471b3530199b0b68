// A WebSocket server on npm "ws" for the tests. Arguments: the folder that holds node_modules, and how
// it compresses. Prints its port, then serves until it is killed or its standard input ends.
'use strict';
const path = require('path');
const { WebSocketServer } = require(path.join(process.argv[2], 'node_modules', 'ws'));
const deflate = {
  'plain': false,
  'deflate': { threshold: 0 },
  'no-context': { threshold: 0, serverNoContextTakeover: true, clientNoContextTakeover: true },
  'window-9': { threshold: 0, serverMaxWindowBits: 9 },
  'window-15': { threshold: 0, serverMaxWindowBits: 15 },
}[process.argv[3]];

const protocols = ['chat', 'graphql-ws'];
const server = new WebSocketServer({
  host: '127.0.0.1',
  port: 0,
  perMessageDeflate: deflate,
  handleProtocols: (offered) => protocols.find((name) => offered.has(name)) || false,
  verifyClient: (info, done) => {
    const secret = info.req.url.startsWith('/secret');
    const known = info.req.headers.authorization === 'Bearer sesame';
    done(!secret || known, 401, 'token missing');
  },
});

server.on('connection', (socket, request) => {
  const url = new URL(request.url, 'ws://peer');
  switch (url.pathname) {
    case '/burst':
      for (let i = 1; i <= 100; i++) socket.send(`message ${i}`);
      socket.close(1000, 'all');
      break;
    case '/ticks': {
      const send = (i) => socket.send(JSON.stringify({ symbol: 'BTC-USD', value: 100 + i }));
      socket.on('message', () => { for (let i = 0; i < 5; i++) send(i); socket.close(1001); });
      break;
    }
    case '/close':
      if (url.searchParams.has('code')) {
        socket.close(Number(url.searchParams.get('code')), url.searchParams.get('reason') || '');
      } else {
        socket.close();
      }
      break;
    case '/fragments':
      // Each message comes back in pieces of so many bytes, with a ping between any two.
      socket.on('message', (data, binary) => {
        const size = Number(url.searchParams.get('size'));
        let from = 0;
        for (; from + size < data.length; from += size) {
          socket.send(data.subarray(from, from + size), { binary, fin: false });
          socket.ping('between');
        }
        socket.send(data.subarray(from), { binary, fin: true });
      });
      break;
    case '/pings': {
      // Pings every few milliseconds, and echoes.
      let pongs = 0;
      let pings = 0;
      const timer = setInterval(() => socket.ping(), 2);
      socket.on('pong', () => pongs++);
      socket.on('ping', () => pings++);
      socket.on('message', (data, binary) => socket.send(data, { binary }));
      socket.on('close', (code) => { clearInterval(timer); console.log(`pinged ${pings} ${pongs} ${code}`); });
      break;
    }
    case '/header':
      socket.send(request.headers['x-large'] || '');
      break;
    case '/drop':
      socket._socket.destroy();
      break;
    case '/protocol':
      socket.send(socket.protocol);
      break;
    case '/extensions':
      socket.send(socket.extensions);
      break;
    default:
      socket.on('message', (data, binary) => socket.send(data, { binary }));
      socket.on('close', (code, reason) => console.log(`closed ${code} ${reason}`));
  }
  socket.on('error', (error) => console.log(`error ${error.message}`));
});

server.on('listening', () => console.log(`port ${server.address().port}`));
process.stdin.resume().on('end', () => process.exit(0));
