// The slow way, pure: the page of load counted from plain lists, ticket by ticket and day by day.
import { RELATIVE_ERROR, rankOf } from '@otklik/survey';
import { AGES, MEASURES, type ReportClock, SPANS } from './figures.js';
import type { LoadReport } from './load.requests.js';
import type { DatedThing } from './recount-facts.js';
import type { Expected } from './recount-overview.js';
import type { Days } from './report-period.js';

export interface RecountLoadAsk {
  period: Days;
  /** Those of the period up to today. */
  days: string[];
  timeZone: string;
  clock: ReportClock;
  now: Date;
}

export function recountLoad(things: DatedThing[], ask: RecountLoadAsk): Map<string, Expected> {
  const expected = new Map<string, Expected>();
  const set = (path: string, value: number | null, within = 1e-9) => void expected.set(path, { value, within });
  const inPeriod = ({ day }: DatedThing) => day >= ask.period.from && day <= ask.period.to;

  const hours = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone: ask.timeZone, weekday: 'short', hour: '2-digit', hourCycle: 'h23' },
  });
  for (const thing of things.filter((one) => one.kind === 'opened' && inPeriod(one))) {
    const parts = Object.fromEntries(hours.formatToParts(new Date(thing.at)).map(({ type, value }) => [type, value]));
    const weekday = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts.weekday!) + 1;
    const path = `tickets.hour.${weekday}.${Number(parts.hour)}`;
    set(path, Number(expected.get(path)?.value ?? 0) + 1);
  }

  for (let weekday = 1; weekday <= 7; weekday++)
    set(`weekday.${weekday}`, ask.days.filter((day) => (new Date(day).getUTCDay() || 7) === weekday).length);

  const open = things.filter((thing) => thing.kind === 'open');
  const changes = new Map<string, number>();
  const change = (day: string, by: number) => changes.set(day, (changes.get(day) ?? 0) + by);
  for (const thing of open) {
    change(thing.day, 1);
    if (thing.untilDay) change(thing.untilDay, -1);
  }
  const changed = [...changes].sort(([one], [other]) => one.localeCompare(other));
  let n = 0;
  let next = 0;
  for (const day of ask.days) {
    for (; next < changed.length && changed[next]![0] <= day; next++) n += changed[next]![1];
    set(`tickets.open.${day}`, n);
  }
  AGES.forEach((from, band) => {
    const to = AGES[band + 1] ?? Number.POSITIVE_INFINITY;
    const ages = open
      .filter((thing) => !thing.until)
      .map((thing) => (ask.now.getTime() - Date.parse(thing.born!)) / 1000);
    set(`tickets.age.${band}`, ages.filter((age) => age >= from && age < to).length);
  });

  for (const measure of MEASURES) {
    const seconds = things
      .filter((thing) => thing.kind === measure && inPeriod(thing))
      .map((thing) => (ask.clock === 'business' ? thing.business : thing.calendar) ?? null)
      .filter((value) => value !== null)
      .sort((a, b) => a - b);
    set(`${measure}.n`, seconds.length);
    for (const q of [0.5, 0.9, 0.99])
      set(
        `${measure}.${q}`,
        seconds.length === 0 ? null : seconds[rankOf(q, seconds.length) - 1]!,
        RELATIVE_ERROR + 1e-9,
      );
    SPANS.forEach((from, bar) => {
      const to = SPANS[bar + 1] ?? Number.POSITIVE_INFINITY;
      const n = seconds.filter((value) => value >= from && value < to).length;
      if (n > 0) set(`spread.${measure}.${bar}`, n);
    });
  }
  return expected;
}

/** The figures of a shown page of load under the same paths; of hours and bars those with anything in them. */
export function shownLoad(report: LoadReport): Map<string, number | null> {
  const shown = new Map<string, number | null>();
  for (const one of [...report.days, ...report.ages]) shown.set(one.figure, one.n);
  for (const one of [...report.hours, ...report.spreads.flatMap((spread) => spread.bars)])
    if (one.n > 0) shown.set(one.figure, one.n);
  for (const [i, n] of report.weekdays.entries()) shown.set(`weekday.${i + 1}`, n);
  for (const { figure, n, median, p90, p99 } of report.spreads) {
    shown.set(`${figure}.n`, n);
    shown.set(`${figure}.0.5`, median);
    shown.set(`${figure}.0.9`, p90);
    shown.set(`${figure}.0.99`, p99);
  }
  return shown;
}
