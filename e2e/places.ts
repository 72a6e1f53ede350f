// Every page of the product, with how to get there: for the accessibility test and for the screenshots.
import type { Page } from 'playwright-core';
import type { FilledDesk } from './filled-desk.js';

export interface Place {
  name: string;
  /** Whose page it is: an agent's, signed in; or anybody's. */
  whose: 'agent' | 'anybody';
  open: (page: Page) => Promise<unknown>;
}

/** `signedIn`: a page on which an agent is signed in, to ask it which settings there are. `locale`: of the public pages. */
export async function placesOf(filled: FilledDesk, signedIn: Page, locale = 'en'): Promise<Place[]> {
  const { desk, tickets, surveys, visitor } = filled;
  const shop = locale === 'en' ? '/demo' : `/demo/${locale}`;
  const at = (path: string, ready: string) => async (page: Page) => {
    await page.goto(desk.url + path);
    await page.locator(ready).first().waitFor();
  };
  const anybody = (name: string, open: Place['open']): Place => ({ name, whose: 'anybody', open });
  const agent = (name: string, open: Place['open']): Place => ({ name, whose: 'agent', open });
  const ticket = (id: string) => at(`/inbox/open/${id}`, '[data-testid=composer] [role=textbox]');
  return [
    anybody('sign-in', at('/sign-in', 'form')),
    anybody('forgot-password', at('/forgot-password', 'form')),
    anybody('reset-password', at('/reset-password?token=x', 'form')),
    agent('inbox', at('/inbox/open', '[data-testid=ticket-row]')),
    agent('inbox-empty', at('/inbox/spam', 'h1')),
    agent('inbox-at-risk', at('/inbox/at-risk', 'h1')),
    agent('inbox-solved', at('/inbox/solved', '[data-testid=ticket-row]')),
    agent('ticket-mail', ticket(tickets.mail)),
    agent('ticket-chat', ticket(tickets.chat)),
    agent('ticket-telegram', ticket(tickets.telegram)),
    agent('search', at('/search?q=from:maria', '[data-testid=found]')),
    agent('search-empty', at('/search', '[data-testid=search-box]')),
    agent('people', at('/people', '[data-testid=people]')),
    agent('person', async (page) => {
      await at('/people', '[data-testid=people] a')(page);
      await page.locator('[data-testid=people] a').first().click();
      await page.locator('[data-testid=customer-card] [data-testid=addresses]').waitFor();
    }),
    agent('companies', at('/companies', 'main h1')),
    agent('palette', async (page) => {
      await at('/inbox/open', '[data-testid=ticket-row]')(page);
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
    }),
    agent('keys', async (page) => {
      await at('/inbox/open', '[data-testid=ticket-row]')(page);
      await page.keyboard.press('Shift+?');
      await page.getByRole('dialog').waitFor();
    }),
    agent('bell', async (page) => {
      await at('/inbox/open', '[data-testid=ticket-row]')(page);
      await page.keyboard.press('b');
      await page.getByRole('dialog').waitFor();
    }),
    agent('tour', async (page) => {
      await at('/inbox/open', '[data-testid=ticket-row]')(page);
      await page.keyboard.press('Shift+?');
      await page.getByRole('dialog').getByRole('button').last().click();
      await page.getByTestId('tour').waitFor();
    }),
    agent('reports', at('/reports', 'main h1, main h2')),
    ...(await settingsPages(signedIn, desk.url)).map((path) =>
      agent(path.slice(1).replace('/', '-'), at(path, 'main h1, main h2')),
    ),
    anybody('demo', at(shop, 'button[aria-expanded]')),
    anybody('widget', async (page) => {
      await at(shop, 'button[aria-expanded]')(page);
      await page.locator('button[aria-expanded]').click();
      await page.frameLocator('iframe').locator('textarea').waitFor();
    }),
    anybody('widget-talk', async (page) => {
      const { key, token } = visitor;
      const remembered = { name: `otklik:${key}`, value: JSON.stringify({ token }) };
      await page.addInitScript(({ name, value }) => localStorage.setItem(name, value), remembered);
      await at(shop, 'button[aria-expanded]')(page);
      await page.locator('button[aria-expanded]').click();
      await page.frameLocator('iframe').locator('.survey').waitFor();
    }),
    anybody('survey', at(`${surveys.open}?lang=${locale}`, 'form')),
    anybody('survey-chosen', at(`${surveys.open}?lang=${locale}&score=2`, 'form')),
    anybody('survey-thanks', at(`${surveys.answered}?lang=${locale}`, 'form')),
    anybody('survey-opt-out', at(`${surveys.open}/opt-out?lang=${locale}`, 'form')),
    anybody('survey-wrong-link', at(`/s/nobody?lang=${locale}`, 'main')),
    agent(
      'nothing-here',
      at(
        '/inbox/open/00000000-0000-7000-8000-000000000000',
        '#conversation h1, #conversation h2, #conversation button',
      ),
    ),
  ];
}

/** Asked of the page itself, so that a new settings page cannot be forgotten. */
async function settingsPages(page: Page, url: string): Promise<string[]> {
  await page.goto(`${url}/settings`);
  await page.locator('a[href^="/settings/"]').first().waitFor();
  const links = await page
    .locator('a[href^="/settings/"]')
    .evaluateAll((all) => all.map((a) => a.getAttribute('href')!));
  return [...new Set(links)];
}
