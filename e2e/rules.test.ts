// A lead builds a rule with the keyboard, tries it, and it acts on the next ticket; its log says so, and the line leads back to it.
import { afterAll, beforeAll, describe, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { sendMail } from '../apps/api/test/standins/mail-standin.js';
import { AgentScreen, comesToBe } from './agent-screen.js';
import { launchBrowser } from './browser.mjs';
import { MAILBOX, OWNER, RunningDesk } from './running-desk.js';

jest.setTimeout(120_000);
const browser: Browser | null = await launchBrowser();
const inBrowser = browser ? describe : describe.skip;

inBrowser('rules', () => {
  let desk: RunningDesk;
  let agent: AgentScreen;
  let page: Page;

  beforeAll(async () => {
    desk = await RunningDesk.start();
    page = await (await browser!.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })).newPage();
    page.setDefaultTimeout(20_000);
    agent = new AgentScreen(page, desk.url);
    await agent.signIn(OWNER.email, OWNER.password);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  const writes = (subject: string, text: string) =>
    sendMail(desk.smtpPort, { from: 'Vera Lind <vera@customer.example>', to: MAILBOX, subject, text });

  test('are built by keyboard, tried, and then act', async () => {
    await writes('An old refund', 'I want my money back, a refund please.');
    await writes('Something else', 'How do I wash it?');
    await agent.row('An old refund').waitFor();
    await agent.row('Something else').waitFor();

    await page.goto(`${desk.url}/settings/rules`);
    await page.getByRole('button', { name: 'Add a rule' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Empty rule' }).press('Enter');
    await page.keyboard.type('Refunds are urgent');
    await page.getByRole('button', { name: 'Condition', exact: true }).press('Enter');
    const choose = async (name: string, words: string) => {
      const input = page.getByTestId('condition-builder').getByLabel(name);
      await input.focus();
      await input.press('Control+A');
      await page.keyboard.type(words);
      await page.getByRole('option', { name: words, exact: true }).waitFor();
      await page.keyboard.press('Enter');
    };
    await choose('What is asked', 'Customer’s last words');
    await page.getByTestId('condition-builder').getByLabel('With what').last().focus();
    await page.keyboard.type('refund');
    await page.keyboard.press('Enter');
    const action = page.getByTestId('rule-action');
    await action.getByLabel('What it does').press('Enter');
    await page.getByRole('option', { name: 'Set the priority' }).click();
    await action.getByLabel('Set the priority').press('Enter');
    await page.getByRole('option', { name: 'Urgent' }).click();

    await page.getByRole('button', { name: /^Try it on the newest/ }).press('Enter');
    const tried = page.getByTestId('dry-run');
    await tried.getByText('It would have run for 1 of 2 tickets').waitFor();
    await tried.getByRole('link', { name: /An old refund/ }).waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).press('Enter');
    await page.getByTestId('rule').filter({ hasText: 'Refunds are urgent' }).waitFor();

    await writes('A new refund', 'And a refund for this one, too.');
    await agent.view('open');
    await agent.open('A new refund');
    const line = page.getByRole('log').locator('[data-event="ticket.prioritised"]');
    await line.getByRole('link', { name: '“Refunds are urgent”' }).press('Enter');
    await page.getByRole('tab', { name: 'Log' }).press('Enter');
    const run = page.getByTestId('rule-run');
    await run.getByRole('link', { name: /A new refund/ }).waitFor();
    await run.getByText('Set the priority: done').waitFor();
    await comesToBe(() => run.count(), 1);
  });

  test('are put in order by the arrow keys and switched off where they stand', async () => {
    const call = await desk.signIn();
    for (const name of ['First', 'Second'])
      await call('POST', '/api/v1/rules', {
        name,
        enabled: true,
        when: { on: 'time', since: 'state', state: 'pending', seconds: 432_000, clock: 'calendar' },
        condition: { all: [] },
        actions: [{ do: 'state', state: 'solved' }],
        stop: false,
      });
    await page.goto(`${desk.url}/settings/rules`);
    const rules = page.getByTestId('rule');
    await rules.filter({ hasText: 'Second' }).waitFor();
    await page.getByRole('button', { name: 'Move “Second”' }).press('ArrowUp');
    await rules.last().getByText('First').waitFor();
    const written = page.waitForResponse(
      (answer) => answer.request().method() === 'PUT' && !answer.url().endsWith('/order'),
    );
    await page.getByRole('switch', { name: '“Second” is on' }).press('Space');
    await written;
    await page.reload();
    await rules.last().getByText('First').waitFor();
    await comesToBe(() => page.getByRole('switch', { name: '“Second” is on' }).isChecked(), false);
  });
});
