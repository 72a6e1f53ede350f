// Axe as the browser tests ask it: what it finds on a page, each as its rule and the places at fault.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const { resolve } = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'));
/** The small edition: every page has half as much of it to read. */
const AXE = readFileSync(resolve('axe-core/axe.min.js'), 'utf8');
const OPTIONS = { resultTypes: ['violations' as const], preload: false };

interface Fault {
  id: string;
  nodes: { target: unknown[] }[];
}

/** Empty: nothing is wrong. `part`: only what stands in there. */
export async function axeFaults(page: Page, part?: string): Promise<string[]> {
  const faults = page.frames().length === 1 ? await onePage(page, part ?? null, OPTIONS) : await withFrames(page, part);
  return faults.map(inWords);
}

/**
 * Empty: nothing is wrong with a page over which something is open. What floats over a page stands in no landmark of it; the page
 * below, and what is shown in frames, are places of their own. Of thousands of emoji one speaks for all.
 */
export async function windowFaults(page: Page): Promise<string[]> {
  // What is still fading in is not there for axe, while the page behind it is hidden already.
  await page.waitForFunction(() =>
    [...document.querySelectorAll('[role=dialog]')].every((one) => getComputedStyle(one).opacity === '1'),
  );
  const where = { include: ['html'], exclude: ['[data-testid=emoji-picker] button ~ button'] };
  const options = { ...OPTIONS, iframes: false, rules: { region: { enabled: false } } };
  return (await onePage(page, where, options)).map(inWords);
}

function inWords({ id, nodes }: Fault): string {
  const places = nodes.map((node) => node.target.join(' ')).slice(0, 4);
  return `${id} (${places.join('; ')})`;
}

/** A page without frames is read once, however often it is asked, and needs no second page to gather what was found in each. */
async function onePage(page: Page, where: unknown, options: object): Promise<Fault[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(`${AXE}\n;undefined`);
  return page.evaluate(
    async ([where, options]) => {
      const { axe } = window as unknown as {
        axe: { run(where: unknown, options: unknown): Promise<{ violations: Fault[] }> };
      };
      const { violations } = await axe.run(where ?? document, options);
      return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ target }) => ({ target })) }));
    },
    [where, options],
  );
}

async function withFrames(page: Page, part?: string): Promise<Fault[]> {
  const builder = new AxeBuilder({ page, axeSource: AXE }).options(OPTIONS);
  if (part) builder.include(part);
  return (await builder.analyze()).violations;
}
