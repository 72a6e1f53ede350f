// The pages of people who are not signed in: the door, a shop with the site chat, the survey.
import type { Page } from 'playwright-core';
import type { FurnishedDesk } from './furnished-desk.js';
import { anybody, at, type Place } from './place.js';

export function publicPlaces(desk: FurnishedDesk, locale: string): Place[] {
  const { surveys } = desk;
  return [
    anybody('sign-in', at(desk, '/sign-in', 'form')),
    anybody('sign-in-refused', async (page) => {
      await at(desk, '/sign-in', 'form')(page);
      await page.locator('input[type=email]').fill('nobody@lipa.example');
      await page.locator('input[type=password]').fill('wrong words');
      await page.keyboard.press('Enter');
      await page.locator('[role=alert]').waitFor();
    }),
    anybody('forgot-password', at(desk, '/forgot-password', 'form')),
    anybody('reset-password', at(desk, '/reset-password?token=x', 'form')),
    ...chatPlaces(desk, locale),
    anybody('survey', at(desk, `${surveys.open}?lang=${locale}`, 'form')),
    anybody('survey-chosen', at(desk, `${surveys.open}?lang=${locale}&score=2`, 'form')),
    anybody('survey-thanks', at(desk, `${surveys.answered}?lang=${locale}`, 'form')),
    anybody('survey-heard', at(desk, `${surveys.bad}?lang=${locale}`, 'form')),
    anybody('survey-link', at(desk, `${desk.link}?lang=${locale}`, 'form')),
    anybody('you-said', at(desk, `${desk.said}?lang=${locale}`, '.said')),
    anybody('survey-opt-out', at(desk, `${surveys.open}/opt-out?lang=${locale}`, 'form')),
    anybody('survey-wrong-link', at(desk, `/s/nobody?lang=${locale}`, 'main')),
  ];
}

function chatPlaces(desk: FurnishedDesk, locale: string): Place[] {
  const shop = at(desk, locale === 'en' ? '/demo' : `/demo/${locale}`, 'button[aria-expanded]');
  const open = async (page: Page, ready = 'textarea', known = false) => {
    if (!known) await page.addInitScript(() => localStorage.clear());
    await shop(page);
    await page.locator('button[aria-expanded]').click();
    await page.frameLocator('iframe').locator(ready).first().waitFor();
  };
  return [
    anybody('demo', shop),
    anybody('widget', (page) => open(page)),
    anybody('widget-out-of-hours', async (page) => {
      const backAt = new Date(Date.now() + 14 * 3_600_000).toISOString();
      await page.route('**/api/widget/v1/boot*', async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ response: answer, json: { ...(await answer.json()), backAt } });
      });
      await open(page);
    }),
    anybody('widget-talk', async (page) => {
      const { key, token } = desk.visitor;
      const remembered = { name: `otklik:${key}`, value: JSON.stringify({ token }) };
      await page.addInitScript(({ name, value }) => localStorage.setItem(name, value), remembered);
      await open(page, '.survey', true);
    }),
  ];
}
