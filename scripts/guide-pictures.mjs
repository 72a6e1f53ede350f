// `npm run guide:pictures [-- word…]`: the pictures of docs/guides, from a desk with a month of tickets; words narrow them down, e.g. `-- leads ru`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OWNER, startDesk } from '../bench/running-desk.mjs';
import { launchBrowser } from '../e2e/browser.mjs';
import { build } from './build.mjs';
import { callerOf, LOCALES, prepare } from './guide-desk.mjs';
import { ROOT, requireNode } from './running.mjs';

requireNode();
const FOLDER = join(ROOT, 'docs/guides/pictures');
const WANTED = process.argv.slice(2);
const FIELD = '[data-testid=composer] [role=textbox]';
const LOOK = { viewport: { width: 1200, height: 760 }, colorScheme: 'light', reducedMotion: 'reduce' };

/** Every picture: how to get there, and which part of the screen is kept (all of it, unless a locator is answered). */
const PICTURES = {
  'agents-queue': async ({ openTicket, tickets }) => {
    await openTicket(tickets[0]);
  },
  'agents-together': async ({ page, openTicket, tickets, colleague, words }) => {
    await openTicket(tickets[1]);
    const their = await colleague();
    await their.goto(page.url());
    await their.locator(FIELD).click();
    await their.keyboard.type(words.draft);
    await page.getByTestId('typing-strip').getByRole('button').click();
    await page.getByTestId('live-draft').getByText(words.draft).waitFor();
    return page.locator('#conversation');
  },
  'agents-merge': async ({ page, openTicket, pair: [one, other] }) => {
    await openTicket(one.id);
    await page.keyboard.press('m');
    await page.getByRole('dialog').getByRole('textbox').fill(String(other.number));
    await page
      .getByRole('dialog')
      .getByText(new RegExp(`^(#|№\\s)${other.number}$`))
      .first()
      .click();
    await page.waitForTimeout(600);
    return page.getByRole('dialog');
  },
  'agents-side': async ({ page, openTicket, mail, words }) => {
    await page.setViewportSize({ width: 1440, height: 760 });
    await openTicket(mail);
    await page.getByTestId('message').first().locator('button[aria-haspopup=menu]').first().click();
    await page.getByTestId('ask-about').click();
    await page.locator('#side-to').fill(words.supplier);
    await page.locator('#side-to').press('Enter');
    await page.getByTestId('side-panel').locator('[contenteditable=true]').click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type(words.ask);
    return page.locator('#conversation');
  },
  'agents-bulk': async ({ page, open }) => {
    await open('/inbox/open', '[data-testid=ticket-row]');
    await page.getByTestId('ticket-row').first().waitFor();
    for (const key of ['j', 'x', 'Shift+J', 'Shift+J']) await page.keyboard.press(key);
    await page.getByTestId('bulk-bar').waitFor();
    return page.locator('section:has(> #list)');
  },
  'agents-keys': async ({ page, open }) => {
    await page.setViewportSize({ width: 1200, height: 900 });
    await open('/inbox/open', '[data-testid=ticket-row]');
    await page.keyboard.press('Shift+?');
    await page.getByRole('dialog').waitFor();
    return page.getByRole('dialog');
  },
  'agents-macro': async ({ page, openTicket, tickets }) => {
    await openTicket(tickets[0]);
    await page.locator(FIELD).click();
    await page.keyboard.type('/');
    await page.getByTestId('suggestions').waitFor();
    return page.locator('#conversation');
  },
  'leads-view': async ({ page, open, view, words }) => {
    await open(`/inbox/${view}`, 'h1');
    await page.getByTestId('list-menu').click();
    await page.getByRole('menuitem', { name: words.editView }).click();
    await page.getByRole('dialog').getByTestId('view-count').waitFor();
    return page.getByRole('dialog');
  },
  'leads-routing': async ({ open }) => {
    await open('/settings/routing', '[data-testid=now-agent]');
  },
  'leads-rule': async ({ page, open, rule, words }) => {
    await page.setViewportSize({ width: 1200, height: 1150 });
    await open(`/settings/rules?rule=${rule}`, '[data-testid=rule-action]');
    await page.getByRole('button', { name: words.tryRule }).click();
    await page.getByTestId('dry-run').locator('a').first().waitFor();
    return page.locator('main');
  },
  'leads-promises': async ({ open }) => {
    await open('/settings/promises', '[data-testid=policy]');
  },
  'leads-reports': async ({ page, open }) => {
    await open('/reports', '[data-testid=report-sentence]');
    await page.waitForTimeout(800);
  },
  'leads-dashboard': async ({ page, open }) => {
    await page.setViewportSize({ width: 1200, height: 900 });
    await open('/reports?tab=boards', '[data-testid=board-tiles] [data-testid=breakdown]');
    await page.waitForTimeout(800);
  },
};

