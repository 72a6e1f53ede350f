// `npm run shots`: a picture of every page, desktop and phone, light and dark, in three languages, into ./shots.
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, jest, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { AgentScreen } from './agent-screen.js';
import { launchBrowser } from './browser.mjs';
import { furnishDesk } from './furnished-desk.js';
import type { Place } from './place.js';
import { placesOf } from './places.js';
import { OWNER } from './running-desk.js';

jest.setTimeout(3_600_000);
const FOLDER = process.env.SHOTS_FOLDER ?? join(dirname(dirname(fileURLToPath(import.meta.url))), 'shots');
const SCREENS = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
/** Parts of the names of the places to take, and words of how they look, e.g. SHOTS_ONLY="inbox ticket" SHOTS_LOOK="ru dark". */
const wordsOf = (name: string) => (process.env[name] ?? '').split(/[\s,]+/).filter(Boolean);
const [ONLY, LOOK] = [wordsOf('SHOTS_ONLY'), wordsOf('SHOTS_LOOK')];

test('shots', async () => {
  const browser = await launchBrowser();
  if (!browser) return;
  const lived = process.env.SHOTS_SEED !== 'no';
  const filled = await furnishDesk(lived ? ({ desk }) => desk.run('seed', '--demo') : undefined);
  try {
    const first = await browser.newPage({ viewport: SCREENS.desktop });
    await new AgentScreen(first, filled.desk.url).signIn(OWNER.email, OWNER.password);
    let taken = 0;
    for (const locale of ['en', 'ru', 'bg'] as const) {
      const looks = looksIn(locale);
      if (looks.length === 0) continue;
      await filled.call('PATCH', '/api/v1/me', { locale });
      const places = (await placesOf(filled, first, locale)).filter(
        ({ name }) => ONLY.length === 0 || ONLY.some((word) => name.includes(word)),
      );
      for (const look of looks) taken += await takeAll(browser, await first.context().storageState(), places, look);
    }
    console.log(`${taken} pictures in ${FOLDER}`);
    expect(taken).toBeGreaterThan(0);
  } finally {
    await browser.close();
    await filled.desk.stop();
  }
});

interface Look {
  screen: keyof typeof SCREENS;
  colorScheme: 'light' | 'dark';
  locale: string;
  name: string;
}

/** All of the wanted words must be in its name: `phone-dark-ru`. */
function looksIn(locale: string): Look[] {
  const all = (['desktop', 'phone'] as const).flatMap((screen) =>
    (['light', 'dark'] as const).map((colorScheme) => {
      return { screen, colorScheme, locale, name: `${screen}-${colorScheme}-${locale}` };
    }),
  );
  return all.filter(({ name }) => LOOK.every((word) => name.split('-').includes(word)));
}

async function takeAll(
  browser: Browser,
  storageState: Awaited<ReturnType<BrowserContext['storageState']>>,
  places: Place[],
  { screen, colorScheme, locale, name }: Look,
): Promise<number> {
  const look = { viewport: SCREENS[screen], colorScheme, locale, reducedMotion: 'reduce' as const };
  const known = await browser.newContext({ ...look, storageState });
  const stranger = await browser.newContext(look);
  let taken = 0;
  for (const place of places) {
    const page = await (place.whose === 'agent' ? known : stranger).newPage();
    page.setDefaultTimeout(15_000);
    if (await take(page, place, name)) taken += 1;
    await page.close();
  }
  await known.close();
  await stranger.close();
  return taken;
}

async function take(page: Page, place: Place, look: string): Promise<boolean> {
  const folder = join(FOLDER, place.name);
  mkdirSync(folder, { recursive: true });
  try {
    await place.open(page);
    await page.waitForTimeout(400);
    await page.screenshot({ path: join(folder, `${look}.png`) });
    return true;
  } catch (error) {
    console.log(`${place.name} ${look}: ${(error as Error).message.split('\n')[0]}`);
    return false;
  }
}
