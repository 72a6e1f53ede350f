// The slow way, pure: the page of satisfaction counted from a plain list of surveys, one by one.
import {
  compareNps,
  compareShares,
  npsInterval,
  postStratify,
  type Stratum,
  type SurveyKind,
  scaleOf,
  silentBounds,
  wilson,
} from '@otklik/survey';
import type { Asked } from './recount-asked.js';
import type { Expected } from './recount-overview.js';
import type { Days } from './report-period.js';
import type { SatisfactionReport } from './satisfaction.requests.js';

export interface RecountSatisfactionAsk {
  kind: SurveyKind;
  period: Days;
  previous: Days;
}

/** Where in its scale an answer stands, told from the scale's ends. */
function standing(one: Asked): 'silent' | 'low' | 'middle' | 'good' {
  if (one.score === null) return 'silent';
  const scale = scaleOf(one.kind, one.scaleMax);
  if (!scale || one.score < scale.min || one.score > scale.max) return 'silent';
  if (one.score >= scale.goodFrom) return 'good';
  if (one.kind === 'nps') return one.score > 6 ? 'middle' : 'low';
  return one.scaleMax > 2 && 2 * one.score >= scale.min + scale.max ? 'middle' : 'low';
}

const answered = (list: Asked[]) => list.filter((one) => standing(one) !== 'silent');
const good = (list: Asked[]) => list.filter((one) => standing(one) === 'good');
const low = (list: Asked[]) => list.filter((one) => standing(one) === 'low');
const counts = (list: Asked[]) => {
  const found = new Map<number, number>();
  for (const { score } of answered(list)) found.set(score!, (found.get(score!) ?? 0) + 1);
  return found;
};
const shareOf = (list: Asked[]) => ({ count: good(list).length, n: answered(list).length });

function value(kind: SurveyKind, list: Asked[]): number | null {
  const n = answered(list).length;
  if (n === 0) return null;
  return kind === 'nps' ? (100 * (good(list).length - low(list).length)) / n : good(list).length / n;
}

const interval = (kind: SurveyKind, list: Asked[]) =>
  kind === 'nps' ? npsInterval(counts(list)) : wilson(good(list).length, answered(list).length);

const DAY = 86_400_000;
const WAITS = [86_400, 43_200, 14_400, 3600, 900, 0];
const seen: Record<SatisfactionReport['groups'][number]['by'], (one: Asked) => string> = {
  channel: (one) => one.channel,
  team: (one) => one.teamId ?? '',
  agent: (one) => one.agentId ?? '',
  connection: (one) => one.connectionId,
  language: (one) => one.language ?? '',
  survey: (one) => one.surveyId ?? '',
  wait: ({ wait }) => (wait === null ? '' : String(WAITS.find((from) => wait >= from) ?? '')),
  reopened: (one) => (one.episode > 1 ? 'yes' : 'no'),
  handoffs: (one) => String(Math.min(2, one.handoffs)),
};

export function recountSatisfaction(all: Asked[], ask: RecountSatisfactionAsk): Map<string, Expected> {
  const { kind, period, previous } = ask;
  const expected = new Map<string, Expected>();
  const set = (path: string, shown: number | string | null) => void expected.set(path, { value: shown, within: 1e-9 });
  const within = ({ from, to }: Days) => all.filter(({ day }) => day >= from && day <= to);
  const [here, there] = [within(period), within(previous)];
  const between = interval(kind, here);
  set('score', value(kind, here));
  set('score.n', answered(here).length);
  set('score.low', between.low);
  set('score.high', between.high);
  set('score.before', value(kind, there));
  const difference =
    kind === 'nps' ? compareNps(counts(here), counts(there)) : compareShares(shareOf(here), shareOf(there));
  set('score.verdict', difference.verdict);
  set('sent', here.length);
  for (const one of answered(here)) {
    const path = `scores.${one.scaleMax}.${one.score}`;
    set(path, Number(expected.get(path)?.value ?? 0) + 1);
  }
  for (const [from, own] of piles(answered(here), ({ day }) => stepOn(day, period)))
    set(`step.${from}`, value(kind, own));
  if (kind === 'csat') {
    const points = answered(here).map((one) => (100 * (one.score! - 1)) / (one.scaleMax - 1));
    set('hundred', points.length === 0 ? null : points.reduce((sum, each) => sum + each, 0) / points.length);
  }
  for (const [by, of] of Object.entries(seen))
    for (const [group, own] of piles(here, of)) {
      const ends = interval(kind, own);
      const path = `${by}.${group || 'none'}`;
      set(`${path}.sent`, own.length);
      set(`${path}.answered`, answered(own).length);
      set(`${path}.score`, value(kind, own));
      set(`${path}.low`, ends.low);
      set(`${path}.high`, ends.high);
    }
  for (const reason of new Set(answered(here).flatMap((one) => one.reasons))) {
    const own = here.filter((one) => one.reasons.includes(reason));
    set(`reason.${reason}.low`, low(own).length);
    set(`reason.${reason}.good`, good(own).length);
    set(`reason.${reason}`, answered(own).length);
  }
  silence(kind, here, set);
  return expected;
}

