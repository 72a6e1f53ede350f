// What happens after a message was written, in a real browser: an edit with its earlier wording, one person on two channels, a split.
import { afterAll, beforeAll, describe, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { sendMail } from '../apps/api/test/standins/mail-standin.js';
import { AgentScreen, comesToBe } from './agent-screen.js';
import { launchBrowser } from './browser.mjs';
import { MAILBOX, OWNER, RunningDesk } from './running-desk.js';

jest.setTimeout(120_000);
const browser: Browser | null = await launchBrowser();
const inBrowser = browser ? describe : describe.skip;

const VERA = { id: 702, firstName: 'Vera', lastName: 'Lind', username: 'veralind', languageCode: 'en' };
const MAIL = { name: 'Vera Lind', address: 'vera@customer.example' };

inBrowser('afterwards', () => {
  let desk: RunningDesk;
  let agent: AgentScreen;

  beforeAll(async () => {
    desk = await RunningDesk.start();
    const call = await desk.signIn();
    await desk.connectTelegram(call);
    const page = await (
      await browser!.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
    ).newPage();
    agent = new AgentScreen(page, desk.url);
    await agent.signIn(OWNER.email, OWNER.password);
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  test('an edit shows, and what it said before on demand', async () => {
    const id = desk.telegram.customerWrites(VERA, 'Please send it on Friday');
    await agent.open('Please send it on Friday');
    desk.telegram.customerEdits(VERA, id, 'Please send it on Monday');
    const line = agent.messages.filter({ hasText: 'Please send it on Monday' });
    await line.getByRole('button', { name: 'edited' }).click();
    await line.getByText('Please send it on Friday').waitFor();
  });

  test('two cards become one, and two again by Undo', async () => {
    await sendMail(desk.smtpPort, {
      from: MAIL,
      to: MAILBOX,
      subject: 'My second question',
      text: 'By mail this time.',
    });
    await agent.open('My second question');
    const card = agent.page.getByTestId('customer-card');
    await card.getByRole('button', { name: 'More about the customer' }).click();
    await agent.page.getByRole('menuitem', { name: 'Merge with another card' }).click();
    const dialog = agent.page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('vera');
    await dialog.getByRole('button', { name: 'Vera Lind' }).click();
    await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
    await card.getByText('@veralind').waitFor();
    await card.getByRole('link', { name: 'Please send it on Monday' }).waitFor();
    await agent.page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
    await card.getByText('@veralind').waitFor({ state: 'detached' });
    await comesToBe(() => card.getByText(MAIL.address).count(), 1);
  });

  test('a message that is about something else gets a ticket of its own, and returns', async () => {
    desk.telegram.customerWrites(VERA, 'And something else entirely');
    await agent.open('And something else entirely');
    const line = agent.messages.filter({ hasText: 'And something else entirely' });
    await line.hover();
    await line.getByRole('button', { name: 'About this message' }).click();
    await agent.page.getByRole('menuitem', { name: /^Split out from here/ }).click();
    await agent.page.getByRole('link', { name: /^split out of #/ }).waitFor();
    await comesToBe(() => agent.messages.count(), 1);
    await agent.page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
    await agent.messages.filter({ hasText: 'Please send it on Monday' }).waitFor();
    await line.waitFor();
  });
});
