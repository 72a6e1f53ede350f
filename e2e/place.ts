// A place of the product: one page or window, and the steps that lead there, which a person could take in any language.
import type { Page } from 'playwright-core';
import type { FurnishedDesk } from './furnished-desk.js';

export interface Place {
  name: string;
  /** Whose page it is: an agent's, signed in; or anybody's. */
  whose: 'agent' | 'anybody';
  /** A menu or a window over a page that is a place of its own: for the pictures. */
  window?: true;
  open: (page: Page) => Promise<unknown>;
}

export const agent = (name: string, open: Place['open']): Place => ({ name, whose: 'agent', open });
export const opened = (name: string, open: Place['open']): Place => ({ ...agent(name, open), window: true });
export const anybody = (name: string, open: Place['open']): Place => ({ name, whose: 'anybody', open });

/** Opens an address and waits until the first of `ready` is there. */
export const at = (desk: FurnishedDesk, path: string, ready: string) => async (page: Page) => {
  await page.goto(desk.desk.url + path);
  await page.locator(ready).first().waitFor();
};

/** An address, then one more step, then something that must be there. */
export const after =
  (first: Place['open'], act: (page: Page) => Promise<unknown>, ready = '[role=dialog]'): Place['open'] =>
  async (page) => {
    await first(page);
    await act(page);
    await page.locator(ready).first().waitFor();
  };

export const press =
  (...keys: string[]) =>
  async (page: Page) => {
    for (const key of keys) await page.keyboard.press(key);
  };
export const type = (field: string, words: string) => async (page: Page) => {
  await page.locator(field).click();
  // What was written there before is a draft by now.
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Backspace');
  await page.keyboard.type(words);
};
export const click = (selector: string) => (page: Page) => page.locator(selector).first().click();
