// Whose years are lived: three desks, their working hours with every edit, and the instants at which their clocks were changed.
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { businessSeconds, type CalendarVersion, type Hours, type Interval } from '../../src/desk/business-time.js';
import { ChangeCalendar } from '../../src/desk/change-calendar.js';
import { CreateCalendar } from '../../src/desk/create-calendar.js';
import { CreateWorkspace } from '../../src/desk/create-workspace.js';
import type { MeasureWith } from '../../src/tickets/recount.js';
import type { Measure } from '../../src/tickets/ticket.js';
import { type Dice, diceOf } from './dice.js';

export interface DeskPlan {
  slug: string;
  timeZone: string;
  from: string;
  until: string;
  /** When its clocks were changed. */
  changes: string[];
  holidays: string[];
  /** Of all tickets. */
  share: number;
}

/** Sofia changes its clocks twice a year; Moscow did until it stayed on summer time in 2011, and went back for good in 2014. */
export const PLANS: readonly DeskPlan[] = [
  {
    slug: 'sofia',
    timeZone: 'Europe/Sofia',
    from: '2025-09-20T00:00:00Z',
    until: '2026-09-28T09:30:00Z',
    changes: ['2025-10-26T01:00:00Z', '2026-03-29T01:00:00Z'],
    holidays: ['2025-12-24', '2025-12-25', '2026-01-01', '2026-03-03', '2026-04-10', '2026-05-06', '2026-09-22'],
    share: 0.5,
  },
  {
    slug: 'moscow-2011',
    timeZone: 'Europe/Moscow',
    from: '2010-09-20T00:00:00Z',
    until: '2011-09-28T14:10:00Z',
    changes: ['2010-10-30T23:00:00Z', '2011-03-26T23:00:00Z'],
    holidays: ['2010-11-04', '2011-01-03', '2011-01-07', '2011-02-23', '2011-03-08', '2011-05-09', '2011-06-13'],
    share: 0.3,
  },
  {
    slug: 'moscow-2014',
    timeZone: 'Europe/Moscow',
    from: '2014-03-01T00:00:00Z',
    until: '2015-02-27T20:59:30Z',
    changes: ['2014-10-25T22:00:00Z'],
    holidays: ['2014-05-01', '2014-05-09', '2014-06-12', '2014-11-04', '2015-01-01', '2015-01-07', '2015-02-23'],
    share: 0.2,
  },
];

const DAY = 86_400_000;
const hours = (...spans: string[]): Interval[] =>
  spans.map((span) => ({ from: span.slice(0, 5), to: span.slice(6, 11) }));
const week = (workday: Interval[], saturday: Interval[] = [], sunday: Interval[] = []) => [
  ...Array.from({ length: 5 }, () => workday),
  saturday,
  sunday,
];

/** Calendars by the team that has them (null: the workspace's own), each version with the day of the year it came in on. */
function calendarsOf({
  timeZone,
  holidays,
}: DeskPlan): { team: number | null; versions: { day: number; hours: Hours }[] }[] {
  const closed = holidays.map((date) => ({ date, name: 'closed' }));
  const half = holidays.map((date, i) =>
    i % 2 ? { date, name: 'half', intervals: hours('09:00-12:30') } : { date, name: 'closed' },
  );
  return [
    {
      team: null,
      versions: [
        // Until then there were no hours at all: durations are not measured in them.
        {
          day: 25,
          hours: { timeZone, weekly: week(hours('09:00-13:00', '14:00-18:00')), holidays: closed.slice(0, 3) },
        },
        { day: 130, hours: { timeZone, weekly: week(hours('08:30-17:45'), hours('10:00-14:00')), holidays: half } },
        {
          day: 240,
          hours: {
            timeZone,
            weekly: week(hours('09:00-18:00'), hours('10:00-14:00'), hours('02:15-03:40')),
            holidays: half,
          },
        },
      ],
    },
    // Nights, over midnight and over the hour that is skipped or comes twice.
    {
      team: 0,
      versions: [
        { day: 10, hours: { timeZone, weekly: week(hours('22:00-06:00'), [], hours('20:00-06:00')), holidays: half } },
        {
          day: 160,
          hours: {
            timeZone,
            weekly: week(hours('18:00-02:30'), hours('18:00-02:30'), hours('18:00-02:30')),
            holidays: closed,
          },
        },
      ],
    },
    {
      team: 1,
      versions: [
        {
          day: 0,
          hours: {
            timeZone,
            weekly: week(hours('00:00-24:00'), hours('00:00-24:00'), hours('00:00-24:00')),
            holidays: [],
          },
        },
      ],
    },
  ];
}