if (!(await build({ ifStale: true }))) process.exit(1);
const browser = await launchBrowser();
if (!browser) process.exit(1);
mkdirSync(FOLDER, { recursive: true });
const desk = await startDesk(['--demo', '--seed', '7']);
let failed = 0;
try {
  for (const locale of LOCALES) {
    const names = Object.keys(PICTURES).filter((name) => WANTED.every((word) => `${name}.${locale}`.includes(word)));
    if (names.length === 0) continue;
    const scene = await prepare(await callerOf(desk.url, OWNER), locale);
    const colleague = await browser.newContext({ ...LOOK, locale });
    const context = await browser.newContext({ ...LOOK, locale });
    // What is written for one picture is no draft on the next.
    const keep = '**/api/v1/tickets/*/draft/*';
    await context.route(keep, (route) =>
      route.request().method() === 'PUT' ? route.fulfill({ json: { version: 1 } }) : route.continue(),
    );
    await enter(context, OWNER);
    await enter(colleague, scene.colleague);
    for (const name of names) {
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      const pages = [page];
      try {
        const open = async (path, ready) => {
          await page.goto(desk.url + path);
          await page.locator(ready).first().waitFor();
          const offer = page.getByTestId('tour-offer').getByRole('button').last();
          if (await offer.isVisible()) await offer.click();
        };
        const openTicket = (id) => open(`/inbox/open/${id}`, FIELD);
        const another = async () => {
          pages.push(await colleague.newPage());
          return pages.at(-1);
        };
        const part = await PICTURES[name]({ ...scene, page, open, openTicket, colleague: another });
        await page.mouse.move(0, 0);
        await page.waitForTimeout(400);
        const png = await (part ?? page).screenshot();
        const webp = await compressed(browser, png);
        writeFileSync(join(FOLDER, `${name}.${locale}.webp`), webp);
        if (process.env.PNG) writeFileSync(join(process.env.PNG, `${name}.${locale}.png`), png);
        console.log(`${name}.${locale}: ${Math.round(webp.length / 1024)} KB`);
      } catch (error) {
        failed += 1;
        console.log(`${name}.${locale}: ${error.message}`);
        if (process.env.PNG) await page.screenshot({ path: join(process.env.PNG, `${name}.${locale}.failed.png`) });
      }
      for (const one of pages) await one.close();
    }
    await context.close();
    await colleague.close();
    await scene.undo();
  }
} finally {
  await browser.close();
  await desk.close();
}
process.exitCode = failed ? 1 : 0;

/** Signs in without a screen: the cookie is the context's from then on. */
async function enter(context, { email, password }) {
  const answer = await context.request.post(`${desk.url}/api/v1/sign-in`, { data: { email, password } });
  if (!answer.ok()) throw new Error(`sign-in: ${answer.status()} ${await answer.text()}`);
}

/** WebP by the browser itself: no other tool is needed. */
async function compressed(browser, png) {
  const page = await browser.newPage();
  const url = await page.evaluate(
    async (data) => {
      const image = new Image();
      image.src = data;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      canvas.getContext('2d').drawImage(image, 0, 0);
      return canvas.toDataURL('image/webp', 0.82);
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );
  await page.close();
  return Buffer.from(url.split(',')[1], 'base64');
}
