// Development only: a stand-in for the desk, in memory, so that every screen of the agents can be seen without a database.
// Port, number of tickets and the folder of the built screens may be given.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Server } from 'socket.io';
import { answers } from './stand-in-answers.mjs';
import { makeWorld } from './stand-in-world.mjs';

const port = Number(process.argv[2] ?? 0);
const dist = process.argv[4] ?? join(dirname(fileURLToPath(import.meta.url)), '..', 'dist');
const world = makeWorld(Number(process.argv[3] ?? 160));
const TYPES = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob: https:; font-src 'self'; connect-src 'self' ws:; frame-src 'self' blob:; object-src 'none'";

const server = createServer(async (request, response) => {
  const url = new URL(request.url, 'http://desk');
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const send = (status, value, headers = {}) => {
    const text =
      value === undefined ? '' : typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
  };
  try {
    if (url.pathname.startsWith('/api/')) {
      const answer = await answers(world, request, url, body, io.of('/desk'));
      return answer
        ? send(answer.status ?? 200, answer.body, answer.headers)
        : send(404, { code: 'not-found', detail: 'There is nothing here with this address.' });
    }
    if (url.pathname.startsWith('/files/')) {
      const file = world.contents.get(url.pathname.split('/')[3]);
      return file ? send(200, file.content, { 'content-type': file.type }) : send(404, {});
    }
    const path = extname(url.pathname) ? url.pathname : '/index.html';
    const content = await readFile(join(dist, path));
    send(200, content, {
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      'content-security-policy': POLICY,
    });
  } catch (error) {
    if (error.code === 'ENOENT') send(404, {});
    else {
      console.error(error);
      send(500, { code: 'internal', detail: String(error.message) });
    }
  }
});

const io = new Server(server);
io.of('/desk').on('connection', (socket) => {
  socket.emit('presence.changed', world.presence);
  socket.on('ticket.open', (id, done) => {
    socket.join(id);
    const row = world.tickets.find((ticket) => ticket.id === id);
    if (row) row.unread = false;
    socket.emit(
      'ticket.people',
      id,
      (world.presence[id] ?? []).map((agentId) => ({ agentId, doing: 'typing' })),
    );
    done?.(true);
  });
});
world.tell = (event, ...news) => io.of('/desk').emit(event, ...news);

server.listen(port, '127.0.0.1', () => console.log(`stand-in desk: http://localhost:${server.address().port}`));