/** What a life needs to know of its desk. */
export interface World {
  plan: DeskPlan;
  workspaceId: string;
  from: Date;
  until: Date;
  d: Dice;
  agents: string[];
  teams: string[];
  connections: { channel: string; id: string }[];
  surveys: { id: string; kind: 'csat' | 'nps' | 'ces'; min: number; max: number }[];
  /** By the hours in force at that instant, of that team, else of the workspace. */
  measureAt(teamId: string | null, at: Date): Measure;
  measureWith: MeasureWith;
}

export async function openWorld(app: NestFastifyApplication, plan: DeskPlan, seed: number): Promise<World> {
  const d = diceOf(seed);
  const from = new Date(plan.from);
  const owner = { email: `owner@${plan.slug}.test`, name: 'Owner', password: 'correct horse battery staple' };
  const { workspaceId } = await app
    .get(CreateWorkspace)
    .run({ name: plan.slug, slug: plan.slug, locale: 'en', timeZone: plan.timeZone, owner });
  const many = (n: number) => Array.from({ length: n }, () => d.id(from));
  const teams = many(3);
  const known: { team: string | null; since: number; version: CalendarVersion }[] = [];
  for (const { team, versions } of calendarsOf(plan)) {
    let id: string | null = null;
    for (const one of versions) {
      const order = { ...one.hours, name: `of ${team ?? 'all'}`, isDefault: team === null };
      const row: { id: string; versionId: string } = await (id === null
        ? app.get(CreateCalendar).run(workspaceId, order)
        : app.get(ChangeCalendar).run(workspaceId, id, order));
      id = row.id;
      const since = from.getTime() + one.day * DAY;
      known.push({ team: team === null ? null : teams[team]!, since, version: { ...one.hours, id: row.versionId } });
    }
  }
  const inForce = (teamId: string | null, at: Date) =>
    (
      known.findLast((one) => one.team === teamId && one.team !== null && one.since <= at.getTime()) ??
      known.findLast((one) => one.team === null && one.since <= at.getTime())
    )?.version ?? null;
  return {
    ...{ plan, workspaceId, from, until: new Date(plan.until), d, agents: many(9), teams },
    connections: ['email', 'chat', 'telegram', 'whatsapp', 'api', 'email'].map((channel) => ({
      channel,
      id: d.id(from),
    })),
    surveys: (
      [
        ['csat', 1, 5],
        ['csat', 1, 3],
        ['nps', 0, 10],
        ['ces', 1, 7],
      ] as const
    ).map(([kind, min, max]) => ({ id: d.id(from), kind, min, max })),
    measureAt: (teamId, at) => measureBy(inForce(teamId, at)),
    measureWith: (versionId, began, ended) =>
      measureBy(known.find((one) => one.version.id === versionId)?.version ?? null)(began, ended),
  };
}

/** As `MeasureDuration` does it. */
const measureBy =
  (version: CalendarVersion | null): Measure =>
  (from, to) => ({
    startedAt: from.toISOString(),
    endedAt: to.toISOString(),
    calendarSeconds: Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000)),
    businessSeconds: version ? businessSeconds(version, from, to) : null,
    calendarVersionId: version?.id ?? null,
  });
