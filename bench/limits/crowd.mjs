// A crowd of browsers in a process of its own: so many sockets, each with its own token or one cookie; it counts what they hear.
import { createRequire } from 'node:module';

const { io } = createRequire(new URL('../../apps/api/package.json', import.meta.url))('socket.io-client');
const AT_ONCE = 50;
let heard = 0;
let last = 0;

const join = (address, options) =>
  new Promise((resolve, reject) => {
    const socket = io(address, { transports: ['websocket'], forceNew: true, reconnection: false, ...options });
    socket.on('connect', resolve);
    socket.on('connect_error', reject);
    socket.on('ticket.changed', () => {
      heard += 1;
      last = Date.now();
    });
  });

process.on('message', async ({ address, options, count, read }) => {
  if (read) {
    process.send({ heard, last });
    heard = 0;
    return;
  }
  for (let i = 0; i < count; i += AT_ONCE)
    await Promise.all(
      Array.from({ length: Math.min(AT_ONCE, count - i) }, (_, j) =>
        join(address, options.token ? { auth: { token: `${options.token}-${i + j}` } } : options),
      ),
    );
  process.send({ joined: count });
});
process.on('disconnect', () => process.exit());
process.send({});
