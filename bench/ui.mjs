// What people wait for on the screen: the weight of the pages, a long list while it scrolls, opening, typing, coming back; and the chat on a host's page.
import { gzipSync } from 'node:zlib';
import { launchBrowser } from '../e2e/browser.mjs';
import { quantile, tell } from './print.mjs';
import { OWNER, startDesk } from './running-desk.mjs';
import { framesOf, longestOf, tasksOf, trace } from './trace.mjs';

const KB = 1024;
const ROWS = 10_000;
const SLOWER = 4;
/** One notch of a wheel a frame: six thousand pixels a second. */
const STEP_PX = 100;
/** So often the same is scrolled: of one run the fifteen frames above the 95th hundredth are as much the machine's as the page's. */
const RUNS = 4;

export async function bench() {
  const desk = await startDesk(['--tickets', '20000', '--active', '15000', '--seed', '4']);
  const browser = await launchBrowser();
  if (!browser) {
    await desk.close();
    return 0;
  }
  let failed = 0;
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    failed += await firstList(context, desk.url);
    failed += await longList(context, desk.url);
    failed += await opening(context, desk.url, 1);
    failed += await opening(context, desk.url, SLOWER);
    failed += await secondVisit(context, desk.url);
    failed += await chat(browser, desk.url);
  } finally {
    await browser.close();
    await desk.close();
  }
  return failed;
}

/** Gzipped bytes of every script that had come when the first rows stood there. */
async function firstList(context, url) {
  const page = await context.newPage();
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('E-mail').fill(OWNER.email);
  await page.getByLabel('Password', { exact: true }).fill(OWNER.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByTestId('ticket-row').first().waitFor();
  await page.close();

  const visit = await context.newPage();
  const scripts = new Map();
  visit.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.set(response.url(), response);
  });
  await visit.goto(`${url}/inbox/open`);
  await visit.getByTestId('ticket-row').first().waitFor();
  const until = [...scripts.values()];
  let weight = 0;
  for (const response of until) weight += gzipSync(await response.body(), { level: 9 }).length;
  await visit.close();
  return tell({
    name: 'agents’ screens: scripts before the first list',
    figure: weight / KB,
    unit: 'KB gzip',
    n: until.length,
    budget: 300,
    aim: 230,
  });
}

async function slowPage(context, address, slower = SLOWER) {
  const page = await context.newPage();
  await page.addInitScript(findList);
  const session = await context.newCDPSession(page);
  await page.goto(address);
  await page.getByTestId('ticket-row').first().waitFor();
  return { page, session, slow: () => session.send('Emulation.setCPUThrottlingRate', { rate: slower }) };
}

/** In the page: the list's own scrolling box. */
function findList() {
  window.listBox = () => {
    const scrolls = (one) =>
      one.scrollHeight > one.clientHeight + 10 && /auto|scroll/.test(getComputedStyle(one).overflowY);
    let box = document.querySelector('[data-testid="ticket-row"]');
    while (box && !scrolls(box)) box = box.parentElement;
    return box;
  };
}

async function longList(context, url) {
  const { page, session, slow } = await slowPage(context, `${url}/inbox/open?sort=newest`);
  // Down to the end until so many rows are loaded.
  const loaded = await page.evaluate(async (wanted) => {
    const box = window.listBox();
    const height = () => box.scrollHeight;
    const row = document.querySelector('[data-testid="ticket-row"]').getBoundingClientRect().height;
    for (let still = 0; height() / row < wanted && still < 200; ) {
      const before = height();
      box.scrollTop = before;
      await new Promise((resolve) => setTimeout(resolve, 30));
      still = height() === before ? still + 1 : 0;
    }
    return Math.round(height() / row);
  }, ROWS);
  if (loaded < ROWS) throw new Error(`This list has ${loaded} rows, not ${ROWS}`);
  const box = await page.evaluateHandle(() => window.listBox());
  const [frames, tasks] = [[], []];
  await slow();
  for (let run = 0; run < RUNS; run += 1) {
    await box.evaluate((list) => {
      list.scrollTop = 0;
    });
    await page.waitForTimeout(2000);
    const events = await scrolled(page, session, box);
    frames.push(...framesOf(events));
    tasks.push(...tasksOf(events));
  }
  await page.close();
  const bare = framesOf(await plainRows(context));
  return (
    tell({
      name: 'scrolling the list: work a frame',
      figure: quantile(frames, 0.95),
      unit: 'ms p95',
      n: frames.length,
      budget: 8,
      limit: { what: 'rows of plain words that stand still in the page', figure: quantile(bare, 0.95) },
      p50: quantile(frames, 0.5),
      bareP50: quantile(bare, 0.5),
      rows: loaded,
      slower: SLOWER,
    }) +
    tell({
      name: 'scrolling the list: longest task',
      figure: Math.max(0, ...tasks),
      unit: 'ms',
      n: tasks.length,
      budget: 50,
    })
  );
}