function piles(list: Asked[], of: (one: Asked) => string): Map<string, Asked[]> {
  const found = new Map<string, Asked[]>();
  for (const one of list) {
    const pile = found.get(of(one));
    if (pile) pile.push(one);
    else found.set(of(one), [one]);
  }
  return found;
}

/** The day; of a period longer than 45 days the Monday before, or the period's first day. */
function stepOn(day: string, { from, to }: Days): string {
  const at = Date.parse(day);
  if (Date.parse(to) - Date.parse(from) < 45 * DAY) return day;
  const monday = new Date(at - (Math.floor(at / DAY + 3) % 7) * DAY).toISOString().slice(0, 10);
  return monday < from ? from : monday;
}

function silence(kind: SurveyKind, here: Asked[], set: (path: string, value: number | null) => void): void {
  const [min, max] = kind === 'nps' ? [-100, 100] : [0, 1];
  const worth = (one: Asked) => (standing(one) === 'good' ? max : kind === 'nps' && standing(one) === 'low' ? min : 0);
  const keyOf = (one: Asked) => [
    ...[one.channel, seen.reopened(one), seen.wait(one), one.handoffs > 0 ? 'yes' : 'no', one.teamId ?? ''],
  ];
  const strata = [...piles(here, (one) => JSON.stringify(keyOf(one))).values()].map((own): Stratum => {
    const given = answered(own).map(worth);
    const sum = given.reduce((a, b) => a + b, 0);
    const sumOfSquares = given.reduce((a, b) => a + b * b, 0);
    return { key: keyOf(own[0]!), size: own.length, answered: given.length, sum, sumOfSquares };
  });
  const weighted = postStratify(strata, { min, max });
  set('everybody', weighted.value);
  set('everybody.low', weighted.low);
  set('everybody.high', weighted.high);
  const given = answered(here).map(worth);
  const sum = given.reduce((a, b) => a + b, 0);
  const sumOfSquares = given.reduce((a, b) => a + b * b, 0);
  const bounds = silentBounds({ size: here.length, answered: given.length, sum, sumOfSquares }, { min, max });
  set('bounds.low', bounds?.interval.low ?? null);
  set('bounds.high', bounds?.interval.high ?? null);
  for (const by of ['channel', 'team', 'language', 'wait', 'reopened', 'handoffs'] as const)
    for (const [group, own] of piles(here, seen[by]))
      set(`silent.${by}.${group || 'none'}`, own.length - answered(own).length);
}

/** The figures of a shown page under the same paths. */
export function shownSatisfaction(report: SatisfactionReport): Map<string, number | string | null> {
  const { score, silent } = report;
  const shown = new Map<string, number | string | null>([
    ['score', score.value],
    ['score.n', score.n],
    ['score.low', score.interval.low],
    ['score.high', score.interval.high],
    ['score.before', score.previousValue],
    ['score.verdict', score.change.verdict],
    ['sent', report.responseRate.n],
    ['everybody', silent.everybody.value],
    ['everybody.low', silent.everybody.interval.low],
    ['everybody.high', silent.everybody.interval.high],
    ['bounds.low', silent.bounds?.low ?? null],
    ['bounds.high', silent.bounds?.high ?? null],
  ]);
  if (report.hundred) shown.set('hundred', report.hundred.value);
  for (const one of report.distribution) if (one.count > 0) shown.set(`scores.${one.scaleMax}.${one.score}`, one.count);
  for (const point of report.trend) if (point.n > 0) shown.set(`step.${point.from}`, point.value);
  for (const { by, items } of report.groups)
    for (const item of items) {
      const path = `${by}.${item.group ?? 'none'}`;
      for (const name of ['sent', 'answered', 'score'] as const) shown.set(`${path}.${name}`, item[name]);
      shown.set(`${path}.low`, item.interval.low);
      shown.set(`${path}.high`, item.interval.high);
    }
  for (const line of report.reasons) {
    shown.set(`reason.${line.reason}`, line.count);
    shown.set(`reason.${line.reason}.low`, line.low.count);
    shown.set(`reason.${line.reason}.good`, line.good.count);
  }
  for (const line of report.silent.lines) shown.set(`silent.${line.by}.${line.group ?? 'none'}`, line.silent);
  return shown;
}
