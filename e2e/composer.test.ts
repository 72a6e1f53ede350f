// Nothing typed is ever lost: one answer on two devices, a page that is killed, two agents in one ticket, macros, mentions, later.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, BrowserContext, Locator } from 'playwright-core';
import { AgentScreen, comesToBe } from './agent-screen.js';
import { launchBrowser } from './browser.mjs';
import { type DeskCaller, RunningDesk } from './running-desk.js';

jest.setTimeout(120_000);
const browser: Browser | null = await launchBrowser();
const inBrowser = browser ? describe : describe.skip;

const PASSWORD = 'correct horse battery staple';
const MARIA = { name: 'Maria Stone', email: 'maria@lipa.example' };
const TOM = { name: 'Tom Brown', email: 'tom@lipa.example' };
const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

inBrowser('the composer', () => {
  let desk: RunningDesk;
  let call: DeskCaller;
  let maria: AgentScreen;
  let tom: AgentScreen;
  let home: BrowserContext;
  let customers = 800;

  const device = async (viewport: typeof WIDE, who: typeof TOM): Promise<[AgentScreen, BrowserContext]> => {
    const context = await browser!.newContext({ viewport, locale: 'en-GB' });
    const screen = new AgentScreen(await context.newPage(), desk.url);
    await screen.signIn(who.email, PASSWORD);
    return [screen, context];
  };
  /** A customer writes; these words name their ticket. */
  const customer = (firstName: string, words: string) => {
    const who = { id: ++customers, firstName, lastName: 'Lind', username: `c${customers}`, languageCode: 'en' };
    desk.telegram.customerWrites(who, words);
    return who;
  };
  const composer = (screen: AgentScreen): Locator => screen.page.getByTestId('composer');
  const field = (screen: AgentScreen): Locator => composer(screen).getByRole('textbox').first();
  const types = async (screen: AgentScreen, words: string) => {
    await field(screen).click();
    await screen.page.keyboard.press('Control+End');
    await screen.page.keyboard.type(words);
  };
  /** The desk has all that was typed. */
  const kept = (screen: AgentScreen) =>
    screen.page.locator('[data-testid="composer"][data-kept]:not([data-kept="0"])').waitFor();
  const says = (screen: AgentScreen, words: string) => field(screen).filter({ hasText: words }).waitFor();
  const settles = async (check: () => Promise<boolean>) => {
    for (const end = Date.now() + 15_000; !(await check()); await new Promise((r) => setTimeout(r, 100)))
      if (Date.now() > end) throw new Error(`Never came true: ${check}`);
  };
  const sends = (screen: AgentScreen) => screen.page.keyboard.press('Control+Enter');

  beforeAll(async () => {
    desk = await RunningDesk.start();
    call = await desk.signIn();
    await desk.connectTelegram(call);
    for (const who of [MARIA, TOM]) await call('POST', '/api/v1/agents', { ...who, role: 'lead', password: PASSWORD });
    [maria, home] = await device(WIDE, MARIA);
    [tom] = await device(WIDE, TOM);
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  test('a draft follows its agent to another device, and back', async () => {
    customer('Vera', 'Where is my parcel?');
    await maria.open('Where is my parcel?');
    await types(maria, 'Dear Vera,');
    await kept(maria);
    const [phone, away] = await device(PHONE, MARIA);
    await phone.open('Where is my parcel?');
    await says(phone, 'Dear Vera,');
    await types(phone, ' it comes today.');
    await kept(phone);
    await says(maria, 'Dear Vera, it comes today.');
    await maria.page.getByRole('button', { name: /^My drafts/ }).click();
    await maria.page.getByRole('dialog').getByText('Dear Vera, it comes today.').click();
    await says(maria, 'Dear Vera, it comes today.');
    await field(maria).click();
    await sends(maria);
    await maria.messages.filter({ hasText: 'Dear Vera, it comes today.' }).waitFor();
    // What was sent on one device is no draft on the other.
    await field(phone).filter({ hasNotText: 'Dear Vera' }).waitFor();
    await away.close();
  });

  test('what is typed before the editor has come is written there and kept, and presses no keys of the page', async () => {
    customer('Xena', 'Are you quick?');
    await maria.row('Are you quick?').waitFor();
    const context = await browser!.newContext({
      ...{ viewport: WIDE, locale: 'en-GB', serviceWorkers: 'block', storageState: await home.storageState() },
    });
    let come = () => {};
    const coming = new Promise<void>((comes) => {
      come = comes;
    });
    await context.route(/\/assets\/editor-.*\.js/, async (route) => {
      await coming;
      await route.continue();
    });
    const quick = new AgentScreen(await context.newPage(), desk.url);
    await quick.view('open');
    await quick.open('Are you quick?');
    await quick.page.keyboard.press('r');
    await quick.page.keyboard.type('As a hand, and solve it');
    come();
    await says(quick, 'As a hand, and solve it');
    await kept(quick);
    await context.close();
  });

  test('a page that is killed while its agent types loses nothing', async () => {
    customer('Olaf', 'My lamp is broken');
    await maria.open('My lamp is broken');
    await types(maria, 'I am sorry to hear that');
    const killed = await home.newCDPSession(maria.page);
    void killed.send('Page.crash').catch(() => undefined);
    await maria.page.waitForEvent('crash');
    maria = new AgentScreen(await home.newPage(), desk.url);
    await maria.view('open');
    await maria.open('My lamp is broken');
    await says(maria, 'I am sorry to hear that');
    await kept(maria);
  });

  test('a colleague sees who writes, and what, when they ask; the writer knows', async () => {
    await tom.open('My lamp is broken');
    await types(maria, ', Olaf');
    await tom.page.getByTestId('typing-strip').getByText('Maria Stone is writing a reply').waitFor();
    await tom.page.getByTestId('typing-strip').getByRole('button', { name: 'Show' }).click();
    const seen = tom.page.getByTestId('live-draft');
    await seen.getByText('I am sorry to hear that, Olaf').waitFor();
    await maria.page.getByText('Sees what you write: Tom Brown').waitFor();
    await types(maria, '. A new one is on its way');
    await seen.getByText('A new one is on its way').waitFor();
    await tom.page.getByTestId('typing-strip').getByRole('button', { name: 'Hide' }).click();
    await maria.page.getByText('Sees what you write').waitFor({ state: 'detached' });
  });

  test('whoever is about to answer a second time is told first, and keeps their words', async () => {
    await types(tom, 'We will call you');
    await sends(tom);
    await maria.messages.filter({ hasText: 'We will call you' }).waitFor();
    await maria.page.getByText(/^Tom Brown replied .* ago, after you began\.$/).waitFor();
    await field(maria).click();
    await sends(maria);
    await maria.page.getByText('Yours was not sent and is kept here.').waitFor();
    expect(await maria.messages.filter({ hasText: 'A new one' }).count()).toBe(0);
    await says(maria, 'A new one is on its way');
    await maria.page.getByTestId('crossed').getByRole('button', { name: 'Send anyway' }).click();
    await maria.messages.filter({ hasText: 'A new one is on its way' }).waitFor();
  });

  test('whoever steps from ticket to ticket while they write leaves each its own words', async () => {
    const names = ['Una', 'Vik', 'Wim'];
    for (const name of names) {
      customer(name, `${name} asks`);
      await maria.row(`${name} asks`).waitFor();
    }
    const press = (key: string) => maria.page.keyboard.press(key);
    // Nothing is waited for but that the other ticket stands there: a hand is as quick.
    const writes = async (words: string) => {
      await press('r');
      await maria.page.keyboard.type(words);
      await press('Escape');
    };
    const stepsTo = async (key: string, name: string) => {
      await press(key);
      await maria.title.getByText(name).waitFor();
    };
    await maria.open('Una asks');
    await writes('For Una');
    await stepsTo('j', 'Vik');
    await writes('For Vik');
    await stepsTo('j', 'Wim');
    await writes('For Wim');
    await stepsTo('k', 'Vik');
    await writes(' too');
    await stepsTo('k', 'Una');
    await writes(' too');
    // What was written elsewhere cannot be brought back here.
    await press('r');
    for (let times = 0; times < 8; times += 1) await press('Control+z');
    await comesToBe(() => field(maria).innerText(), 'For Una');
    for (let times = 0; times < 8; times += 1) await press('Control+y');
    await comesToBe(() => field(maria).innerText(), 'For Una too');
    for (const [name, words] of [
      ['Vik', 'For Vik too'],
      ['Wim', 'For Wim'],
      ['Una', 'For Una too'],
    ] as const) {
      await maria.row(`${name} asks`).click();
      await maria.title.getByText(name).waitFor();
      await settles(async () => (await field(maria).innerText()) === words);
    }
  });

  test('a macro is a start: its words are changed, its actions left out or done', async () => {
    await call('POST', '/api/v1/macros', {
      name: 'Late parcel',
      scope: 'shared',
      text: 'Hello {{customer.first_name|there}}, it is late.',
      html: '<p>Hello {{customer.first_name|there}}, it is late.</p>',
      actions: [
        { do: 'priority', priority: 3 },
        { do: 'add-tags', names: ['late'] },
      ],
    });
    await call('POST', '/api/v1/fields', {
      of: 'ticket',
      label: 'Plan',
      type: 'choice',
      required: false,
      choices: [{ label: 'Gold' }, { label: 'Free' }],
    });
    await call('POST', '/api/v1/macros', {
      name: 'Plans',
      scope: 'shared',
      text: 'Your plan is {{field.plan}}',
      html: '<p>Your plan is {{field.plan}}</p>',
      actions: [
        { do: 'set-fields', values: { plan: 'gold' } },
        { do: 'snooze', day: 'monday', time: '09:00' },
      ],
    });
    customer('Nina', 'Still waiting here');
    await maria.open('Still waiting here');
    await types(maria, '/late');
    await maria.page.getByTestId('suggestions').getByText('Hello {{customer.first_name|there}}').waitFor();
    await maria.page.keyboard.press('Enter');
    await says(maria, 'Hello Nina, it is late.');
    const chips = maria.page.getByTestId('actions');
    await chips.getByText('Tag: late').waitFor();
    await chips.getByRole('button', { name: 'Leave out: Priority: Urgent' }).click();
    await types(maria, ' So sorry!');
    await sends(maria);
    await maria.messages.filter({ hasText: 'Hello Nina, it is late. So sorry!' }).waitFor();
    // What was to follow is done to the ticket, and what was left out is not.
    const [row] = (await call<{ items: { id: string; priority: number }[] }>('GET', '/api/v1/tickets?q=Nina')).items;
    await settles(async () => (await call<{ tags: number[] }>('GET', `/api/v1/tickets/${row!.id}`)).tags.length === 1);
    expect(row!.priority).toBe(1);
  });

  test('a macro says what is not known, fills a field and puts to sleep until Monday when it is sent', async () => {
    customer('Petra', 'Which plan have I');
    await maria.open('Which plan have I');
    await types(maria, '/plans');
    await maria.page.getByTestId('suggestions').getByText('Your plan is').waitFor();
    await maria.page.keyboard.press('Enter');
    await says(maria, 'Your plan is …');
    const told = maria.page.getByTestId('unfilled');
    await told.getByText(/Plan/).waitFor();
    const chips = maria.page.getByTestId('actions');
    await chips.getByText('Plan: Gold').waitFor();
    await chips.getByText('Snooze: on Monday').waitFor();
    await maria.page.keyboard.press('Backspace');
    await told.waitFor({ state: 'detached' });
    await types(maria, 'the golden one.');
    await sends(maria);
    await maria.messages.filter({ hasText: 'Your plan is the golden one.' }).waitFor();
    const [row] = (await call<{ items: { id: string }[] }>('GET', '/api/v1/tickets?q=Petra')).items;
    await settles(async () => {
      const ticket = await call<{ fields: { plan?: string }; snoozedUntil: string | null }>(
        'GET',
        `/api/v1/tickets/${row!.id}`,
      );
      return ticket.fields.plan === 'gold' && ticket.snoozedUntil !== null;
    });
  });

  test('a note names a colleague, by a few letters', async () => {
    await composer(maria).getByRole('tab', { name: 'Note' }).click();
    await types(maria, 'Please look, @to');
    await maria.page.getByTestId('suggestions').getByRole('option', { name: 'Tom Brown' }).waitFor();
    await maria.page.keyboard.press('Enter');
    await sends(maria);
    const note = maria.messages.filter({ hasText: 'Please look' });
    await note.locator('span', { hasText: /^@Tom Brown$/ }).waitFor();
  });

  test('a reply for later waits, is held back when the customer writes, and goes when its agent says so', async () => {
    const ida = customer('Ida', 'Call me tomorrow');
    await maria.open('Call me tomorrow');
    await types(maria, 'Good morning, Ida');
    await composer(maria).getByRole('button', { name: 'More ways to send' }).click();
    await maria.page.getByRole('menuitem', { name: /^Tomorrow/ }).click();
    const later = maria.page.getByTestId('scheduled');
    await later.getByText(/^Goes out /).waitFor();
    desk.telegram.customerWrites(ida, 'It is solved, thanks');
    await later.getByText('Held back: the customer wrote before it went out.').waitFor();
    await later.getByRole('button', { name: 'Edit' }).click();
    await says(maria, 'Good morning, Ida');
    await types(maria, ', glad to hear');
    await sends(maria);
    await maria.messages.filter({ hasText: 'Good morning, Ida, glad to hear' }).waitFor();
    expect(await later.count()).toBe(0);
  });
});
