// A whole bridge between a messenger and the desk's API channel, with nothing but Node: docs/channels/api.md explains it.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

/** `deliver(event)` puts a message of the desk before its reader and returns the name the messenger gave it. */
export function startBridge({ secret, deliver, hookUrl = null }) {
  const taken = new Map(); // idempotency key → the name of the message: what comes twice is shown once
  const sign = (moment, body) => createHmac('sha256', secret).update(`${moment}.${body}`).digest('hex');

  function isGenuine(header, body) {
    const { t, v1 } = Object.fromEntries((header ?? '').split(',').map((part) => part.split('=')));
    const given = Buffer.from(v1 ?? '', 'hex');
    const right = Buffer.from(sign(t, body), 'hex');
    const fresh = Math.abs(Date.now() / 1000 - Number(t)) < 300;
    return fresh && given.length === right.length && timingSafeEqual(given, right);
  }

  async function answer(request, body) {
    if (!isGenuine(request.headers['x-otklik-signature'], body)) return [401, { message: 'wrong signature' }];
    const event = JSON.parse(body);
    if (event.type === 'ping') {
      hookUrl = event.hookUrl; // where the desk wants to hear from us
      return [200, { name: 'My messenger', address: '@shop' }];
    }
    if (event.type !== 'message') return [200, {}]; // typing, acknowledge: nothing to show here
    const key = request.headers['idempotency-key'];
    if (!taken.has(key)) taken.set(key, await deliver(event));
    return [200, { id: taken.get(key) }];
  }

  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const [status, body] = await answer(request, Buffer.concat(chunks).toString()).catch((e) => [
      500,
      { message: e.message },
    ]);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });

  /** Tells the desk what happened in the messenger; 200 means that it is stored, anything else: tell it again. */
  async function tell(event, moment = Math.floor(Date.now() / 1000)) {
    const body = JSON.stringify(event);
    const headers = {
      'content-type': 'application/json',
      'x-otklik-signature': `t=${moment},v1=${sign(moment, body)}`,
    };
    return (await fetch(hookUrl, { method: 'POST', headers, body })).status;
  }

  return { server, tell };
}
