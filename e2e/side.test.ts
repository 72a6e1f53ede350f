// Somebody else is asked about a ticket: two agents see it live, the customer nothing; and many tickets become one, and many again.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { sendMail } from '../apps/api/test/standins/mail-standin.js';
import { AgentScreen, comesToBe } from './agent-screen.js';
import { axeFaults } from './axe.js';
import { launchBrowser } from './browser.mjs';
import { type DeskCaller, MAILBOX, OWNER, RunningDesk } from './running-desk.js';

jest.setTimeout(120_000);
const browser: Browser | null = await launchBrowser();
const inBrowser = browser ? describe : describe.skip;
const COLLEAGUE = { email: 'boris@lipa.example', password: 'another good long password' };

inBrowser('beside a ticket', () => {
  let desk: RunningDesk;
  let call: DeskCaller;
  let anna: AgentScreen;
  let boris: AgentScreen;

  const mail = (from: string, subject: string, text: string) =>
    sendMail(desk.smtpPort, { from, to: MAILBOX, subject, text });
  const screen = async (who: { email: string; password: string }) => {
    const context = await browser!.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    const agent = new AgentScreen(await context.newPage(), desk.url);
    await agent.signIn(who.email, who.password);
    return agent;
  };

  beforeAll(async () => {
    desk = await RunningDesk.start();
    call = await desk.signIn();
    await call('POST', '/api/v1/agents', { ...COLLEAGUE, name: 'Boris', role: 'agent' });
    await mail('Maria Field <maria@example.com>', 'A torn jacket', 'The sleeve of my jacket came off.');
    [anna, boris] = [await screen(OWNER), await screen(COLLEAGUE)];
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  test('an agent asks about one message by keyboard, and a colleague sees the answer come, live', async () => {
    await anna.open('A torn jacket');
    await boris.open('A torn jacket');
    await boris.page.keyboard.press('w');
    await boris.page.getByRole('region', { name: 'Side conversations' }).waitFor();
    await anna.messages
      .first()
      .getByRole('button', { name: /message/i })
      .first()
      .click();
    await anna.page.getByRole('menuitem', { name: 'Ask somebody else about this' }).click();
    const panel = anna.page.getByRole('region', { name: 'Side conversations' });
    const to = panel.locator('#side-to');
    await to.fill('warehouse@parts.example');
    await to.press('Enter');
    const words = panel.getByRole('textbox', { name: 'What do you want to say?' });
    await words.filter({ hasText: 'The sleeve of my jacket came off.' }).waitFor();
    await words.click();
    await anna.page.keyboard.press('Control+Home');
    await anna.page.keyboard.type('Have you another one?');
    await anna.page.keyboard.press('Control+Enter');
    await panel.getByTestId('side-message').filter({ hasText: 'Have you another one?' }).waitFor();
    const [sent] = await desk.mail.mailsTo('warehouse@parts.example', 1, 30_000);
    expect(sent!.subject).toBe('A torn jacket');
    expect(sent!.text).toContain('The sleeve of my jacket came off.');
    // Boris, who has the panel open, sees it, goes in, and is there when the answer comes.
    const his = boris.page.getByRole('region', { name: 'Side conversations' });
    await his.getByRole('button', { name: 'Close', exact: true }).click();
    await boris.page.getByTestId('side-button').filter({ visible: true }).click();
    await his.getByTestId('side-row').filter({ hasText: 'Waiting for them' }).click();
    await sendMail(desk.smtpPort, {
      from: 'The warehouse <warehouse@parts.example>',
      to: sent!.replyTo!,
      subject: `Re: ${sent!.subject}`,
      text: 'Two of them, in red.',
      inReplyTo: sent!.messageId!,
    });
    for (const one of [anna, boris])
      await one.page.getByTestId('side-message').filter({ hasText: 'Two of them, in red.' }).waitFor();
    await anna.page
      .locator('[data-event="side.answered"]')
      .filter({ hasText: 'answered in a side conversation' })
      .waitFor();
    expect(await anna.messages.filter({ hasText: 'Two of them, in red.' }).count()).toBe(0);
    // He answers in place; she reads it without a reload. The customer has heard nothing.
    await his.getByRole('textbox', { name: /^Write to/ }).click();
    await boris.page.keyboard.type('One, please.');
    await boris.page.keyboard.press('Control+Enter');
    await anna.page.getByTestId('side-message').filter({ hasText: 'One, please.' }).waitFor();
    await desk.mail.mailsTo('warehouse@parts.example', 2, 30_000);
    expect(await desk.mail.mailsTo('maria@example.com', 0)).toEqual([]);
    expect(await axeFaults(anna.page, '[data-testid="side-panel"]')).toEqual([]);
  });

  test('it is closed and opened again, and half a sentence survives a reload', async () => {
    const panel = anna.page.getByRole('region', { name: 'Side conversations' });
    await panel.getByRole('button', { name: 'What else can be done with this conversation' }).click();
    await anna.page.getByRole('menuitem', { name: 'Close this conversation' }).click();
    await panel.getByText('Closed', { exact: true }).waitFor();
    await boris.page.getByTestId('side-panel').getByText('Closed', { exact: true }).waitFor();
    await panel.getByRole('textbox', { name: /^Write to/ }).click();
    await anna.page.keyboard.type('Half a sen');
    await anna.page.reload();
    await anna.page.getByTestId('side-button').filter({ visible: true }).click();
    await anna.page.getByTestId('side-row').click();
    await panel
      .getByRole('textbox', { name: /^Write to/ })
      .filter({ hasText: 'Half a sen' })
      .waitFor();
  });

  test('what was said there is found, and the find opens it', async () => {
    await anna.page.goto(`${desk.url}/search?q=${encodeURIComponent('"in red"')}`);
    await anna.page.getByTestId('found').first().click();
    await anna.page.getByTestId('side-message').filter({ hasText: 'Two of them, in red.' }).waitFor();
  });

  test('several tickets become one, with what could not be merged said, and become several again', async () => {
    for (const number of [1, 2, 3])
      await mail('Peter Hill <peter@example.com>', `The bill, part ${number}`, 'Please look.');
    await mail('Nora Sea <nora@example.com>', 'The bill, too', 'Me too.');
    await anna.view('open');
    for (const words of ['part 1', 'part 2', 'part 3', 'The bill, too']) {
      await anna.row(words).waitFor();
      await anna.row(words).hover();
      await anna.row(words).locator('..').getByRole('checkbox').click();
    }
    await anna.page.getByTestId('bulk-bar').getByRole('button', { name: 'Merge…' }).click();
    const dialog = anna.page.getByRole('dialog', { name: 'Merge 4 tickets' });
    await dialog.getByRole('alert').filter({ hasText: '2 different customers' }).waitFor();
    await comesToBe(() => dialog.getByRole('radio', { name: /part 1/ }).isChecked(), true);
    await dialog.getByRole('button', { name: 'Merge 4 tickets' }).click();
    await anna.page.getByRole('status').filter({ hasText: '3 tickets merged into' }).waitFor();
    await anna.row('part 2').waitFor({ state: 'detached' });
    await anna.page.getByRole('status').getByRole('button', { name: 'Undo' }).first().click();
    for (const words of ['part 2', 'part 3', 'The bill, too']) await anna.row(words).waitFor();
  });
});
