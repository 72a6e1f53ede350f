// The limit of everything that reaches a browser: socket.io alone; what one says, or is told to say, everybody in the room hears.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const { Server } = createRequire(new URL('../../apps/api/package.json', import.meta.url))('socket.io');
const http = createServer();
const server = new Server(http, { serveClient: false, transports: ['websocket'] });
server.of('/desk').on('connection', (socket) => {
  socket.join('everybody');
  socket.on('say', (row) => server.of('/desk').to('everybody').emit('ticket.changed', row));
});
http.listen(0, '127.0.0.1', () => process.send({ port: http.address().port }));
process.on('message', ({ times, row }) => {
  if (times)
    for (let i = 0; i < times; i += 1)
      setImmediate(() => server.of('/desk').to('everybody').emit('ticket.changed', row));
  process.send({ rss: process.memoryUsage().rss });
});
process.on('disconnect', () => process.exit());
