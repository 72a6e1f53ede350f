// `npm run shots`: a picture of every page, desktop and phone, light and dark, in three languages, into ./shots.
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, jest, test } from '@jest/globals';
import { AgentScreen } from './agent-screen.js';
import { launchBrowser } from './browser.mjs';
import { fillDesk } from './filled-desk.js';
import { placesOf } from './places.js';
import { OWNER } from './running-desk.js';

jest.setTimeout(1_800_000);
const FOLDER = join(dirname(dirname(fileURLToPath(import.meta.url))), 'shots');
const SCREENS = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
/** Words in the names of the shots to take, e.g. SHOTS="inbox phone"; all of them must be there. */
const WANTED = (process.env.SHOTS ?? '').split(/\s+/).filter(Boolean);

test('shots', async () => {
  const browser = await launchBrowser();
  if (!browser) return;
  const filled = await fillDesk();
  try {
    if (process.env.SHOTS_SEED !== 'no') await filled.desk.run('seed', '--demo');
    const first = await browser.newPage({ viewport: SCREENS.desktop });
    await new AgentScreen(first, filled.desk.url).signIn(OWNER.email, OWNER.password);
    const storageState = await first.context().storageState();
    let taken = 0;
    for (const locale of ['en', 'ru', 'bg'] as const) {
      await filled.call('PATCH', '/api/v1/me', { locale });
      const places = await placesOf(filled, first, locale);
      for (const [screen, viewport] of Object.entries(SCREENS)) {
        for (const colorScheme of ['light', 'dark'] as const) {
          const look = { viewport, colorScheme, locale, reducedMotion: 'reduce' as const, deviceScaleFactor: 1 };
          const known = await browser.newContext({ ...look, storageState });
          const stranger = await browser.newContext(look);
          for (const place of places) {
            const name = `${place.name}-${screen}-${colorScheme}-${locale}`;
            if (!WANTED.every((word) => name.includes(word))) continue;
            const folder = join(FOLDER, place.name);
            mkdirSync(folder, { recursive: true });
            const page = await (place.whose === 'agent' ? known : stranger).newPage();
            try {
              await place.open(page);
              await page.waitForTimeout(400);
              await page.screenshot({ path: join(folder, `${screen}-${colorScheme}-${locale}.png`) });
              taken += 1;
            } catch (error) {
              console.log(`${name}: ${(error as Error).message.split('\n')[0]}`);
            }
            await page.close();
          }
          await known.close();
          await stranger.close();
        }
      }
    }
    console.log(`${taken} pictures in ${FOLDER}`);
    expect(taken).toBeGreaterThan(0);
  } finally {
    await browser.close();
    await filled.desk.stop();
  }
});