/** What the browser does while a box is scrolled by a wheel that turns fast. */
function scrolled(page, session, box) {
  return trace(session, async () => {
    const { x, y, width, height } = await box.asElement().boundingBox();
    await page.mouse.move(x + width / 2, y + height / 2);
    for (let i = 0; i < 150; i += 1) {
      await page.mouse.wheel(0, STEP_PX);
      await page.waitForTimeout(16);
    }
    // What a list puts off until a scroll is over counts as well.
    await page.waitForTimeout(500);
  });
}

/** The least that can be: an empty page but for a box of rows that are all there, no script, nothing drawn anew. */
async function plainRows(context) {
  const page = await context.newPage();
  const rows = Array.from({ length: 400 }, (_, at) => `<div>Row ${at}, a few plain words of it</div>`).join('');
  await page.setContent(`<style>section{width:400px;height:800px;overflow-y:auto;contain:strict;background:#fff}
    section div{height:64px;border-bottom:1px solid #ccc;box-sizing:border-box}</style><section>${rows}</section>`);
  const session = await context.newCDPSession(page);
  await page.waitForTimeout(300);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const events = await scrolled(page, session, await page.$('section'));
  await page.close();
  return events;
}

/** In the page: whose title and words stand there; those of two tickets may read alike. */
const STANDS = `(() => {
  const front = [...document.querySelectorAll('[data-shown]')].find((one) => one.querySelector('[data-testid="ticket-title"]'));
  const id = front?.querySelector('[data-testid="ticket-title"]').dataset.of;
  return id && front.querySelector('[data-testid="message"]')?.checkVisibility() ? id : '';
})()`;
/**
 * From a key, or from a click on a row (by its place), until the frame that shows the words of the ticket is made: it is looked for as
 * a frame begins, and what a timer does then comes after its styles, layout and painting.
 */
const OPENED = `(what) => new Promise((resolve, reject) => {
  const before = ${STANDS};
  const began = performance.now();
  const look = () => {
    const now = ${STANDS};
    if (now && now !== before) setTimeout(() => resolve(performance.now() - began));
    else if (performance.now() - began > 20000) reject(new Error('The next ticket did not open'));
    else requestAnimationFrame(look);
  };
  if (typeof what === 'number') document.querySelectorAll('[data-testid="ticket-row"]')[what].click();
  else document.body.dispatchEvent(new KeyboardEvent('keydown', { key: what, code: 'KeyJ', bubbles: true, cancelable: true }));
  requestAnimationFrame(look);
})`;

async function opening(context, url, slower) {
  const { page, slow } = await slowPage(context, `${url}/inbox/open?sort=newest`, slower);
  // The pieces of the conversation's own screen come with the first ticket that is opened.
  await page.getByTestId('ticket-row').first().click();
  await page.getByTestId('message').first().waitFor();
  await page.waitForTimeout(1500);
  await slow();
  const next = [];
  let asked = 0;
  page.on('request', (request) => {
    if (/\/api\/v1\/tickets\/[0-9a-f-]{36}(\/conversation)?(\?|$)/.test(request.url())) asked += 1;
  });
  for (let i = 0; i < 40; i += 1) {
    next.push(await page.evaluate(`(${OPENED})('j')`));
    await page.waitForTimeout(700);
  }
  const far = [];
  await page.mouse.move(1200, 850);
  for (const place of [9, 8, 7, 6, 5, 4]) {
    far.push(await page.evaluate(`(${OPENED})(${place})`));
    await page.waitForTimeout(300);
  }
  const inp = await typing(page);
  await page.close();
  return (
    tell({
      name: 'opening the next ticket, at hand',
      figure: quantile(next, 0.95),
      unit: 'ms p95',
      n: next.length,
      budget: 50,
      p50: quantile(next, 0.5),
      asked,
      slower,
    }) +
    tell({
      name: 'opening any ticket',
      figure: quantile(far, 0.95),
      unit: 'ms p95',
      n: far.length,
      budget: 150,
      p50: quantile(far, 0.5),
      slower,
    }) +
    tell({ name: 'typing an answer', figure: inp, unit: 'ms INP', n: 60, budget: 100, slower })
  );
}

