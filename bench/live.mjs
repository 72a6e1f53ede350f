// How soon an agent sees it: customers write fifty messages a second, and their words come to an agent's socket and stand on a real screen.
import { createRequire } from 'node:module';
import { launchBrowser } from '../e2e/browser.mjs';
import { enter, messenger, NEIGHBOURLY, together, until } from './desk-client.mjs';
import { bare } from './limits/bare-child.mjs';
import { quantile, tell } from './print.mjs';
import { OWNER, startDesk } from './running-desk.mjs';

const { io } = createRequire(new URL('../apps/api/package.json', import.meta.url))('socket.io-client');
const A_SECOND = 50;
const CONVERSATIONS = 50;
/** Every tenth message is of the ticket that the browser has open. */
const OPEN = 10;
const WARM = 100;
const STILL_MS = 3000;
const BUDGET = { p50: 20, p99: 80 };
const MARK = /live-\d+-\d+/g;

export async function bench(options) {
  const n = Number(options.n ?? 1500);
  const seed = Number(options.seed ?? Date.now() % 1_000_000);
  const desk = await startDesk(null, NEIGHBOURLY);
  const closing = [];
  try {
    const owner = await enter(desk.url);
    const line = await messenger(owner);
    closing.push(() => line.close());
    const socket = io(`${desk.url}/desk`, { transports: ['websocket'], extraHeaders: { cookie: owner.cookie } });
    closing.push(() => socket.close());
    const heard = new Map();
    const rows = new Map();
    socket.on('ticket.changed', (row) => {
      rows.set(row.id, row);
      for (const mark of row.preview.match(MARK) ?? []) if (!heard.has(mark)) heard.set(mark, clock());
    });
    await new Promise((resolve, reject) => socket.on('connect', resolve).on('connect_error', reject));
    const who = (i) => `customer-${seed}-${i % CONVERSATIONS}`;
    const write = async (mark, person) => {
      await line.tell({ type: 'message', id: mark, conversation: person, sender: { id: person }, text: mark });
      return clock();
    };
    await together(CONVERSATIONS, 4, (i) => write(`live-${seed}-${900_000 + i}`, who(i)));
    await until(() => rows.size === CONVERSATIONS, 'tickets come');
    const warm = (i) => `live-${seed}-${800_000 + i}`;
    await together(WARM, 4, (i) => write(warm(i), who(i)));
    await until(() => heard.has(warm(WARM - 1)), 'warming up');
    const shown = await screen(desk.url, [...rows.values()].find((row) => row.contact.address === who(0)).id, closing);
    const accepted = new Map();
    if (options.profile) await desk.ask('profile');
    const began = clock();
    const writing = [];
    for (let i = 0; i < n; i += 1) {
      const wait = began + (i * 1000) / A_SECOND - clock();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      const mark = `live-${seed}-${i}`;
      const person = i % OPEN === 0 ? who(0) : who(i);
      accepted.set(mark, { at: 0, person });
      writing.push(
        write(mark, person).then((at) => {
          accepted.get(mark).at = at;
        }),
      );
    }
    await Promise.all(writing);
    for (let before = -1; heard.size !== before; await new Promise((resolve) => setTimeout(resolve, STILL_MS)))
      before = heard.size;
    if (options.profile) console.log(JSON.stringify({ profile: await desk.ask('profile', options.profile) }));
    const bareTimes = await roundTrips(Math.min(n, 500));
    const limit = (p) => ({ what: 'a round trip by bare socket.io', figure: quantile(bareTimes, p) });
    const onScreen = shown ? await shown() : new Map();
    const ofOpen = [...accepted].filter(([, { person }]) => person === who(0));
    return (
      told('live: accepted, until an agent’s socket has it', accepted, heard, limit, seed) +
      (shown ? told('live: accepted, until it stands on an agent’s screen', ofOpen, onScreen, limit, seed) : 0)
    );
  } finally {
    for (const close of closing.reverse()) await close();
    await desk.close();
  }
}

const clock = () => performance.timeOrigin + performance.now();

/**
 * What came before the desk's own "received" took no time. Words that were told together with the next of their conversation came with it;
 * what never came is late without end.
 */
function told(name, accepted, seen, limit, seed) {
  const times = [];
  let never = 0;
  const later = new Map();
  for (const [mark, { at, person }] of [...accepted].reverse()) {
    const shown = Math.min(seen.get(mark) ?? Number.POSITIVE_INFINITY, later.get(person) ?? Number.POSITIVE_INFINITY);
    later.set(person, shown);
    if (shown === Number.POSITIVE_INFINITY) never += 1;
    times.push(Math.max(0, shown - at));
  }
  const line = { unit: 'ms', n: times.length, p50: quantile(times, 0.5), p99: quantile(times, 0.99), never, seed };
  return (
    tell({ name: `${name}, p50`, ...line, figure: line.p50, budget: BUDGET.p50, limit: limit(0.5) }) +
    tell({ name: `${name}, p99`, ...line, figure: line.p99, budget: BUDGET.p99, limit: limit(0.99) })
  );
}

/** An agent's page with this ticket open; @returns what asks it when it first showed which mark */
async function screen(url, ticketId, closing) {
  const browser = await launchBrowser();
  if (!browser) return null;
  closing.push(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('E-mail').fill(OWNER.email);
  await page.getByLabel('Password', { exact: true }).fill(OWNER.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByTestId('ticket-row').first().waitFor();
  await page.goto(`${url}/inbox/open/${ticketId}`);
  await page.getByTestId('ticket-row').first().waitFor();
  await page.waitForTimeout(2000);
  await page.evaluate(() => {
    window.shown = {};
    const look = (node) => {
      for (const mark of node.textContent.match(/live-\d+-\d+/g) ?? [])
        window.shown[mark] ??= performance.timeOrigin + performance.now();
    };
    new MutationObserver((changes) => {
      for (const { type, target, addedNodes } of changes) {
        if (type === 'characterData') look(target);
        else for (const node of addedNodes) look(node);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return async () => new Map(Object.entries(await page.evaluate(() => window.shown)));
}

async function roundTrips(n) {
  const engine = await bare('bare-sockets.mjs');
  const socket = io(`http://127.0.0.1:${engine.said.port}/desk`, { transports: ['websocket'] });
  await new Promise((resolve) => socket.on('connect', resolve));
  const times = [];
  for (let i = 0; i < n; i += 1) {
    const began = performance.now();
    const back = new Promise((resolve) => socket.once('ticket.changed', resolve));
    socket.emit('say', { preview: `live-${i}` });
    await back;
    times.push(performance.now() - began);
  }
  socket.close();
  engine.close();
  return times.slice(Math.floor(n / 10));
}
