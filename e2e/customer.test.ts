// The customer's card in real browsers: changed under two pairs of eyes, fields that solving asks for, and a table of orders.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { sendMail } from '../apps/api/test/standins/mail-standin.js';
import { AgentScreen, comesToBe } from './agent-screen.js';
import { launchBrowser } from './browser.mjs';
import { type DeskCaller, MAILBOX, OWNER, RunningDesk } from './running-desk.js';

jest.setTimeout(120_000);
const browser: Browser | null = await launchBrowser();
const inBrowser = browser ? describe : describe.skip;

const MAIL = { name: 'Mira Stone', address: 'mira@stone.example' };
const COLLEAGUE = { email: 'petar@lipa.example', name: 'Petar', password: OWNER.password, role: 'lead' };

inBrowser('the customer', () => {
  let desk: RunningDesk;
  let call: DeskCaller;
  let agent: AgentScreen;
  let colleague: AgentScreen;
  let folder = '';

  const screen = async () => {
    const context = await browser!.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    return new AgentScreen(await context.newPage(), desk.url);
  };
  const cardOf = (who: AgentScreen): Locator => who.page.getByTestId('customer-card');

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'otklik-orders-'));
    desk = await RunningDesk.start();
    call = await desk.signIn();
    await call('POST', '/api/v1/agents', COLLEAGUE);
    await call('POST', '/api/v1/fields', {
      of: 'ticket',
      label: 'Reason',
      type: 'choice',
      required: true,
      choices: [{ label: 'Delivery' }, { label: 'Return' }],
    });
    await call('POST', '/api/v1/fields', { of: 'contact', label: 'Plan', type: 'text' });
    await sendMail(desk.smtpPort, { from: MAIL, to: MAILBOX, subject: 'Where is my lamp', text: 'It is late.' });
    [agent, colleague] = [await screen(), await screen()];
    await agent.signIn(OWNER.email, OWNER.password);
    await colleague.signIn(COLLEAGUE.email, COLLEAGUE.password);
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test('what one writes on the card, the other reads at once', async () => {
    await agent.open('Where is my lamp');
    // What the colleague's screen was first told is from before the change, and comes after it.
    const tell = await holdOnce(colleague.page, /\/api\/v1\/contacts\/[^/]+$/);
    await colleague.open('Where is my lamp');
    const [mine, theirs] = [cardOf(agent), cardOf(colleague)];
    const kept = agent.page.waitForResponse((response) => response.request().method() === 'PATCH');
    await mine.getByLabel('Plan').fill('Gold');
    await mine.getByLabel('Plan').press('Enter');
    await (await kept).finished();
    tell();
    await comesToBe(() => theirs.getByLabel('Plan').inputValue(), 'Gold');

    await theirs.getByRole('button', { name: 'Add a note' }).click();
    await theirs.getByRole('textbox', { name: 'Add a note' }).fill('Prefers to be called');
    await theirs.getByRole('textbox', { name: 'Add a note' }).press('Control+Enter');
    await mine.getByText('Prefers to be called').waitFor();

    await mine.getByRole('button', { name: 'Choose a company' }).click();
    await mine.getByRole('textbox', { name: 'Choose a company' }).fill('Stone Ltd');
    await agent.page.getByRole('option', { name: 'Add “Stone Ltd”' }).click();
    await theirs.getByRole('link', { name: 'Stone Ltd' }).waitFor();
  });

  test('solving asks for what is missing, and then goes on by itself', async () => {
    await agent.page.getByRole('button', { name: 'Solve', exact: true }).click();
    const asked = agent.page.getByRole('dialog');
    await asked.getByText('One more thing before it is solved').waitFor();
    await asked.getByLabel('Reason').click();
    await agent.page.getByRole('option', { name: 'Delivery' }).click();
    await asked.getByRole('button', { name: 'Fill in and solve' }).click();
    await agent.page.getByRole('button', { name: 'State: Solved' }).waitFor();
    await comesToBe(
      () =>
        cardOf(colleague)
          .getByLabel(/^Reason/)
          .inputValue(),
      'Delivery',
    );
  });

  test('a thousand orders come in once, however often their table is brought', async () => {
    const file = join(folder, 'orders.csv');
    const rows = Array.from(
      { length: 1000 },
      (_, index) =>
        `O-${index};2026-03-${String((index % 28) + 1).padStart(2, '0')};${index},90;paid;${index < 3 ? MAIL.address : `c${index % 100}@shop.example`}`,
    );
    await writeFile(file, ['Order ID;Date;Total;Status;E-mail', ...rows].join('\r\n'));
    const { page } = agent;
    for (const [first, outcome] of [
      [true, /1000 new · 0 changed · 0 as before/],
      [false, /0 new · 0 changed · 1000 as before/],
    ] as const) {
      await page.goto(`${desk.url}/settings/imports`);
      if (first) {
        // What was read of it before a step and comes after it does not take the step back.
        const late = await holdOnce(page, /\/api\/v1\/imports\/[^/]+$/);
        const checked = page.waitForResponse((response) => response.url().endsWith('/check'));
        await page.locator('input[data-import="orders"]').setInputFiles(file);
        await page.getByRole('button', { name: 'Try it first' }).click();
        await (await checked).finished();
        late();
        await page.getByTestId('import-outcome').getByText('1000 good rows').waitFor();
      } else {
        await page.locator('input[data-import="orders"]').setInputFiles(file);
      }
      await page.getByRole('button', { name: 'Import', exact: true }).click();
      await page.getByTestId('import-outcome').getByText(outcome).waitFor({ timeout: 30_000 });
    }
    const orders = cardOf(colleague).getByTestId('orders');
    await orders.getByText('3 orders').waitFor();
    expect(await orders.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringContaining('O-2'),
      expect.stringContaining('O-1'),
      expect.stringContaining('O-0'),
    ]);
  });

  test('people are found by their segment, and a card has an address of its own', async () => {
    const { page } = agent;
    await call('POST', '/api/v1/segments', {
      name: 'Gold',
      condition: { all: [{ field: 'field.plan', op: 'is', value: 'Gold' }] },
    });
    await page.goto(`${desk.url}/people`);
    await page.getByPlaceholder('Segment').click();
    await page.getByRole('option', { name: 'Gold', exact: true }).click();
    const people = page.getByTestId('people');
    await people.getByText('Mira Stone').waitFor();
    await comesToBe(() => people.getByRole('listitem').count(), 1);
    await people.getByRole('link').click();
    await page.getByRole('heading', { name: 'Mira Stone', level: 1 }).waitFor();
    await page.reload();
    await page.getByTestId('earlier').getByRole('link', { name: 'Where is my lamp' }).waitFor();
    await page.getByTestId('orders').getByText('3 orders').waitFor();
  });
});

/** The desk's next answer at this address is read now, and reaches the page when what this gives is called. */
async function holdOnce(page: Page, address: RegExp): Promise<() => void> {
  let tell: () => void = () => {};
  const told = new Promise<void>((resolve) => {
    tell = resolve;
  });
  await page.route(
    address,
    async (route) => {
      const response = await route.fetch();
      await told;
      await route.fulfill({ response }).catch(() => undefined);
    },
    { times: 1 },
  );
  return tell;
}
