// An agent begins: by keyboard, to somebody new by mail; the answer comes back to the same ticket; undone in time, nothing went out.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { sendMail } from '../apps/api/test/standins/mail-standin.js';
import { AgentScreen, comesToBe } from './agent-screen.js';
import { launchBrowser } from './browser.mjs';
import { OWNER, RunningDesk } from './running-desk.js';

jest.setTimeout(120_000);
const browser: Browser | null = await launchBrowser();
const inBrowser = browser ? describe : describe.skip;

inBrowser('a conversation that we begin', () => {
  let desk: RunningDesk;
  let agent: AgentScreen;

  const begin = async (address: string, subject: string, words: string) => {
    const { page } = agent;
    await page.keyboard.press('c');
    const to = page.getByRole('textbox', { name: 'To', exact: true });
    await to.waitFor();
    await to.fill(address);
    await to.press('Enter');
    await page.getByLabel('Subject').fill(subject);
    await page.getByRole('textbox', { name: 'What do you want to say?' }).click();
    await page.keyboard.type(words);
  };

  beforeAll(async () => {
    desk = await RunningDesk.start({ UNDO_SECONDS: '12' });
    const context = await browser!.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    agent = new AgentScreen(await context.newPage(), desk.url);
    await agent.signIn(OWNER.email, OWNER.password);
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  test('goes to somebody new, and is theirs and ours from then on', async () => {
    await begin('nora@example.org', 'Your kettle is ready', 'You can fetch it from Monday on.');
    await agent.page.keyboard.press('Control+Enter');
    await agent.messages.filter({ hasText: 'You can fetch it from Monday on.' }).waitFor();
    expect(await agent.title.textContent()).toContain('Your kettle is ready');
    const [mail] = await desk.mail.mailsTo('nora@example.org', 1, 30_000);
    expect(mail).toMatchObject({ subject: 'Your kettle is ready', inReplyTo: null });
    await sendMail(desk.smtpPort, {
      from: 'Nora Field <nora@example.org>',
      to: mail!.replyTo!,
      subject: 'Re: Your kettle is ready',
      text: 'Wonderful, I will come on Tuesday.',
      inReplyTo: mail!.messageId!,
    });
    await agent.messages.filter({ hasText: 'Wonderful, I will come on Tuesday.' }).waitFor();
  });

  test('undone in time nothing goes out, and the words are still there', async () => {
    await begin('olaf@example.org', 'A question', 'Did you mean the blue one?');
    await agent.page.keyboard.press('Control+Enter');
    await agent.page.getByRole('status').getByRole('button', { name: 'Undo' }).first().click();
    await agent.page
      .getByTestId('composer')
      .getByRole('textbox')
      .filter({ hasText: 'Did you mean the blue one?' })
      .waitFor();
    await new Promise((resolve) => setTimeout(resolve, 13_000));
    expect(await desk.mail.mailsTo('olaf@example.org', 0)).toEqual([]);
  });

  test('what is typed survives a closed window and a reload', async () => {
    await begin('petra@example.org', 'Not yet', 'Half a sentence');
    await agent.page.keyboard.press('Escape');
    await agent.page.keyboard.press('Escape');
    await agent.page.reload();
    await agent.page.getByRole('button', { name: 'New conversation' }).click();
    await comesToBe(() => agent.page.getByLabel('Subject').inputValue(), 'Not yet');
    await agent.page
      .getByRole('textbox', { name: 'What do you want to say?' })
      .filter({ hasText: 'Half a sentence' })
      .waitFor();
    await agent.page.getByText('petra@example.org').first().waitFor();
  });

  test('somebody’s page leads to a conversation with them, by button and by key', async () => {
    const { page } = agent;
    await page.goto(`${desk.url}/people`);
    await page.getByTestId('people').getByRole('link', { name: 'Nora Field' }).click();
    const button = page.getByTestId('customer-card').getByRole('button', { name: 'New conversation' });
    await button.waitFor();
    const dialog = page.getByRole('dialog', { name: 'New conversation' });
    for (const open of [() => button.click(), () => page.keyboard.press('c')]) {
      await open();
      await dialog.getByText('Nora Field').waitFor();
      await dialog.locator('input[value^="nora@example.org"]').waitFor();
      // What had been typed for somebody else is still there.
      await dialog.getByText('Half a sentence').waitFor();
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
    }
  });
});
