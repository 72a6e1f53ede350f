// How a figure is told: one JSON object a line, with what it is held against, and on which machine.
import { cpus, totalmem } from 'node:os';

const machine = () =>
  `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`;

/** The value below which a share `p` of the sample lies (nearest rank). */
export function quantile(sample, p) {
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? 0;
}

const round = (value) => (typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value);

/** The same lines of a smaller desk, by name. */
let smaller = new Map();

/** From now on the figures are also held against those of the same names in `lines`, which were told of a smaller desk. */
export function growFrom(lines) {
  smaller = new Map(lines.map((line) => [line.name, line]));
}

/**
 * Prints a figure, all in one shape. `budget`: what it may be at most; `least`: at least; `limit`: what the bare engine or the network
 * needs (or does) for the same, from this run; `share`: the part of that limit that must be reached at least; `growsAtMost`: how many
 * times what it is on a smaller desk it may be (`growth`), where that was measured. Returns 1 when one of them does not hold, else 0.
 */
export function tell(told) {
  const {
    name,
    figure,
    unit,
    n = 1,
    p50,
    p99,
    budget = null,
    limit = null,
    share = null,
    least = null,
    growsAtMost,
    ...more
  } = told;
  const before = smaller.get(name);
  const growth = before?.figure > 0 ? figure / before.figure : undefined;
  const ratio = limit ? figure / limit.figure : null;
  // Nothing was measured: nothing holds.
  const holds =
    n > 0 &&
    (budget === null || figure <= budget) &&
    (share === null || ratio >= share) &&
    (least === null || figure >= least) &&
    (growsAtMost === undefined || growth === undefined || growth <= growsAtMost);
  const line = {
    name,
    n,
    figure,
    unit,
    p50,
    p99,
    limit: limit ? { what: limit.what, figure: round(limit.figure) } : undefined,
    ratio: ratio ?? undefined,
    growth,
    ...(growth === undefined ? {} : { growsAtMost, smaller: { figure: before.figure, p50: before.p50, n: before.n } }),
    ...(budget === null ? {} : { budget }),
    ...(least === null ? {} : { least }),
    ...(share === null ? {} : { share }),
    ...(budget === null && share === null && least === null ? {} : { holds }),
    ...more,
    machine: machine(),
  };
  console.log(JSON.stringify(Object.fromEntries(Object.entries(line).map(([key, value]) => [key, round(value)]))));
  return holds ? 0 : 1;
}
