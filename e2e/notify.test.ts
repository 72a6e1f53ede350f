// What concerns an agent reaches them and nothing else does, in real browsers: the bell on every page, quiet hours, the offline shell, the tour.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { sendMail } from '../apps/api/test/standins/mail-standin.js';
import { AgentScreen, comesToBe } from './agent-screen.js';
import { launchBrowser } from './browser.mjs';
import { type DeskCaller, MAILBOX, OWNER, RunningDesk } from './running-desk.js';

jest.setTimeout(120_000);
const browser: Browser | null = await launchBrowser();
const inBrowser = browser ? describe : describe.skip;
const ANNA = { email: 'anna@lipa.example', password: OWNER.password };

inBrowser('notifications', () => {
  let desk: RunningDesk;
  let owner: DeskCaller;
  let anna: DeskCaller;
  let annaId: string;
  let context: BrowserContext;
  let screen: AgentScreen;

  beforeAll(async () => {
    desk = await RunningDesk.start();
    owner = await desk.signIn();
    const made = await owner<{ id: string }>('POST', '/api/v1/agents', { ...ANNA, name: 'Anna Lind', role: 'agent' });
    annaId = made.id;
    anna = await desk.signIn(ANNA.email, ANNA.password);
    context = await browser!.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    screen = new AgentScreen(await context.newPage(), desk.url);
    await screen.signIn(ANNA.email, ANNA.password);
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  const bell = (page: Page) => page.getByTestId('bell').first();
  const bellSays = (page: Page, words: string | RegExp) =>
    page
      .getByTestId('bell')
      .and(page.getByLabel(words, { exact: true }))
      .first()
      .waitFor();
  /** News pop up for who listens: what came before is only counted. */
  const open = async (page: Page) => {
    await page.goto(`${desk.url}/inbox/open`);
    await page.locator('html[data-line="live"]').waitFor({ state: 'attached' });
  };
  /** A ticket by mail; its id. */
  async function ticket(subject: string): Promise<string> {
    await sendMail(desk.smtpPort, {
      from: { name: 'Vera', address: 'vera@customer.example' },
      to: MAILBOX,
      subject,
      text: 'Hello',
    });
    for (;;) {
      const { items } = await owner<{ items: { id: string; subject: string }[] }>('GET', '/api/v1/tickets?view=all');
      const found = items.find((row) => row.subject === subject);
      if (found) return found.id;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  const give = (call: DeskCaller, id: string) =>
    call('POST', `/api/v1/tickets/${id}/assign`, { agentId: annaId, teamId: null });
  const mention = (call: DeskCaller, id: string, text: string) =>
    call(
      'POST',
      `/api/v1/tickets/${id}/notes`,
      { text, html: `<p>${text}</p>`, fileIds: [], mentionedAgentIds: [annaId] },
      { 'idempotency-key': randomUUID() },
    );

  test('the look around is offered once, goes by keys, and is skipped for good', async () => {
    const { page } = screen;
    await page.getByTestId('tour-offer').getByRole('button', { name: 'Show me' }).click();
    const tour = page.getByTestId('tour');
    await tour.getByRole('heading', { name: /^Views/ }).waitFor();
    await page.keyboard.press('ArrowRight');
    await tour.getByRole('heading', { name: /longest/ }).waitFor();
    await page.keyboard.press('ArrowLeft');
    await tour.getByRole('heading', { name: /^Views/ }).waitFor();
    const kept = page.waitForResponse((one) => one.request().method() === 'PATCH' && one.url().endsWith('/api/v1/me'));
    await page.keyboard.press('Escape');
    await tour.waitFor({ state: 'detached' });
    await kept;
    await page.reload();
    await bell(page).waitFor();
    expect(await page.getByTestId('tour-offer').count()).toBe(0);
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByRole('button', { name: 'Show me around' }).click();
    await tour.getByRole('heading', { name: /^Views/ }).waitFor();
    for (let stop = 1; stop <= 4; stop++) await page.keyboard.press('ArrowRight');
    await tour.getByRole('button', { name: 'Done' }).click();
    await tour.waitFor({ state: 'detached' });
  });

  test('a mention rings on all my pages, is read on all of them, and my own doings never ring', async () => {
    const second = await context.newPage();
    await open(second);
    await bell(second).waitFor();
    const id = await ticket('A teapot with a crack');
    await mention(owner, id, 'Anna, what do we do?');
    for (const page of [screen.page, second]) await bellSays(page, 'Notifications: 1 unread');
    await comesToBe(async () => (await second.title()).startsWith('(1) '), true);
    await screen.page.keyboard.press('b');
    const line = screen.page.getByTestId('bell-line').filter({ hasText: 'mentioned you in a note' });
    await line.getByText('A teapot with a crack').waitFor();
    await screen.page.keyboard.press('j');
    await line.getByRole('link').click();
    await screen.page.getByText('Anna, what do we do?').first().waitFor();
    for (const page of [screen.page, second]) await bellSays(page, 'Notifications');
    await comesToBe(async () => (await second.title()).startsWith('('), false);
    const mine = await ticket('My own doing');
    await give(anna, mine);
    await mention(anna, mine, 'A word to myself');
    const hers = await ticket('The next thing');
    await give(owner, hers);
    await bellSays(second, 'Notifications: 1 unread');
    await bell(second).click();
    await second.getByTestId('bell-line').first().waitFor();
    expect(await second.getByTestId('bell-line').filter({ hasText: 'My own doing' }).count()).toBe(0);
    await second.getByRole('button', { name: 'Mark all as read' }).click();
    await bellSays(screen.page, 'Notifications');
    await second.close();
  });

  test('in quiet hours the bell counts and nothing pops up', async () => {
    const { page } = screen;
    await open(page);
    await give(owner, await ticket('A loud thing'));
    await page
      .getByRole('status')
      .getByText(/assigned this to you/)
      .waitFor();
    await page.goto(`${desk.url}/settings/notifications`);
    await page.getByRole('button', { name: 'Pause notifications' }).click();
    await page.getByRole('menuitem', { name: 'For an hour' }).click();
    await page.getByRole('button', { name: /^Paused until/ }).waitFor();
    await page.getByText(/assigned this to you/).waitFor({ state: 'detached' });
    await give(owner, await ticket('A quiet thing'));
    await bellSays(page, 'Notifications: 2 unread');
    expect(await page.getByText(/assigned this to you/).count()).toBe(0);
    await page.getByRole('button', { name: /^Paused until/ }).click();
    await page.getByRole('menuitem', { name: 'End the pause' }).click();
    await page.getByRole('button', { name: 'Pause notifications' }).waitFor();
  });

  test('without a network the desk still opens with its last known queue, and catches up', async () => {
    const { page } = screen;
    await open(page);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.reload();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await screen.row('A loud thing').waitFor();
    await context.setOffline(true);
    await page.reload();
    await screen.row('A loud thing').waitFor();
    await page
      .getByTestId('connection-bar')
      .getByText(/^No connection/)
      .waitFor();
    expect(
      await page.evaluate(async () => {
        const kept = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
        return kept.flat().filter((request) => /\/(api|files)\//.test(request.url)).length;
      }),
    ).toBe(0);
    const id = await ticket('What came meanwhile');
    await give(owner, id);
    await context.setOffline(false);
    await screen.row('What came meanwhile').waitFor();
    await bellSays(page, /Notifications: \d unread/);
    await page
      .getByTestId('connection-bar')
      .getByText(/^No connection/)
      .waitFor({ state: 'detached' });
  });

  describe('a page that begins', () => {
    const withoutWorker = async (locale = 'en-GB') => {
      const storageState = await context.storageState();
      const own = await browser!.newContext({ storageState, locale, serviceWorkers: 'block' });
      return own.newPage();
    };

    test('stays where the browser lets no service worker in', async () => {
      const page = await withoutWorker();
      let loads = 0;
      page.on('load', () => loads++);
      const refused = page.waitForEvent('console', (line) => /Service Worker registration blocked/.test(line.text()));
      await Promise.all([open(page), refused]);
      await page.waitForTimeout(500);
      expect(loads).toBe(1);
      await page.context().close();
    });

    test('starts anew by itself when a part of it did not come', async () => {
      const page = await withoutWorker();
      let left = 1;
      await page.route('**/assets/desk-*.js', (route) => (left-- > 0 ? route.abort() : route.continue()));
      await open(page);
      expect(left).toBeLessThan(0);
      await page.context().close();
    });

    test('says what to do when it did not come twice', async () => {
      const page = await withoutWorker('ru-RU');
      await page.route('**/assets/ru-*.js', (route) => route.abort());
      await page.goto(`${desk.url}/inbox/open`);
      await page.getByRole('alert').getByText('Отклик не загрузился').waitFor();
      await page.unroute('**/assets/ru-*.js');
      await page.getByRole('button', { name: 'Загрузить снова' }).click();
      await page.locator('html[data-line="live"]').waitFor({ state: 'attached' });
      await page.context().close();
    });
  });
});