/** The longest interaction while sixty letters are typed. */
async function typing(page) {
  const editor = page.getByTestId('composer').getByRole('textbox');
  await editor.click();
  await page.evaluate(() => {
    window.longest = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if (entry.interactionId) window.longest = Math.max(window.longest, entry.duration);
    }).observe({ type: 'event', durationThreshold: 16, buffered: false });
  });
  await page.keyboard.type('Thank you for writing; the parcel will be there tomorrow, ok', { delay: 50 });
  await page.waitForTimeout(500);
  return page.evaluate(() => window.longest);
}

/** The network answers nothing: what is on the screen then is what the browser knew. */
async function secondVisit(context, url) {
  const first = await context.newPage();
  await first.goto(`${url}/inbox/open`);
  await first.getByTestId('ticket-row').nth(5).waitFor();
  await first.waitForTimeout(2000);
  await first.close();
  const again = await context.newPage();
  let answered = 0;
  await again.route('**/api/**', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 4000));
    answered += 1;
    await route.continue().catch(() => undefined);
  });
  const began = performance.now();
  await again.goto(`${url}/inbox/open`, { waitUntil: 'commit' });
  const shown = await again
    .getByTestId('ticket-row')
    .nth(5)
    .waitFor({ timeout: 10_000 })
    .then(
      () => performance.now() - began,
      () => 10_000,
    );
  const before = answered;
  await again.close();
  return tell({ name: 'second visit: the last known queue', figure: shown, unit: 'ms', budget: 4000, answers: before });
}

/** How often the page with the chat is opened: the machine's own bad moments are nobody's fault. */
const ROUNDS = 5;

/** What the chat does to the page it sits on: while that loads, while the chat is opened, while it is written in. */
async function chat(browser, url) {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await chatOnce(browser, url));
  const least = (figure) => Math.min(...rounds.map(figure));
  return (
    tell({ name: 'site chat: loader', figure: rounds[0].loader, unit: 'KB gzip', budget: 3 }) +
    tell({ name: 'site chat: everything', figure: rounds[0].whole, unit: 'KB gzip', budget: 45 }) +
    tell({
      name: 'site chat: layout shift of the page',
      figure: Math.max(...rounds.map((one) => one.shift)),
      unit: 'CLS',
      n: ROUNDS,
      budget: 0,
    }) +
    tell({
      name: 'site chat: longest task of the loader',
      figure: least((one) => one.loading),
      unit: 'ms',
      n: ROUNDS,
      worst: Math.max(...rounds.map((one) => one.loading)),
      budget: 50,
    }) +
    tell({
      name: 'site chat: longest task while it opens',
      figure: least((one) => one.opening),
      unit: 'ms',
      n: ROUNDS,
      worst: Math.max(...rounds.map((one) => one.opening)),
      budget: 50,
    })
  );
}

async function chatOnce(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const scripts = new Map();
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.set(new URL(response.url()).pathname, response);
  });
  await page.addInitScript(() => {
    if (window.top !== window) return;
    window.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const isOurs = (address) => /\/widget(?:\.js|\/)/.test(address);
  const loading = await trace(session, async () => {
    await page.goto(`${url}/demo`);
    await page.locator('button[aria-expanded]').waitFor();
    await page.waitForTimeout(1000);
  });
  const loader = scripts.get('/widget.js');
  const opening = await trace(session, async () => {
    await page.locator('button[aria-expanded]').click();
    await page.frameLocator('iframe').getByRole('textbox').first().fill('Hello');
    await page.waitForTimeout(1500);
  });
  let whole = 0;
  for (const response of scripts.values()) whole += gzipSync(await response.body(), { level: 9 }).length;
  const shift = await page.evaluate(() => window.shift);
  const figures = {
    loader: loader ? gzipSync(await loader.body(), { level: 9 }).length / KB : Number.POSITIVE_INFINITY,
    whole: whole / KB,
    shift,
    loading: longestOf(loading, isOurs),
    opening: longestOf(opening, isOurs),
  };
  await context.close();
  return figures;
}
