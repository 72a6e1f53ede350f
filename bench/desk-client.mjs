// How a benchmark speaks with the desk it has started: as its owner by HTTP, and as a messenger by the API channel.
import { once } from 'node:events';
import { startBridge } from '../apps/api/test/bridge.mjs';
import { OWNER } from './running-desk.mjs';

/** Settings of a desk that may answer to a messenger on this machine. */
export const NEIGHBOURLY = { OUTGOING_ALLOW: '127.0.0.0/8,::1/128', UNDO_SECONDS: '0' };

/** @returns {Promise<{ cookie: string, get: (path: string) => Promise<any>, post: (path: string, body: object) => Promise<any> }>} */
export async function enter(url) {
  const first = await fetch(`${url}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(OWNER),
  });
  if (!first.ok) throw new Error(`Nobody could sign in: ${await first.text()}`);
  const cookie = first.headers.get('set-cookie').split(';')[0];
  const { csrf } = await first.json();
  return asPerson(url, { cookie, csrf });
}

/** What somebody who has signed in asks of the desk. */
export function asPerson(url, { cookie, csrf }) {
  const send = async (method, path, body, more = {}) => {
    const headers = { cookie, 'x-csrf-token': csrf, ...(body && { 'content-type': 'application/json' }), ...more };
    const answer = await fetch(`${url}/api/v1/${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`);
    return text === '' ? null : JSON.parse(text);
  };
  return { cookie, send, get: (path) => send('GET', path), post: (path, body) => send('POST', path, body) };
}

/**
 * A messenger of this machine, joined to the desk. `deliver(event)` hears what the desk says to customers.
 * `offer` tells an event and answers the status that the desk gave; `tell` wants it to be 200.
 * @returns {Promise<{ connectionId: string, offer: (event: object) => Promise<number>, tell: (event: object) => Promise<void>, close: () => void }>}
 */
export async function messenger(owner, deliver = () => {}) {
  const secret = 'words that only the two of us know';
  let names = 0;
  const hear = async (event) => {
    await deliver(event);
    names += 1;
    return `sent-${names}`;
  };
  const bridge = startBridge({ secret, deliver: hear });
  bridge.server.listen(0, '127.0.0.1');
  await once(bridge.server, 'listening');
  const url = `http://127.0.0.1:${bridge.server.address().port}/`;
  const { id } = await owner.post('connections', { kind: 'api', name: 'Bench', config: { url, secret } });
  const tell = async (event) => {
    const status = await bridge.tell(event);
    if (status !== 200) throw new Error(`The desk did not take a message: ${status}`);
  };
  const close = () => {
    bridge.server.closeAllConnections();
    bridge.server.close();
  };
  return { connectionId: id, offer: bridge.tell, tell, close };
}

/** Does `work(i)` for each i below n, so many at a time. @returns milliseconds each took */
export async function together(n, callers, work) {
  const times = [];
  let next = 0;
  const caller = async () => {
    while (next < n) {
      const i = next;
      next += 1;
      const began = performance.now();
      await work(i);
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return times;
}

/** Waits until it is true; looks every `everyMs`. */
export async function until(true_, what, everyMs = 5, patienceMs = 300_000) {
  for (const end = performance.now() + patienceMs; !(await true_()); ) {
    if (performance.now() > end) throw new Error(`It does not come to an end: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
