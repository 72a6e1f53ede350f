// `otklik reports verify`, the promises that ended: once more from the facts of each ticket, in order, without asking the database to.
import type { Fact } from '../platform/events/define-event.js';
import { SlaAnnulled, SlaMet } from '../tickets/events.js';
import type { Expected } from './recount-overview.js';
import { dayOf } from './report-period.js';

export interface EndedPromise {
  /** Of the workspace. */
  day: string;
  kept: boolean;
}

/** Of one ticket, its facts in order: what was met and stayed met. */
export function endedPromises(facts: Fact[], timeZone: string): EndedPromise[] {
  const ended: (EndedPromise & { name: string })[] = [];
  for (const fact of facts) {
    if (SlaMet.is(fact)) {
      const { target, part, late } = fact.payload;
      ended.push({ name: `${target} ${part}`, day: dayOf(new Date(fact.at), timeZone), kept: !late });
    } else if (SlaAnnulled.is(fact)) {
      const { target, part } = fact.payload;
      for (let i = ended.length - 1; i >= 0; i--) if (ended[i]!.name === `${target} ${part}`) ended.splice(i, 1);
    }
  }
  return ended.map(({ day, kept }) => ({ day, kept }));
}

/** Every month from the first promise's to this one: first days. */
export function promiseMonths(ended: EndedPromise[], today: string): { from: string; dayAfter: string }[] {
  const first = ended.reduce((least, { day }) => (day < least ? day : least), today);
  const months: { from: string; dayAfter: string }[] = [];
  for (let from = `${first.slice(0, 7)}-01`; from <= today; ) {
    const [year = 0, month = 0] = from.split('-').map(Number);
    const dayAfter = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
    months.push({ from, dayAfter });
    from = dayAfter;
  }
  return months;
}

export function recountPromises(
  ended: EndedPromise[],
  { from, dayAfter }: { from: string; dayAfter: string },
): Map<string, Expected> {
  const own = ended.filter(({ day }) => day >= from && day < dayAfter);
  const exactly = (value: number): Expected => ({ value, within: 0 });
  return new Map([
    ['n', exactly(own.length)],
    ['kept', exactly(own.filter(({ kept }) => kept).length)],
  ]);
}
