// The queue with two people at it: what one chooses, puts to sleep and gives away the other sees at once; back again; views of one's own; no mouse.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { sendMail } from '../apps/api/test/standins/mail-standin.js';
import { AgentScreen, comesToBe } from './agent-screen.js';
import { launchBrowser } from './browser.mjs';
import { type DeskCaller, MAILBOX, OWNER, RunningDesk } from './running-desk.js';

jest.setTimeout(240_000);
const browser: Browser | null = await launchBrowser();
const inBrowser = browser ? describe : describe.skip;

const VERA = { name: 'Vera Lis', email: 'vera@lipa.example', password: 'a teapot made of copper' };
const SUBJECTS = ['Broken kettle', 'Wrong size', 'No invoice', 'Late parcel', 'Cannot sign in', 'Tea of linden'];

inBrowser('the queue', () => {
  let desk: RunningDesk;
  let call: DeskCaller;
  let olga: AgentScreen;
  let vera: AgentScreen;
  const faults: string[] = [];

  const screen = async (who: { email: string; password: string }): Promise<AgentScreen> => {
    const context = await browser!.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    const page = await context.newPage();
    page.setDefaultTimeout(45_000);
    page.on('pageerror', (error) => faults.push(error.message));
    const agent = new AgentScreen(page, desk.url);
    await agent.signIn(who.email, who.password);
    return agent;
  };
  const at = async (agent: AgentScreen, view: string) => {
    await agent.view(view);
    await agent.page.getByTestId('ticket-row').first().waitFor();
  };
  const shows = (page: Page) =>
    page
      .getByTestId('ticket-row')
      .evaluateAll(
        (rows, subjects) => rows.map((row) => subjects.find((one) => row.textContent!.includes(one))),
        SUBJECTS,
      );
  const press = async (page: Page, ...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };

  beforeAll(async () => {
    desk = await RunningDesk.start();
    call = await desk.signIn();
    await call('POST', '/api/v1/agents', { ...VERA, role: 'agent', locale: 'en' });
    for (const [index, subject] of SUBJECTS.entries()) {
      const from = { name: `Customer ${index}`, address: `customer${index}@customer.example` };
      await sendMail(desk.smtpPort, { from, to: MAILBOX, subject, text: `Please help: ${subject}` });
      for (let open = 0; open <= index; ) open = (await call<{ open: number }>('GET', '/api/v1/tickets/counts')).open;
    }
    [olga, vera] = [await screen(OWNER), await screen(VERA)];
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  test('three put to sleep with one key leave the other screen, and one word brings them back', async () => {
    await at(vera, 'open');
    await at(olga, 'open');
    await press(olga.page, 'j', 'x', 'Shift+J', 'Shift+J');
    await olga.page.getByTestId('bulk-bar').getByText('3 chosen').waitFor();
    await press(olga.page, 's');
    await olga.page.getByTestId('chooser').waitFor();
    await press(olga.page, 'ArrowDown', 'Enter');
    // Each of the three goes by news of its own: all are waited for before the rest is looked at.
    for (const subject of SUBJECTS.slice(0, 3)) await vera.row(subject).waitFor({ state: 'detached' });
    expect(await shows(vera.page)).toEqual(SUBJECTS.slice(3));
    await vera.page.getByRole('link', { name: 'Snoozed, 3' }).click();
    for (const subject of SUBJECTS.slice(0, 3)) await vera.row(subject).waitFor();
    await olga.page.getByRole('button', { name: 'Undo' }).click();
    for (const subject of SUBJECTS.slice(0, 3)) await vera.row(subject).waitFor({ state: 'detached' });
    await vera.page.getByRole('heading', { name: 'Nothing sleeps' }).waitFor();
    await at(vera, 'open');
    // What the browser remembers of the queue comes first, the desk's own list after it.
    for (const subject of SUBJECTS) await vera.row(subject).waitFor();
    expect(await shows(vera.page)).toEqual(SUBJECTS);
  });

  test('what changes between the first answer and the first word on the wire is seen all the same', async () => {
    const { items } = await call<{ items: { id: string; subject: string }[] }>('GET', '/api/v1/tickets?view=open');
    const ticketIds = items.filter((one) => one.subject === 'Late parcel').map((one) => one.id);
    let hold = () => {};
    const held = new Promise<void>((resolve) => {
      hold = resolve;
    });
    await vera.page.route('**/socket.io/**', (route) => held.then(() => route.continue()));
    const answered = vera.page.waitForResponse(/\/api\/v1\/tickets\?view=open/);
    await at(vera, 'open');
    await (await answered).finished();
    const until = new Date(Date.now() + 3_600_000).toISOString();
    await call('POST', '/api/v1/tickets/bulk', { ticketIds, action: { do: 'snooze', until } });
    hold();
    await vera.row('Late parcel').waitFor({ state: 'detached' });
    await vera.page.unroute('**/socket.io/**');
    await call('POST', '/api/v1/tickets/bulk', { ticketIds, action: { do: 'snooze', until: null } });
    await vera.row('Late parcel').waitFor();
  });

  test('whoever steps quicker than the address follows is at the last ticket, and at nothing they have left since', async () => {
    const { page } = olga;
    await at(olga, 'open');
    await olga.row(SUBJECTS[0]!).click();
    await olga.title.filter({ hasText: SUBJECTS[0]! }).waitFor();
    // One upon the other: none waits for what the one before has led to.
    const quickly = (...keys: string[]) => Promise.all(keys.map((key) => page.keyboard.press(key)));
    const elsewhere = page.locator('a[href*="/inbox/mine"]').first();
    await quickly('j', 'j', 'j', 'k');
    await olga.title.filter({ hasText: SUBJECTS[2]! }).waitFor();
    await comesToBe(async () => page.url().includes((await olga.title.getAttribute('data-of')) ?? 'nothing'), true);
    expect(await page.locator('[aria-current=true][data-testid=ticket-row]').textContent()).toContain(SUBJECTS[2]!);
    await Promise.all([quickly('j'), elsewhere.evaluate((link) => (link as HTMLElement).click())]);
    await page.waitForURL('**/inbox/mine*');
    await page.waitForTimeout(300);
    expect(new URL(page.url()).pathname).toBe('/inbox/mine');
    expect(faults).toEqual([]);
  });

  test('many given to one person at once stand in their list; what could not be done is named', async () => {
    const { items } = await call<{ items: { id: string; subject: string }[] }>('GET', '/api/v1/tickets?view=open');
    const solved = items.find((one) => one.subject === 'Late parcel')!.id;
    await vera.page.goto(`${desk.url}/inbox/mine`);
    await vera.page.getByRole('heading', { name: 'Nothing is yours yet' }).waitFor();
    await at(olga, 'open');
    await olga.page.getByRole('checkbox', { name: 'Choose Customer 0' }).click();
    await olga.page.getByRole('checkbox', { name: 'Choose Customer 1' }).click();
    await press(olga.page, 'a');
    await olga.page.getByTestId('chooser').getByRole('combobox').fill('vera');
    await press(olga.page, 'Enter');
    await vera.row('Broken kettle').waitFor();
    await vera.row('Wrong size').waitFor();
    // What a colleague solved meanwhile cannot be put to sleep: it is said by its number, the rest is done.
    await call('POST', `/api/v1/tickets/${solved}/state`, { state: 'solved' });
    const done = await call<{ done: number; failed: { ticketId: string }[] }>('POST', '/api/v1/tickets/bulk', {
      ticketIds: [solved],
      action: { do: 'snooze', until: new Date(Date.now() + 3_600_000).toISOString() },
    });
    expect([done.done, done.failed.map((one) => one.ticketId)]).toEqual([0, [solved]]);
  });

  test('a view of one’s own is made from the list and holds what belongs, while others change it', async () => {
    await at(olga, 'unassigned');
    await olga.page.getByTestId('list-menu').click();
    await olga.page.getByRole('menuitem', { name: 'Save as a view of mine…' }).click();
    const editor = olga.page.getByRole('dialog');
    await editor.getByLabel('Name').fill('Urgent and nobody’s');
    await editor.getByRole('button', { name: 'Condition', exact: true }).click();
    await olga.page.keyboard.type('Priority');
    await press(olga.page, 'Enter');
    await editor.getByText('Finish the marked lines').waitFor();
    await editor.getByLabel('With what').last().click();
    await olga.page.getByRole('option', { name: 'Urgent' }).click();
    await press(olga.page, 'Escape');
    await editor.getByText('0 fit now').waitFor();
    await editor.getByRole('button', { name: 'Save' }).click();
    await olga.page.getByRole('heading', { name: 'Urgent and nobody’s', level: 1 }).waitFor();
    await olga.page.getByRole('heading', { name: 'Nothing stands in this view' }).waitFor();
    await at(vera, 'unassigned');
    await vera.open('Cannot sign in');
    await press(vera.page, 'Escape');
    await vera.page.getByTestId('composer').waitFor({ state: 'detached' });
    await press(vera.page, 'p');
    await vera.page.getByTestId('chooser').waitFor();
    await press(vera.page, 'Enter');
    await olga.row('Cannot sign in').waitFor();
    expect(await shows(olga.page)).toEqual(['Cannot sign in']); // it was empty before: nothing else can be on its way
    await olga.page.getByRole('link', { name: 'Urgent and nobody’s, 1' }).waitFor();
    await press(vera.page, 'a');
    await vera.page.getByTestId('chooser').waitFor();
    await press(vera.page, 'Enter');
    await olga.row('Cannot sign in').waitFor({ state: 'detached' });
  });

  test('without a mouse: look, choose, open, sleep, wake, go', async () => {
    await at(olga, 'open');
    const { page } = olga;
    await press(page, 'j', ' ');
    await page.getByTestId('peek').getByText('Please help: Broken kettle').waitFor();
    await press(page, 'j');
    await page.getByTestId('peek').getByText('Please help: Wrong size').waitFor();
    await press(page, 'Escape');
    await page.getByTestId('peek').waitFor({ state: 'detached' });
    await press(page, 'Enter');
    await page.getByTestId('ticket-title').filter({ visible: true }).getByText('Wrong size').waitFor();
    await press(page, 's');
    await page.getByTestId('chooser').waitFor();
    await press(page, 'Enter');
    await page.getByTestId('snooze-chip').waitFor();
    await page.getByRole('log').locator('[data-event="ticket.snoozed"]').waitFor();
    await press(page, 's');
    await page.getByRole('option', { name: 'Wake it now' }).waitFor();
    await press(page, 'Enter');
    await page.getByTestId('snooze-chip').waitFor({ state: 'detached' });
    await press(page, 'g', 'm');
    await page.getByRole('heading', { name: 'Mine', level: 1 }).waitFor();
    await press(page, 'Shift+?');
    await page.getByRole('dialog').getByText('A closer look without opening').waitFor();
  });

  test('a second visit shows the last queue before the desk has answered; another person never sees it', async () => {
    const { page } = olga;
    await at(olga, 'open');
    await olga.row('Tea of linden').waitFor();
    await page.waitForFunction(() => localStorage.getItem('otklik.last-known')?.includes('Tea of linden'));
    const known = await shows(page);
    let answer = () => {};
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/api/v1/**', async (route) => {
      await answered;
      await route.fallback();
    });
    await page.reload({ waitUntil: 'domcontentloaded' });
    await page.getByTestId('ticket-row').first().waitFor();
    expect(await shows(page)).toEqual(known);
    // Since then another language was chosen elsewhere: it comes with the answer.
    await call('PATCH', '/api/v1/me', { locale: 'bg' });
    answer();
    await page.locator('html[lang=bg]').waitFor();
    await page.getByRole('button', { name: /^Owner/ }).click();
    await page.getByRole('menuitem', { name: 'Изход' }).click();
    await page.getByRole('button', { name: 'Влизане' }).waitFor();
    expect(await page.evaluate(() => localStorage.getItem('otklik.last-known'))).toBeNull();
    expect(faults).toEqual([]);
  });
});
