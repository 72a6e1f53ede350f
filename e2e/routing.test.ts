// Three people at once: who is there is seen live, a ticket finds the one who is, and moves on when they go.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { AgentScreen, comesToBe } from './agent-screen.js';
import { launchBrowser } from './browser.mjs';
import { type DeskCaller, OWNER, RunningDesk } from './running-desk.js';

jest.setTimeout(120_000);
const browser: Browser | null = await launchBrowser();
const inBrowser = browser ? describe : describe.skip;
const PASSWORD = OWNER.password;

inBrowser('routing', () => {
  let desk: RunningDesk;
  let call: DeskCaller;
  let lead: Page;
  let anna: AgentScreen;
  let boris: AgentScreen;
  let chatKey = '';

  const screen = async (email: string): Promise<AgentScreen> => {
    const context = await browser!.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    const agent = new AgentScreen(await context.newPage(), desk.url);
    await agent.signIn(email, PASSWORD);
    return agent;
  };

  beforeAll(async () => {
    desk = await RunningDesk.start();
    call = await desk.signIn();
    const hire = (name: string, email: string) =>
      call<{ id: string }>('POST', '/api/v1/agents', { name, email, role: 'agent', locale: 'en', password: PASSWORD });
    const people = [await hire('Anna Adams', 'anna@lipa.example'), await hire('Boris Brown', 'boris@lipa.example')];
    const team = await call<{ id: string }>('POST', '/api/v1/teams', {
      name: 'Orders',
      memberIds: people.map((one) => one.id),
    });
    await call('PUT', '/api/v1/routing/plan', {
      teamId: team.id,
      mode: 'round-robin',
      useCapacity: true,
      overflowSeconds: null,
      overflowTo: 'anyone',
      overflowTeamId: null,
      giveBack: 'at-once',
      giveBackSeconds: 600,
    });
    await call('PUT', '/api/v1/routing/terms', { defaultTeamId: team.id, byLanguage: false, capacity: {} });
    const chats = await call<{ kind: string; key: string }[]>('GET', '/api/v1/connections');
    chatKey = chats.find((one) => one.kind === 'chat')!.key;
    [anna, boris] = await Promise.all([screen('anna@lipa.example'), screen('boris@lipa.example')]);
    lead = (await screen(OWNER.email)).page;
    await lead.goto(`${desk.url}/settings/routing`);
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  const says = async (agent: AgentScreen, words: string) => {
    await agent.page.getByRole('button', { name: /presence, language, theme/ }).click();
    await agent.page.getByRole('menuitemradio', { name: words, exact: true }).click();
  };
  const seen = (name: string, state: string) =>
    lead.locator(`[data-testid=now-agent][data-presence=${state}]`).filter({ hasText: name }).waitFor();
  const asks = async (text: string) => {
    const post = async <T>(path: string, body: unknown, token?: string): Promise<T> => {
      const answer = await fetch(`${desk.url}/api/widget/v1/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as T;
    };
    const page = 'https://shop.test/';
    const { token } = await post<{ token: string }>('visitors', { key: chatKey, locale: 'en', page });
    await post('messages', { clientId: randomUUID(), text, fileIds: [], page, locale: 'en' }, token);
  };

  test('who comes and who goes is seen without a reload', async () => {
    await seen('Anna Adams', 'online');
    await seen('Boris Brown', 'online');
    await says(anna, 'Away');
    await seen('Anna Adams', 'away');
    await boris.page.keyboard.press('Escape');
  });

  test('a ticket goes to the one who is there, with the reason', async () => {
    await boris.view('mine');
    await asks('Where is my parcel?');
    await boris.row('Where is my parcel?').waitFor();
    await boris.open('Where is my parcel?');
    await boris.page
      .getByRole('log')
      .getByText(/Given to Boris Brown: turn of Orders, 1 of 4 taken/)
      .waitFor();
    await lead.getByTestId('now-agent').filter({ hasText: 'Boris Brown' }).getByText('Chats: 1/4').waitFor();
    const colleague = boris.page
      .getByRole('button', { name: /^Assign/ })
      .or(boris.page.locator('[title*="(A)"]'))
      .first();
    await colleague.click();
    await boris.page.getByRole('menuitem', { name: /Anna Adams.*Away/ }).waitFor();
    await boris.page.keyboard.press('Escape');
  });

  test('they go: it is back in the queue and with the next who comes', async () => {
    await says(boris, 'Offline');
    await seen('Boris Brown', 'offline');
    await boris.page.getByRole('log').getByText('Boris Brown went offline: back to the queue').waitFor();
    await lead
      .getByTestId('now-queue')
      .filter({ hasText: 'Orders' })
      .getByText(/^1longest/)
      .waitFor();
    await anna.view('mine');
    await comesToBe(() => anna.row('Where is my parcel?').count(), 0);
    await says(anna, 'Online');
    await anna.row('Where is my parcel?').waitFor();
    await seen('Anna Adams', 'online');
  });

  test('away, and what was mine goes back', async () => {
    await says(anna, 'Away, hand my tickets back');
    await anna.row('Where is my parcel?').waitFor({ state: 'detached' });
    await seen('Anna Adams', 'away');
    await says(boris, 'Online');
    await boris.view('mine');
    await boris.row('Where is my parcel?').waitFor();
  });
});
