// Every page: axe finds nothing in either theme, nothing is wider than the phone; and the main job is done by keyboard alone.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { AgentScreen, comesToBe } from './agent-screen.js';
import { axeFaults, windowFaults } from './axe.js';
import { launchBrowser } from './browser.mjs';
import { type FurnishedDesk, furnishDesk } from './furnished-desk.js';
import { Keyboard } from './keyboard.js';
import type { Place } from './place.js';
import { placesOf } from './places.js';
import { OWNER } from './running-desk.js';

jest.setTimeout(600_000);
/** A page that has not answered by then is closed, and looked at once more. */
const PATIENCE_MS = 60_000;
const browser: Browser | null = await launchBrowser();
const inBrowser = browser ? describe : describe.skip;

inBrowser('the pages', () => {
  let filled: FurnishedDesk;
  let places: Place[];
  let signedIn: Awaited<ReturnType<BrowserContext['storageState']>>;

  beforeAll(async () => {
    filled = await furnishDesk();
    const page = await browser!.newPage({ viewport: { width: 1440, height: 900 } });
    await new AgentScreen(page, filled.desk.url).signIn(OWNER.email, OWNER.password);
    signedIn = await page.context().storageState();
    places = await placesOf(filled, page);
    await page.context().close();
  });
  afterAll(async () => {
    await browser?.close();
    await filled?.desk.stop();
  });

  const visit = async (
    look: { width: number; height: number; colorScheme: 'light' | 'dark'; windows: boolean },
    check: (page: Page, place: Place) => Promise<string[]>,
  ): Promise<string[]> => {
    const { width, height, colorScheme, windows } = look;
    const context = { viewport: { width, height }, colorScheme, locale: 'en-GB', reducedMotion: 'reduce' as const };
    const known = await browser!.newContext({ ...context, storageState: signedIn });
    const stranger = await browser!.newContext(context);
    const found: string[] = [];
    const lookAt = async (place: Place, again = true) => {
      let page: Page | null = null;
      const see = async () => {
        page = await (place.whose === 'agent' ? known : stranger).newPage();
        page.setDefaultTimeout(20_000);
        page.on('pageerror', (error) => found.push(`${place.name}: ${error.message}`));
        page.on('console', (message) => {
          if (/Content Security Policy/.test(message.text())) found.push(`${place.name}: ${message.text()}`);
        });
        await place.open(page);
        await page.waitForTimeout(200);
        const faults = await check(page, place);
        await page.close();
        return faults;
      };
      try {
        const faults = await within(PATIENCE_MS, see());
        found.push(...faults.map((fault) => `${place.name}: ${fault}`));
      } catch (error) {
        void (page as Page | null)?.close().catch(() => {});
        // A hundred pages two at a time: one that could not be brought up in time is looked at once more.
        if (again) return lookAt(place, false);
        found.push(`${place.name}: ${(error as Error).message.split('\n')[0]}`);
      }
    };
    const todo = places.filter(({ window }) => windows || !window);
    const lane = async () => {
      for (let place = todo.shift(); place; place = todo.shift()) await lookAt(place);
    };
    await Promise.all([lane(), lane()]);
    // What a page of it still holds on to must not hold up the rest: the browser is closed at the end in any case.
    await within(PATIENCE_MS, Promise.all([known.close(), stranger.close()])).catch(() => {});
    return found;
  };
  const axe = (page: Page, { window }: Place) => (window ? windowFaults(page) : axeFaults(page));

  const wide = async (page: Page) => {
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    return over > 0 ? [`wider than ${page.viewportSize()?.width} px by ${over} px`] : [];
  };

  test('on a desktop, light: axe finds nothing, in windows and menus neither', async () => {
    expect(await visit({ width: 1440, height: 900, colorScheme: 'light', windows: true }, axe)).toEqual([]);
  });
  test('on a phone, dark: axe finds nothing, and nothing is wider than the screen, nor than 320 px', async () => {
    const all = async (page: Page, place: Place) => {
      const found = [...(await wide(page)), ...(await axe(page, place))];
      await page.setViewportSize({ width: 320, height: 568 });
      return [...found, ...(await wide(page))];
    };
    expect(await visit({ width: 390, height: 844, colorScheme: 'dark', windows: false }, all)).toEqual([]);
  });

  test('a window that closes gives the keyboard back to what opened it', async () => {
    const context = await browser!.newContext({ viewport: { width: 1440, height: 900 }, storageState: signedIn });
    const page = await context.newPage();
    await page.goto(`${filled.desk.url}/settings/keys`);
    const opener = page.getByRole('button', { name: 'Make a key' });
    await opener.press('Enter');
    await page.getByRole('dialog').getByRole('textbox').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.activeElement?.textContent?.includes('Make a key'));
    await context.close();
  });

  test('a report of days that are none stands without them; of days in the wrong order at a click', async () => {
    const context = await browser!.newContext({ viewport: { width: 1440, height: 900 }, storageState: signedIn });
    const page = await context.newPage();
    await page.goto(`${filled.desk.url}/reports?tab=load&from=2026-13-45`);
    await page.getByRole('figure').first().waitFor();
    await page.goto(`${filled.desk.url}/reports?tab=load&from=2026-11-10&to=2026-11-01`);
    await page.getByRole('button', { name: 'Show it without these choices' }).click();
    await page.waitForURL(/\/reports\?tab=load$/);
    await page.getByRole('figure').first().waitFor();
    await context.close();
  });

  test('the chat on a stranger’s site whose own rules forbid styles, under a page that shouts at it', async () => {
    const { desk, visitor } = filled;
    const policy = `default-src 'none'; script-src ${desk.url}; frame-src ${desk.url}`;
    const shop = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy });
      response.end(
        `<!doctype html><html lang="bg"><title>Shop</title><body style="margin:0"><h1>Shop</h1><script src="${desk.url}/widget.js" data-key="${visitor.key}" data-colour="#7c2d92"></script></body></html>`,
      );
    });
    await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
    const context = await browser!.newContext({ viewport: { width: 1000, height: 700 } });
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${(shop.address() as AddressInfo).port}/`);
    const button = page.getByRole('button', { name: 'Пишете ни' });
    await comesToBe(() => button.evaluate((one) => getComputedStyle(one).backgroundColor), 'rgb(124, 45, 146)');
    await button.click();
    const app = page.frameLocator('iframe');
    await app.getByLabel('Съобщение', { exact: true }).fill('Работи ли при чужди хора?');
    await app.getByLabel('Съобщение', { exact: true }).press('Enter');
    await app.locator('.mark.sent').waitFor();
    await page.evaluate(() => {
      const frame = [...document.querySelectorAll('*')]
        .find((one) => one.shadowRoot)!
        .shadowRoot!.querySelector('iframe')!;
      frame.contentWindow!.postMessage({ otklik: 1, type: 'nonsense' }, '*');
      window.postMessage({ otklik: 1, type: 'close' }, '*');
    });
    await page.keyboard.press('Escape');
    await button.waitFor();
    expect(await page.evaluate(() => document.cookie)).toBe('');
    await context.close();
    shop.close();
  });

  test('the main job by keyboard alone: sign in, find, read, answer, solve', async () => {
    const context = await browser!.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    const page = await context.newPage();
    const press = (key: string) => page.keyboard.press(key);
    await page.goto(`${filled.desk.url}/sign-in`);
    await page.getByLabel('E-mail').waitFor();
    for (let i = 0; i < 10 && !(await page.evaluate(() => document.activeElement?.matches('input[type=email]'))); i++)
      await press('Tab');
    await page.keyboard.type(OWNER.email);
    await press('Tab');
    await page.keyboard.type(OWNER.password);
    await press('Enter');
    await page.getByTestId('ticket-row').first().waitFor();
    for (let i = 0; i < 3; i++) {
      await press(i === 0 ? 'j' : 'k');
      await page.waitForTimeout(50);
    }
    const chat = page.getByTestId('ticket-row').filter({ hasText: 'I would take 200 g' });
    for (let i = 0; i < 8 && (await chat.getAttribute('data-cursor')) === null; i++) await press('j');
    await press('Enter');
    await page.getByTestId('composer').waitFor();
    await press('r');
    await page.locator('[data-testid=composer] [role=textbox]:focus').waitFor();
    await page.keyboard.type('Yes, it came this morning.');
    await press('Control+Enter');
    await page.getByTestId('message').filter({ hasText: 'Yes, it came this morning.', visible: true }).waitFor();
    await press('Escape');
    await press('e');
    await page.getByRole('button', { name: 'State: Solved' }).waitFor();
    const stateNow = async () =>
      (await filled.call<{ state: string }>('GET', `/api/v1/tickets/${filled.tickets.chat}`)).state;
    for (const end = Date.now() + 10_000; Date.now() < end && (await stateNow()) !== 'solved'; )
      await page.waitForTimeout(100);
    expect(await stateNow()).toBe('solved');
    await context.close();
  });

  test('the lead’s job by keyboard alone: open the reports, narrow them, see the rows behind a figure, take them along', async () => {
    const viewport = { width: 1440, height: 900 };
    const context = await browser!.newContext({ viewport, locale: 'en-GB', storageState: signedIn });
    const page = await context.newPage();
    const keyboard = new Keyboard(page);
    await page.goto(`${filled.desk.url}/inbox/open`);
    await page.getByTestId('ticket-row').first().waitFor();
    await keyboard.press('g', 'i');
    await page.getByTestId('report-sentence').waitFor();
    await keyboard.to(page.getByRole('button', { name: 'Last 30 days' }));
    await keyboard.press('Enter');
    await page.getByRole('menu').waitFor();
    await keyboard.to(page.getByRole('menuitem', { name: 'Last 7 days' }), 'ArrowDown');
    await keyboard.press('Enter');
    await keyboard.comesTo(page.getByRole('button', { name: 'Last 7 days' }));
    await keyboard.to(page.getByLabel('Channel', { exact: true }));
    await keyboard.press('e');
    await page.waitForURL(/channel=email/);
    const tile = page.getByTestId('report-tiles').getByRole('button', { name: /^Tickets in/ });
    await keyboard.to(tile);
    await keyboard.press('Enter');
    const rows = page.getByRole('dialog').getByTestId('report-rows');
    await keyboard.to(rows.getByRole('link').first());
    await keyboard.press('Escape');
    await keyboard.comesTo(tile);
    await keyboard.to(page.getByRole('link', { name: 'CSV' }), 'Shift+Tab');
    const download = page.waitForEvent('download');
    await keyboard.press('Enter');
    expect((await download).suggestedFilename()).toMatch(/\.csv$/);
    await context.close();
  });

  test('a dashboard by keyboard: a tile is moved and stays there, its figure opens its tickets, its line its page', async () => {
    const viewport = { width: 1440, height: 900 };
    const context = await browser!.newContext({ viewport, locale: 'en-GB', storageState: signedIn });
    const page = await context.newPage();
    const keyboard = new Keyboard(page);
    const tiles = page.getByTestId('board-tiles').locator('> li');
    await page.goto(`${filled.desk.url}/reports?tab=boards`);
    await tiles.nth(1).getByRole('heading', { name: 'Почта отвечает' }).waitFor();
    await tiles.nth(1).locator('[data-tile-menu]').focus();
    const kept = page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok());
    await keyboard.press('Alt+ArrowLeft');
    await keyboard.comesTo(tiles.first().locator('[data-tile-menu]'));
    await kept;
    await page.reload();
    await tiles.first().getByRole('heading', { name: 'Почта отвечает' }).waitFor();
    await keyboard.to(tiles.first().getByRole('button', { name: /^First response/ }));
    await keyboard.press('Enter');
    await page.getByRole('dialog').getByTestId('report-rows').waitFor();
    await keyboard.press('Escape');
    await keyboard.to(tiles.first().getByRole('link', { name: 'Почта отвечает: open in “Overview”' }));
    await keyboard.press('Enter');
    await page.waitForURL(/channel=email/);
    await page.getByTestId('report-sentence').waitFor();
    await context.close();
  });

  test('the customer’s job by keyboard alone: open the chat, write, read the answer, rate it, leave', async () => {
    const context = await browser!.newContext({ viewport: { width: 1000, height: 760 }, locale: 'en-GB' });
    const page = await context.newPage();
    const keyboard = new Keyboard(page);
    await page.goto(`${filled.desk.url}/demo`);
    const launcher = page.locator('button[aria-expanded]');
    await keyboard.to(launcher);
    await keyboard.press('Enter');
    const app = page.frameLocator('iframe');
    const field = app.getByLabel('Message', { exact: true });
    await keyboard.comesTo(field);
    await page.keyboard.type('Is the blue teapot back?');
    await keyboard.press('Enter');
    await app.locator('.mark.sent').waitFor();
    const { call } = filled;
    const mine = async () =>
      (await call<{ items: { id: string; preview: string }[] }>('GET', '/api/v1/tickets?view=all')).items.find(
        ({ preview }) => preview === 'Is the blue teapot back?',
      )!.id;
    const ticket = `/api/v1/tickets/${await mine()}`;
    const answer = { text: 'It is, since today.', html: null, fileIds: [] };
    await call('POST', `${ticket}/messages`, answer, { 'idempotency-key': randomUUID() });
    await app.getByText('It is, since today.').waitFor();
    await call('POST', `${ticket}/state`, { state: 'solved' });
    await app.locator('.survey').waitFor();
    await keyboard.to(app.locator('.scores button').last(), 'Shift+Tab');
    await keyboard.press('Enter');
    await app.locator('.survey .thanks').waitFor();
    await keyboard.to(app.locator('.survey textarea'));
    await page.keyboard.type('Quick and kind.');
    await keyboard.to(app.locator('.survey form button'));
    await keyboard.press('Enter');
    await app.locator('.survey form').waitFor({ state: 'detached' });
    await keyboard.to(field);
    await keyboard.press('Escape');
    await keyboard.comesTo(launcher);
    await context.close();
  });
});

/** What the browser is asked inside a page may stay unanswered for ever. */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => {});
  }
}
