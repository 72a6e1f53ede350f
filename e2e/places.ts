// Every page and window of the product, with how to get there: for the accessibility test and for the screenshots.
import type { Page } from 'playwright-core';
import type { FurnishedDesk } from './furnished-desk.js';
import { after, agent, at, click, opened, type Place, press, type } from './place.js';
import { publicPlaces } from './public-places.js';
import { reportPlaces } from './report-places.js';
import { settingsPlaces } from './settings-places.js';

/** `signedIn`: a page on which an agent is signed in, to ask it which settings there are. `locale`: of the public pages. */
export async function placesOf(desk: FurnishedDesk, signedIn: Page, locale = 'en'): Promise<Place[]> {
  return [
    ...publicPlaces(desk, locale),
    ...queuePlaces(desk),
    ...ticketPlaces(desk),
    ...customerPlaces(desk),
    ...reportPlaces(desk),
    ...shellPlaces(desk),
    ...(await settingsPlaces(desk, signedIn)),
  ];
}

const FIELD = '[data-testid=composer] [role=textbox]';

/** This page alone: others may be open beside it. */
async function goOffline(page: Page): Promise<void> {
  const wire = await page.context().newCDPSession(page);
  await wire.send('Network.emulateNetworkConditions', {
    offline: true,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
}

function queuePlaces(desk: FurnishedDesk): Place[] {
  const list = at(desk, '/inbox/open', '[data-testid=ticket-row]');
  return [
    agent('inbox', list),
    agent('inbox-view', at(desk, `/inbox/${desk.view}`, '[data-testid=ticket-row]')),
    agent('inbox-empty', at(desk, '/inbox/spam', 'h1')),
    agent('inbox-at-risk', at(desk, '/inbox/at-risk', 'h1')),
    agent('inbox-snoozed', at(desk, '/inbox/snoozed', '[data-testid=ticket-row]')),
    agent('inbox-solved', at(desk, '/inbox/solved', '[data-testid=ticket-row]')),
    opened('inbox-menu', after(list, click('[data-testid=list-menu]'), '[role=menu]')),
    opened('inbox-peek', after(list, press('j', ' '), '[data-testid=peek]')),
    opened('inbox-bulk', after(list, press('j', 'x', 'j', 'x', 'j', 'x'), '[data-testid=bulk-bar]')),
    opened('inbox-bulk-tags', after(list, press('j', 'x', 'j', 'x', 't'), '[data-testid=chooser]')),
    opened('snooze', after(list, press('j', 's'), '[data-testid=chooser]')),
    opened(
      'view-editor',
      after(
        at(desk, `/inbox/${desk.view}`, '[data-testid=ticket-row]'),
        async (page) => {
          await page.getByTestId('list-menu').click();
          await page.locator('[role=menu] .tabler-icon-pencil').click();
        },
        '[role=dialog] [data-testid=condition-builder]',
      ),
    ),
    agent('inbox-error', async (page) => {
      await page.route('**/api/v1/tickets?*', (route) => route.fulfill({ status: 500, body: '{}' }));
      await at(desk, '/inbox/unassigned', '#list h1 ~ button')(page);
    }),
    opened('inbox-offline', after(list, goOffline, '[data-testid=connection-bar] button')),
  ];
}

function ticketPlaces(desk: FurnishedDesk): Place[] {
  const { tickets } = desk;
  const ticket = (id: string, ready = FIELD) => at(desk, `/inbox/open/${id}`, ready);
  const full = ticket(desk.full);
  const more = async (page: Page) => {
    await page.locator('[id=conversation] header button[aria-haspopup=menu]').first().click();
    await page.getByRole('menu').waitFor();
  };
  return [
    agent('ticket-mail', ticket(tickets.mail)),
    agent('ticket-chat', ticket(tickets.chat)),
    agent('ticket-telegram', ticket(tickets.telegram)),
    opened(
      'ticket-full',
      after(full, async () => undefined, '[data-testid=scheduled]'),
    ),
    agent('ticket-case', ticket(desk.badCase.ticketId, '[data-testid=case-strip]')),
    opened(
      'ticket-case-open',
      after(
        ticket(desk.badCase.ticketId, '[data-testid=case-strip]'),
        click('[data-testid=case-strip] button'),
        '[data-testid=case]',
      ),
    ),
    agent('ticket-risk', async (page) => {
      await atRisk(page, tickets.mail);
      await ticket(tickets.mail, '[data-testid=satisfaction-risk]')(page);
    }),
    agent('ticket-alike', ticket(desk.alike, '[data-testid=alike]')),
    agent('ticket-snoozed', ticket(desk.snoozed, '[data-testid=snooze-chip]')),
    agent('ticket-trashed', ticket(desk.trashed, '[data-testid=gone]')),
    opened('ticket-more', after(full, more, '[role=menu]')),
    opened(
      'ticket-assign',
      after(full, click('#conversation header button[aria-haspopup=menu] >> nth=1'), '[role=menu]'),
    ),
    opened('ticket-merge', after(ticket(desk.alike), press('m'))),
    opened(
      'note',
      after(
        ticket(tickets.mail),
        async (page) => {
          await page.keyboard.press('n');
          await type(FIELD, 'Спросить склад про упаковку, второй раз за месяц.')(page);
        },
        '[data-testid=composer][data-mode=note]',
      ),
    ),
    opened('macros', after(ticket(tickets.telegram), type(FIELD, '/'), '[data-testid=suggestions]')),
    opened(
      'mentions',
      after(
        ticket(tickets.chat),
        async (page) => {
          await page.keyboard.press('n');
          await page.locator('[data-testid=composer][data-mode=note]').waitFor();
          await type(FIELD, '@')(page);
        },
        '[data-testid=suggestions]',
      ),
    ),
    opened(
      'emoji',
      after(
        ticket(desk.full),
        click('[data-testid=composer] button[aria-haspopup=dialog]'),
        '[data-testid=emoji-picker] button',
      ),
    ),
    opened(
      'send-menu',
      after(
        ticket(desk.alike),
        async (page) => {
          await type(FIELD, 'Здравствуйте')(page);
          await page.locator('[data-testid=composer] button[aria-haspopup=menu]').last().click();
        },
        '[role=menu]',
      ),
    ),
    opened('print', async (page) => {
      await full(page);
      const path = `/api/v1/tickets/${desk.full}/export.html`;
      const paper = await page.evaluate(async (from) => (await fetch(from)).text(), path);
      await page.setContent(paper);
      await page.emulateMedia({ media: 'print' });
    }),
    agent(
      'nothing-here',
      at(
        desk,
        '/inbox/open/00000000-0000-7000-8000-000000000000',
        '#conversation h1, #conversation h2, #conversation button',
      ),
    ),
  ];
}

/** A desk marks a ticket once it has learned from three hundred answers: here the answers are made to say that it has. */
async function atRisk(page: Page, id: string): Promise<void> {
  const marked = (one: { id: string }) => (one.id === id ? { ...one, satisfactionRisk: true } : one);
  await page.route('**/api/v1/tickets?*', async (route) => {
    const answer = await route.fetch();
    const { items, ...rest } = (await answer.json()) as { items: { id: string }[] };
    await route.fulfill({ response: answer, json: { ...rest, items: items.map(marked) } });
  });
  await page.route(`**/api/v1/tickets/${id}`, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: marked((await answer.json()) as { id: string }) });
  });
}

