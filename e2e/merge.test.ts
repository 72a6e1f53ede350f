// Two people at one matter, in two real browsers: merged while the other writes, undone, deleted and restored.
import { afterAll, beforeAll, describe, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { sendMail } from '../apps/api/test/standins/mail-standin.js';
import { AgentScreen, comesToBe } from './agent-screen.js';
import { launchBrowser } from './browser.mjs';
import { MAILBOX, OWNER, RunningDesk } from './running-desk.js';

jest.setTimeout(120_000);
const browser: Browser | null = await launchBrowser();
const inBrowser = browser ? describe : describe.skip;

const LENA = { name: 'Lena Berg', address: 'lena@customer.example' };
const ANNA = { email: 'anna@lipa.example', password: 'correct horse battery staple', name: 'Anna Koleva' };

inBrowser('one matter, two tickets', () => {
  let desk: RunningDesk;
  let owner: AgentScreen;
  let anna: AgentScreen;

  const enter = async (email: string, password: string): Promise<AgentScreen> => {
    const context = await browser!.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    const screen = new AgentScreen(await context.newPage(), desk.url);
    await screen.signIn(email, password);
    return screen;
  };
  const strip = (page: Page) => page.getByTestId('gone');
  const writes = (subject: string, text: string) => sendMail(desk.smtpPort, { from: LENA, to: MAILBOX, subject, text });

  beforeAll(async () => {
    desk = await RunningDesk.start();
    const call = await desk.signIn();
    await call('POST', '/api/v1/agents', { ...ANNA, role: 'agent' });
    [owner, anna] = await Promise.all([enter(OWNER.email, OWNER.password), enter(ANNA.email, ANNA.password)]);
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  test('is merged while the other is writing: their words go where they will be read', async () => {
    await writes('Where is my parcel', 'I ordered a lamp on Monday.');
    await owner.row('Where is my parcel').waitFor();
    await writes('Parcel with the lamp', 'I ordered a lamp on Monday and have heard nothing.');
    await anna.open('Parcel with the lamp');
    const editor = anna.page.getByTestId('composer').getByRole('textbox').first();
    await editor.click();
    await anna.page.keyboard.type('Dear Lena, I am looking');

    await owner.open('Parcel with the lamp');
    await owner.page.getByTestId('alike').waitFor();
    await owner.page.keyboard.press('m');
    const dialog = owner.page.getByRole('dialog');
    await dialog.getByTestId('ticket-choices').getByRole('button', { name: 'Where is my parcel' }).click();
    await dialog.getByText('This one stays').waitFor();
    await dialog.getByRole('button', { name: /^Merge #\d+ into #\d+$/ }).click();
    await owner.title.getByText('Where is my parcel').waitFor();
    await owner.messages.filter({ hasText: 'have heard nothing' }).waitFor();

    await strip(anna.page).getByText('The words you had not sent have moved').waitFor();
    await strip(anna.page)
      .getByRole('button', { name: /^Open #/ })
      .click();
    await anna.title.getByText('Where is my parcel').waitFor();
    await anna.page.getByTestId('composer').getByText('Dear Lena, I am looking').waitFor();
    await comesToBe(() => anna.messages.count(), 2);
    await comesToBe(() => anna.row('Parcel with the lamp').count(), 0);
  });

  test('and two again by Undo, in both browsers; what was not sent stays', async () => {
    await owner.page.getByRole('button', { name: 'What else can be done' }).click();
    await owner.page.getByRole('menuitem', { name: /^Undo the merge of #/ }).click();
    await owner.title.getByText('Parcel with the lamp').waitFor();
    await anna.messages.filter({ hasText: 'have heard nothing' }).waitFor({ state: 'detached' });
    await anna.page.getByTestId('composer').getByText('Dear Lena, I am looking').waitFor();
    await anna.row('Parcel with the lamp').waitFor();
  });

  test('is deleted and restored: gone for everybody, and back with everything', async () => {
    await anna.open('Parcel with the lamp');
    await owner.page.getByRole('button', { name: 'What else can be done' }).click();
    await owner.page.getByRole('menuitem', { name: 'Delete' }).click();
    await owner.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await owner.row('Parcel with the lamp').waitFor({ state: 'detached' });
    await strip(anna.page).getByText('In the trash').waitFor();
    await comesToBe(() => anna.page.getByTestId('composer').count(), 0);

    await owner.page.goto(`${desk.url}/settings/trash`);
    const row = owner.page.getByTestId('trash').getByRole('listitem').filter({ hasText: 'Parcel with the lamp' });
    await row.getByRole('button', { name: 'Restore' }).click();
    await owner.messages.filter({ hasText: 'have heard nothing' }).waitFor();
    await anna.page.getByTestId('composer').waitFor();
    await anna.row('Parcel with the lamp').waitFor();
  });

  test('an address names one message, and brings it into sight', async () => {
    const line = owner.messages.filter({ hasText: 'have heard nothing' });
    const id = await line.getAttribute('id');
    await anna.page.goto(`${desk.url}${new URL(owner.page.url()).pathname}#${id}`);
    await anna.page.locator(`#${id}[data-sought]`).waitFor();
  });
});
