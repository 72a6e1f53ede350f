// How a figure is told: one JSON object a line, with what it is held against, and on which machine.
import { cpus, totalmem } from 'node:os';

export const machine = () =>
  `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`;

/** The value below which a share `p` of the sample lies (nearest rank). */
export function quantile(sample, p) {
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? 0;
}

const round = (value) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value);

/**
 * Prints a figure. `budget`: what it may be at most; `limit`: what the bare engine or the network needs for the same, from this run.
 * Returns 1 when the budget does not hold, else 0.
 */
export function tell({ name, figure, unit, n = 1, budget = null, limit = null, ...more }) {
  const holds = budget === null || figure <= budget;
  const line = { name, figure: round(figure), unit, n, ...(budget === null ? {} : { budget, holds }) };
  if (limit)
    Object.assign(line, {
      limit: { what: limit.what, figure: round(limit.figure) },
      ratio: round(figure / limit.figure),
    });
  console.log(
    JSON.stringify({ ...line, ...Object.fromEntries(Object.entries(more).map(([key, value]) => [key, round(value)])) }),
  );
  return holds ? 0 : 1;
}