function customerPlaces(desk: FurnishedDesk): Place[] {
  const person = at(desk, `/people/${desk.person}`, '[data-testid=customer-card] [data-testid=addresses]');
  return [
    agent('search', at(desk, '/search?q=from:maria', '[data-testid=found]')),
    agent('search-empty', at(desk, '/search', '[data-testid=search-box]')),
    agent('search-none', at(desk, '/search?q=qwertyuiop', 'main h2')),
    agent('people', at(desk, '/people', '[data-testid=people]')),
    agent('people-none', at(desk, '/people?q=qwertyuiop', 'main h2')),
    agent('person', person),
    agent('companies', at(desk, '/companies', '[data-testid=companies]')),
    agent('company', at(desk, `/companies/${desk.company}`, '[data-testid=company-people] a')),
    agent('cases', at(desk, '/cases', '[data-testid=cases]')),
    agent('case', at(desk, `/cases?case=${desk.badCase.id}`, '[data-testid=case]')),
    agent('cases-closed', at(desk, '/cases?view=closed', '[data-testid=case-results]')),
  ];
}

function shellPlaces(desk: FurnishedDesk): Place[] {
  const list = at(desk, '/inbox/open', '[data-testid=ticket-row]');
  return [
    agent('palette', after(list, press('Control+k'))),
    agent('keys', after(list, press('Shift+?'))),
    agent('bell', after(list, press('b'))),
    opened('start', after(list, press('c'), '[data-testid=start-window] [role=textbox]')),
    agent(
      'tour',
      after(
        list,
        async (page) => {
          await page.keyboard.press('Shift+?');
          await page.getByRole('dialog').getByRole('button').last().click();
        },
        '[data-testid=tour]',
      ),
    ),
    opened(
      'rail',
      after(
        list,
        async (page) => {
          const burger = page.locator('header button:visible').first();
          const phone = (page.viewportSize()?.width ?? 0) <= 760;
          if (phone) await burger.click();
          else await page.locator('nav button[aria-haspopup=menu]').last().click();
        },
        '[role=dialog] nav, [role=menu]',
      ),
    ),
  ];
}
