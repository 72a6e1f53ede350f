// How long it takes to fill a desk with very many tickets, by the terminal's own command; with `--keep DIR` the desk stays there for what is measured next.
import { tell } from './print.mjs';
import { startDesk } from './running-desk.mjs';

/** Seconds for a million tickets. */
const BUDGET = 600;
const MILLION = 1_000_000;

export async function bench(options) {
  const tickets = Number(options.tickets ?? MILLION);
  const seed = Number(options.seed ?? Date.now() % 1_000_000);
  const desk = await startDesk(null, {}, options.keep);
  try {
    await desk.stop();
    const began = performance.now();
    const { stdout } = await desk.seed(['--tickets', String(tickets), '--seed', String(seed)]);
    const figure = (performance.now() - began) / 1000;
    const phases = [...stdout.matchAll(/^ +([\d.]+) s {2}(.+)$/gm)];
    return tell({
      name: `seed ${tickets.toLocaleString('en')} tickets`,
      figure,
      unit: 's',
      budget: tickets === MILLION ? BUDGET : null,
      parts: Object.fromEntries(phases.map(([, seconds, what]) => [what, Number(seconds)])),
      seed,
    });
  } finally {
    if (options.keep) await desk.stop();
    else await desk.close();
  }
}
