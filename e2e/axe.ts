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
  const faults = page.frames().length === 1 ? await onePage(page, part) : await withFrames(page, part);
  return faults.map(({ id, nodes }) => {
    const places = nodes.map((node) => node.target.join(' ')).slice(0, 4);
    return `${id} (${places.join('; ')})`;
  });
}

/** A page without frames is read once, however often it is asked, and needs no second page to gather what was found in each. */
async function onePage(page: Page, part?: string): Promise<Fault[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(`${AXE}\n;undefined`);
  return page.evaluate(
    async ({ where, options }) => {
      const { axe } = window as unknown as {
        axe: { run(where: unknown, options: object): Promise<{ violations: Fault[] }> };
      };
      const { violations } = await axe.run(where ?? document, options);
      return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ target }) => ({ target })) }));
    },
    { where: part ?? null, options: OPTIONS },
  );
}

async function withFrames(page: Page, part?: string): Promise<Fault[]> {
  const builder = new AxeBuilder({ page, axeSource: AXE }).options(OPTIONS);
  if (part) builder.include(part);
  return (await builder.analyze()).violations;
}
