// A WebSocket server on npm "ws" for the tests. Arguments: the folder that holds node_modules, and
// "deflate" or "plain". Prints its port, then serves until it is killed or its standard input ends.
'use strict';
const path = require('path');
const { WebSocketServer } = require(path.join(process.argv[2], 'node_modules', 'ws'));
const deflate = process.argv[3] === 'deflate';

const protocols = ['chat', 'graphql-ws'];
const server = new WebSocketServer({
  host: '127.0.0.1',
  port: 0,
  perMessageDeflate: deflate ? { threshold: 0 } : false,
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
      socket.close(Number(url.searchParams.get('code')), url.searchParams.get('reason') || '');
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
