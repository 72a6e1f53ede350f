// The settings: every page that there is, asked of the page itself, and the windows that open from them.
import type { Page } from 'playwright-core';
import type { FurnishedDesk } from './furnished-desk.js';
import { after, agent, at, click, opened, type Place } from './place.js';

/** The button that adds something stands last in the head of its page. */
const ADD = 'main header button >> nth=-1';
const ORDERS = [
  'Order ID;Date;Total;Status;E-mail',
  'O-1;2026-03-01;15,90;paid;maria@customer.example',
  'O-2;sometime;x;;nobody',
].join('\r\n');
const WINDOWS: [name: string, page: string, click: string, ready: string][] = [
  ['settings-agents-add', 'agents', ADD, '[role=dialog]'],
  ['settings-agents-menu', 'agents', 'main tbody button >> nth=-1', '[role=menu]'],
  ['settings-teams-add', 'teams', ADD, '[role=dialog]'],
  ['settings-routing-plan', 'routing', 'main tbody button', '[role=dialog]'],
  ['settings-routing-rule', 'routing', '[data-testid=routing-rule] button >> nth=-1', '[role=dialog]'],
  ['settings-macros-edit', 'macros', '[data-testid=macro] button', '[role=dialog]'],
  ['settings-macros-import', 'macros', 'main header button', '[role=dialog]'],
  ['settings-fields-add', 'fields', ADD, '[role=dialog]'],
  ['settings-segments-edit', 'segments', 'main tbody button', '[data-testid=condition-builder]'],
  ['settings-connections-add', 'connections', ADD, '[role=menu]'],
  ['settings-connections-edit', 'connections', 'main section button[data-variant=default] >> nth=-1', '[role=dialog]'],
  ['settings-promises-add', 'promises', ADD, '[role=dialog]'],
  ['settings-rules-add', 'rules', ADD, '[role=menu]'],
  ['settings-hooks-edit', 'hooks', 'main tbody button >> nth=-1', '[role=dialog]'],
  ['settings-said-edit', 'you-said', '[data-testid=said] button', '[role=dialog]'],
  ['settings-keys-add', 'keys', ADD, '[role=dialog]'],
  ['settings-ledger-entry', 'ledger', '[data-testid=ledger-row]', '[role=dialog]'],
];

export async function settingsPlaces(desk: FurnishedDesk, signedIn: Page): Promise<Place[]> {
  const page = (path: string) => at(desk, path, 'main h1, main h2');
  const rule = at(desk, `/settings/rules?rule=${desk.rule}`, 'main form');
  return [
    ...(await pagesOf(signedIn, desk.desk.url)).map((path) => agent(path.slice(1).replace('/', '-'), page(path))),
    ...WINDOWS.map(([name, path, selector, ready]) =>
      opened(name, after(page(`/settings/${path}`), click(selector), ready)),
    ),
    agent('settings-rules-edit', rule),
    opened(
      'settings-rules-dry-run',
      after(rule, click('main form > section:last-of-type button'), '[data-testid=dry-run]'),
    ),
    ...surveyPlaces(page('/settings/surveys')),
    opened('settings-imports-steps', after(page('/settings/imports'), bringOrders, '[data-testid=import]')),
  ];
}

/** Two surveys: the first is asked after solving, the second goes its rounds. */
function surveyPlaces(list: Place['open']): Place[] {
  const edit = (place: 0 | 1) => click(`[data-testid=survey] >> nth=${place} >> button >> nth=-1`);
  const first = after(list, edit(0), '[data-testid=survey-links] table');
  const tried = '[data-testid=experiment-verdict]';
  const scrolled = (to: string) => (page: Page) =>
    page.locator(to).evaluate((one) => one.scrollIntoView({ block: 'start' }));
  return [
    opened('settings-surveys-links', first),
    opened(
      'settings-surveys-link',
      after(first, click('[data-testid=survey-links] tbody button'), '[role=dialog] img'),
    ),
    opened('settings-surveys-trial', after(first, scrolled('[data-testid=survey-experiment]'), tried)),
    opened('settings-surveys-verdict', async (page) => {
      await page.route('**/api/v1/surveys/*/experiment', async (route) => {
        const answer = await route.fetch();
        const { experiment } = (await answer.json()) as { experiment: object };
        await route.fulfill({ json: { any: true, experiment: { ...experiment, ...DECIDED } } });
      });
      await after(first, scrolled('[data-testid=survey-experiment]'), tried)(page);
    }),
    opened('settings-surveys-rounds', async (page) => {
      await page.route('**/api/v1/surveys/*/rounds', (route) => route.fulfill({ json: ROUNDS }));
      await after(
        after(list, edit(1), 'main iframe'),
        scrolled('[data-testid=survey-rounds]'),
        '[data-testid=survey-rounds] table',
      )(page);
    }),
  ];
}

/** What a desk has after months: an experiment that is decided, and two rounds. */
const DECIDED = {
  ...{ verdict: 'second-better', looked: 3, more: 640, difference: -0.061, low: -0.094, high: -0.028 },
  a: { sent: 1012, settled: 961, n: 960, count: 288 },
  b: { sent: 1007, settled: 964, n: 960, count: 347 },
};
const ROUNDS = [
  {
    ...{
      id: '0190b4f2-1111-7222-8333-44445555abcd',
      startedAt: '2026-10-01T00:00:00Z',
      doneAt: '2026-10-01T01:00:00Z',
    },
    ...{ asked: 1204, answered: 311, score: 42, interval: { low: 35, high: 49 }, enough: true },
    notAsked: [
      { reason: 'asked-lately', count: 96 },
      { reason: 'opted-out', count: 12 },
    ],
  },
  {
    ...{
      id: '0190b4f2-1111-7222-8333-44445555abce',
      startedAt: '2026-07-03T00:00:00Z',
      doneAt: '2026-07-03T01:00:00Z',
    },
    ...{ asked: 31, answered: 6, score: 17, interval: { low: -25, high: 58 }, enough: false, notAsked: [] },
  },
];

const bringOrders = (page: Page) =>
  page
    .locator('input[data-import=orders]')
    .setInputFiles({ name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(ORDERS) });

/** Asked of the page itself, so that a new settings page cannot be forgotten. */
async function pagesOf(page: Page, url: string): Promise<string[]> {
  await page.goto(`${url}/settings`);
  // The rail leads to one of them: the others stand in the list of pages.
  await page.locator('a[href^="/settings/"]').nth(5).waitFor();
  const links = await page
    .locator('a[href^="/settings/"]')
    .evaluateAll((all) => all.map((a) => a.getAttribute('href')!));
  return [...new Set(links)];
}
