// `otklik reports verify`, the links: the score of each counted the slow way, from every version that was ever given.
import { npsInterval, wilson } from '@otklik/survey';
import type { Tx } from '../../platform/database/database.js';
import { type Days, dayOf } from '../../platform/report-period.js';
import { allLinkAnswers, type LinkVersion } from './link.store.js';
import { linkFigures } from './link-figures.js';

const PAGE = 2000;
/** From which score on an answer is good, by kind and the scale's end. */
const GOOD: Readonly<Record<string, number>> = {
  ...{ 'csat 2': 2, 'csat 3': 3, 'csat 5': 4, 'csat 7': 6, 'csat 10': 9 },
  ...{ 'nps 10': 9, 'ces 7': 5 },
};

type Compare = (what: string, shown: string | number | null, recounted: string | number | null) => void;

/** Answers how many answers stand, each in its latest version. */
export async function verifyLinks(
  tx: Tx,
  workspaceId: string,
  { period, timeZone }: { period: Days; timeZone: string },
  compare: Compare,
): Promise<number> {
  const latest = new Map<string, LinkVersion>();
  for (let after: string | null = null; ; ) {
    const page: LinkVersion[] = await allLinkAnswers(tx, workspaceId, after, PAGE);
    for (const one of page) {
      const key = `${one.linkId} ${one.who}`;
      if (one.version > (latest.get(key)?.version ?? 0)) latest.set(key, one);
    }
    if (page.length < PAGE) break;
    after = page.at(-1)!.id;
  }
  const scores = new Map<string, number[]>();
  for (const { linkId, kind, scaleMax, score, at, dropped } of latest.values()) {
    const day = dayOf(at, timeZone);
    if (dropped || day < period.from || day > period.to || !GOOD[`${kind} ${scaleMax}`]) continue;
    const name = `${linkId} ${kind} ${scaleMax}`;
    scores.set(name, [...(scores.get(name) ?? []), score]);
  }
  const shown = new Map<string, string>();
  for (const { linkId, kind, scaleMax, answered, score, interval } of await linkFigures(
    tx,
    workspaceId,
    period,
    timeZone,
  ))
    shown.set(`${linkId} ${kind} ${scaleMax}`, told(answered, score, interval));
  for (const name of new Set([...shown.keys(), ...scores.keys()]))
    compare(`link ${name}`, shown.get(name) ?? null, recounted(name, scores.get(name) ?? []));
  return latest.size;
}

function recounted(name: string, scores: number[]): string | null {
  const [, kind, scaleMax] = name.split(' ');
  const n = scores.length;
  if (n === 0) return null;
  const good = scores.filter((score) => score >= GOOD[`${kind} ${scaleMax}`]!).length;
  if (kind !== 'nps') return told(n, good / n, wilson(good, n));
  const counts = new Map<number, number>();
  for (const score of scores) counts.set(score, (counts.get(score) ?? 0) + 1);
  const bad = scores.filter((score) => score <= 6).length;
  return told(n, (100 * (good - bad)) / n, npsInterval(counts));
}

const told = (n: number, score: number | null, { low, high }: { low: number | null; high: number | null }): string =>
  [n, ...[score, low, high].map((one) => one?.toFixed(9) ?? '')].join(' ');
