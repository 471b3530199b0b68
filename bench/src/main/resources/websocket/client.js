// npm's ws as client. Arguments: the folder that holds node_modules, server, work, connections, size, warm-up and time in
// milliseconds, messages in a batch, batches ahead.
'use strict';
const fs = require('fs');
const path = require('path');
const [folder, server, work, ...numbers] = process.argv.slice(2);
const [connections, size, warmUp, time, batch, ahead] = numbers.map(Number);
const WebSocket = require(path.join(folder, 'node_modules', 'ws'));

const url = `${server}/${work.toLowerCase()}`;
const message = Buffer.alloc(size);
const laps = [];
let measuring = false;
let begun = 0;
let awaited;

function open() {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  const send = (count) => {
    for (let i = 0; i < count; i++) socket.send(message);
  };
  let start;
  socket.on('open', () => {
    start = performance.now();
    if (work === 'ECHO') send(1);
    if (work === 'SINK') send(ahead * batch);
    if (++begun === awaited.count) awaited.resolve();
  });
  socket.on('message', () => {
    const now = performance.now();
    if (measuring) laps.push(now - start);
    start = now;
    if (work === 'ECHO') send(1);
    if (work === 'SINK') send(batch);
  });
  socket.on('error', (error) => { throw error; });
}

// No more handshakes at once than the server's queue holds.
async function openAll(count) {
  for (let done = 0; done < count; done += 500) {
    const some = Math.min(500, count - done);
    const all = new Promise((resolve) => { awaited = { count: begun + some, resolve }; });
    for (let i = 0; i < some; i++) open();
    await all;
  }
}

const sleep = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

function memory() {
  for (let i = 0; i < 4; i++) global.gc();
  const resident = Number(/VmRSS:\s*(\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;
  return { heap: process.memoryUsage().heapUsed, resident };
}

async function idle() {
  await openAll(100);
  const before = memory();
  await openAll(connections - 100);
  const after = memory();
  console.log(`heap ${(after.heap - before.heap) / (connections - 100)}`);
  console.log(`resident ${(after.resident - before.resident) / (connections - 100)}`);
  console.log(`process ${after.resident}`);
}

async function measured() {
  await openAll(connections);
  await sleep(warmUp);
  const cpu = process.cpuUsage();
  const start = performance.now();
  measuring = true;
  await sleep(time);
  measuring = false;
  const seconds = (performance.now() - start) / 1000;
  const used = process.cpuUsage(cpu);
  const sorted = Float64Array.from(laps).sort();
  console.log(`rate ${sorted.length / seconds}`);
  console.log(`cpu ${(used.user + used.system) / sorted.length}`);
  console.log(`p50 ${sorted[Math.floor(sorted.length / 2)] * 1000}`);
  console.log(`p99 ${sorted[Math.floor(sorted.length * 0.99)] * 1000}`);
}

(work === 'IDLE' ? idle() : measured()).then(() => process.exit(0));
