// The slow way, pure: what became of bad answers, counted from plain lists.
import type { CaseReport } from './case-report.requests.js';
import type { Thing } from './recount-facts.js';
import type { Expected } from './recount-overview.js';
import { type Days, dayOf } from './report-period.js';

export function recountCases(things: Thing[], period: Days, timeZone: string): Map<string, Expected> {
  const inPeriod = things.filter((thing) => {
    const day = dayOf(new Date(thing.at), timeZone);
    return day >= period.from && day <= period.to;
  });
  const closed = inPeriod.filter((thing) => thing.kind === 'case-closed');
  const byPeople = closed.filter((thing) => thing.reason !== 'improved');
  const recovered = byPeople.filter((thing) => thing.reason === 'recovered').length;
  const share = byPeople.length === 0 ? null : recovered / byPeople.length;
  const expected = new Map<string, Expected>();
  const set = (path: string, value: number | null) => void expected.set(path, { value, within: 1e-9 });
  set('cases.opened', inPeriod.filter((thing) => thing.kind === 'case-opened').length);
  set('cases.recovered', share);
  set('cases.recovered.n', byPeople.length);
  for (const outcome of new Set(closed.map((thing) => thing.reason!)))
    set(`cases.outcome.${outcome}`, closed.filter((thing) => thing.reason === outcome).length);
  return expected;
}

export function shownCases(report: CaseReport): Map<string, number | null> {
  return new Map<string, number | null>([
    ['cases.opened', report.opened.value],
    ...report.outcomes.map(({ outcome, n }): [string, number] => [`cases.outcome.${outcome}`, n]),
    ['cases.recovered', report.recovered.share],
    ['cases.recovered.n', report.recovered.n],
  ]);
}
