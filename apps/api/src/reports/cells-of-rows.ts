// The same cells counted from the narrow rows by PostgreSQL: to make rollups anew, to read where there are none yet, and to check those there are.
import { bucketOf } from '@otklik/survey';
import type { Sql } from '../platform/database/database.js';
import type { Cell, Slice } from './cells.js';
import { KIND, NOW_DAY, OUTCOME, placeOf } from './cells.js';
import { MEASURES, PROMISES, SPANS, WAITS } from './figures.js';
import { ONE_TOUCH, REOPENED_IN_TIME, spellBucket } from './solving-rows.js';

const ENTRY = (bucket: string, seconds: string) =>
  `(CASE ${bucket} WHEN -32768 THEN 0 ELSE ${bucket} + 1 END) * 32 + width_bucket(${seconds}::float8, ARRAY[${SPANS.join(', ')}]::float8[]) - 1`;
/** $5: the fields that make groups. */
const FIELDS = `CASE WHEN t.fields = '{}' THEN '{}'::text[] ELSE ARRAY(SELECT f.key || ':' || v.value FROM jsonb_each(t.fields) AS f(key, value)
  CROSS JOIN LATERAL jsonb_array_elements_text(CASE jsonb_typeof(f.value) WHEN 'array' THEN f.value ELSE jsonb_build_array(f.value) END) AS v(value)
  WHERE f.key = ANY($5::text[]) ORDER BY 1) END`;
const ofRow = (row: string) =>
  `${row}.channel, ${row}.connection_id, ${row}.agent_id, ${row}.team_id, t.language, ${row}.priority, t.tags, ${FIELDS} AS fields`;
const ofTicket = ofRow('t');
const TICKET = (row: string) =>
  `JOIN report_ticket t ON t.workspace_id = $1 AND t.ticket_id = ${row}.ticket_id WHERE ${row}.workspace_id = $1 AND NOT ${row}.gone`;
const measureKind = (first: number) => `${first} + array_position(ARRAY['${MEASURES.join("', '")}'], x.measure) - 1`;
const promiseKind = (first: number) => `${first} + array_position(ARRAY['${PROMISES.join("', '")}'], x.target) - 1`;
const WAIT = `CASE ${WAITS.toReversed()
  .map((from) => `WHEN x.wait_s >= ${from} THEN '${from}'`)
  .join(' ')} ELSE '' END`;
const SURVEY_NAME = `concat_ws('|', coalesce(x.survey_id::text, ''), coalesce(x.kind, ''), coalesce(x.scale_max::text, ''), coalesce(x.score::text, ''),
  CASE WHEN x.good THEN 'true' WHEN NOT x.good THEN 'false' ELSE '' END, ${WAIT}, CASE WHEN x.episode > 1 THEN 'true' ELSE 'false' END, least(x.handoffs, 2))`;
const REASON_NAME = `concat_ws('|', x.kind, coalesce(x.scale_max::text, ''), x.score, r.reason)`;

const start = '($2::date::timestamp AT TIME ZONE $4)';
const end = '($3::date::timestamp AT TIME ZONE $4)';
const dated = (at: string) => `${at} >= ${start} AND ${at} < ${end}`;
const MEASURED = `NOT x.withdrawn AND x.measure = ANY(ARRAY['${MEASURES.join("', '")}']) AND ${dated('x.ended_at')}`;

const ALL_BUT_TIMES = `
  SELECT t.opened_at AS at, ${KIND.opened} AS kind, extract(hour FROM t.opened_at AT TIME ZONE $4)::int AS entry, NULL::text AS name, 1::bigint AS n, ${ofTicket}
    FROM report_ticket t WHERE t.workspace_id = $1 AND NOT t.gone AND ${dated('t.opened_at')}
  UNION ALL SELECT x.solved_at, ${KIND.solved}, 0, NULL, 1, ${ofRow('x')} FROM report_episode x ${TICKET('x')} AND ${dated('x.solved_at')}
  UNION ALL SELECT x.solved_at, ${KIND.closed}, 0, NULL, 1, ${ofTicket} FROM report_episode x ${TICKET('x')} AND ${dated('x.solved_at')}
  UNION ALL SELECT x.reopened_at, ${KIND.reopened}, 0, NULL, 1, ${ofTicket} FROM report_episode x ${TICKET('x')} AND ${dated('x.reopened_at')}
  UNION ALL SELECT x.ended_at, ${KIND.unanswered}, 0, NULL, 1, ${ofRow('x')} FROM report_duration x ${TICKET('x')}
    AND NOT x.withdrawn AND x.measure = 'unanswered' AND ${dated('x.ended_at')}
  UNION ALL SELECT x.sent_at, ${KIND.survey}, 0, ${SURVEY_NAME}, 1, ${ofRow('x')} FROM report_survey x ${TICKET('x')} AND ${dated('x.sent_at')}
  UNION ALL SELECT x.sent_at, ${KIND.reason}, 0, ${REASON_NAME}, 1, ${ofRow('x')} FROM report_survey x CROSS JOIN LATERAL unnest(x.reasons) AS r(reason)
    ${TICKET('x')} AND x.kind IS NOT NULL AND x.score IS NOT NULL AND ${dated('x.sent_at')}
  UNION ALL SELECT x.decided_at, ${KIND.notAsked}, 0, coalesce(x.reason, 'unknown'), 1, ${ofRow('x')} FROM report_survey x ${TICKET('x')}
    AND NOT x.asked AND ${dated('x.decided_at')}
  UNION ALL SELECT x.ended_at, CASE WHEN x.late THEN ${promiseKind(KIND.promises.late)} ELSE ${promiseKind(KIND.promises.kept)} END, x.late_s::int, NULL, 1,
    ${ofRow('x')} FROM report_promise x ${TICKET('x')} AND ${dated('x.ended_at')}`;

/** The rows tell by how many seconds a promise was missed, the cells by which place of the scale. */
export const entryOfRow = (kind: number, entry: number): number =>
  kind >= KIND.promises.late && kind < KIND.promises.late + PROMISES.length ? placeOf(bucketOf(entry)) : entry;

/** Without a bar: none of these has a distribution. */
const SPELL_ENTRY = (seconds: string) => `(CASE WHEN ${seconds} = 0 THEN 0 ELSE ${spellBucket(seconds)} + 1 END) * 32`;
const OUTCOMES = `CASE WHEN ${REOPENED_IN_TIME} THEN ${OUTCOME.reopened} WHEN ${ONE_TOUCH} THEN ${OUTCOME.oneTouch} ELSE ${OUTCOME.other} END`;
const spellOn = (spell: number, seconds: string) =>
  `(${KIND.spellSeconds + spell}, 0, nullif(${seconds}, 0)), (${KIND.spells + spell}, ${SPELL_ENTRY(seconds)}, 1)`;
const WORKED = `report_episode x ${TICKET('x')} AND ${dated('x.solved_at')}`;

const timesOn = (clock: 'calendar' | 'business') =>
  `(${measureKind(KIND.seconds[clock])}, 0, x.${clock}_s), (${measureKind(KIND.times[clock])}, ${ENTRY(`x.${clock}_bucket`, `x.${clock}_s`)}, 1)`;

/**
 * Every cell of the days from $2 to before $3 in the time zone $4, workspace $1, fields $5, one row a thing counted: at, kind, entry, name, n and the slice.
 * Written apart from cellsOf, which counts the same ticket by ticket.
 */
export const CELLS_OF_ROWS = `${ALL_BUT_TIMES}
  UNION ALL SELECT x.ended_at, c.kind, c.entry, NULL, c.n, ${ofRow('x')} FROM report_duration x
    CROSS JOIN LATERAL (VALUES ${timesOn('calendar')}, ${timesOn('business')},
      (${measureKind(KIND.unmeasured.business)}, 0, CASE WHEN x.business_s IS NULL THEN 1 END)) AS c(kind, entry, n) ${TICKET('x')}
    AND ${MEASURED} AND c.entry IS NOT NULL AND c.n IS NOT NULL
  UNION ALL SELECT x.solved_at, c.kind, c.entry, NULL, c.n, ${ofRow('x')} FROM report_episode x
    CROSS JOIN LATERAL (VALUES ${spellOn(0, 'x.requester_s')}, ${spellOn(1, 'x.agent_s')}, (${KIND.touches}, x.touches, 1),
      (${KIND.handoffs}, x.handoffs, 1), (${KIND.outcome}, ${OUTCOMES}, 1)) AS c(kind, entry, n) ${TICKET('x')}
    AND ${dated('x.solved_at')} AND c.n IS NOT NULL`;

/** The same in one row a duration, which is what makes a million tickets quick: its name holds measure, entry and seconds, and both again of the working hours. */
const TIMES = -1;
/** One row a solving likewise: both spells with their seconds, touches, handoffs, what it came to. */
const WORK = -2;
const ROWS_OF_CELLS = `${ALL_BUT_TIMES}
  UNION ALL SELECT x.ended_at, ${TIMES}, 0, concat_ws(':', ${measureKind(0)}, ${ENTRY('x.calendar_bucket', 'x.calendar_s')}, x.calendar_s,
      ${ENTRY('x.business_bucket', 'x.business_s')}, x.business_s), 1, ${ofRow('x')} FROM report_duration x ${TICKET('x')} AND ${MEASURED}
  UNION ALL SELECT x.solved_at, ${WORK}, 0, concat_ws(':', ${SPELL_ENTRY('x.requester_s')}, x.requester_s, ${SPELL_ENTRY('x.agent_s')}, x.agent_s,
      x.touches, x.handoffs, ${OUTCOMES}), 1, ${ofRow('x')} FROM ${WORKED}`;

/** No name has it in it. */
const BETWEEN = '\u001f';

/** All cells of some days, already counted, slice by slice. */
export async function countCells(
  sql: Sql,
  workspaceId: string,
  from: string,
  until: string,
  timeZone: string,
  grouping: ReadonlySet<string>,
): Promise<Cell[]> {
  const rows = await sql.query<Slice & { day: string; kind: number; entries: string }>(
    `SELECT ((at AT TIME ZONE $4)::date)::text AS day, channel, connection_id AS "connectionId", agent_id AS "agentId", team_id AS "teamId",
       language, priority, tags, fields, kind, string_agg(coalesce(name, entry::text), '${BETWEEN}') AS entries
     FROM (${ROWS_OF_CELLS}) AS c GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`,
    [workspaceId, from, until, timeZone, [...grouping]],
  );
  return rows.flatMap(({ day, kind, entries, ...slice }) => {
    if (kind === TIMES) return timeCells(day, slice, entries);
    if (kind === WORK) return workCells(day, slice, entries);
    const counts = new Map<string, number>();
    const named = kind === KIND.survey || kind === KIND.notAsked || kind === KIND.reason;
    for (const told of entries.split(BETWEEN)) {
      const entry = named ? told : String(entryOfRow(kind, Number(told)));
      counts.set(entry, (counts.get(entry) ?? 0) + 1);
    }
    return [...counts].map(([entry, n]) => ({ day, slice, kind, entry: named ? entry : Number(entry), n }));
  });
}

type Add = (kind: number, entry: number, n: number) => void;

/** What `count` adds, added up. */
function added(day: string, slice: Slice, count: (add: Add) => void): Cell[] {
  const counts = new Map<number, number>();
  count((kind, entry, n) => {
    const key = kind * ENTRIES + entry;
    counts.set(key, (counts.get(key) ?? 0) + n);
  });
  return [...counts]
    .filter(([, n]) => n !== 0)
    .map(([key, n]) => ({ day, slice, kind: Math.floor(key / ENTRIES), entry: key % ENTRIES, n }));
}

const timeCells = (day: string, slice: Slice, times: string) =>
  added(day, slice, (add) => addTimes(add, times.split(BETWEEN)));

function addTimes(add: Add, times: string[]): void {
  for (const time of times) {
    const [measure, entry, seconds, businessEntry, businessSeconds] = time.split(':').map(Number);
    add(KIND.times.calendar + measure!, entry!, 1);
    add(KIND.seconds.calendar + measure!, 0, seconds!);
    if (businessEntry === undefined) add(KIND.unmeasured.business + measure!, 0, 1);
    else {
      add(KIND.times.business + measure!, businessEntry, 1);
      add(KIND.seconds.business + measure!, 0, businessSeconds!);
    }
  }
}

const workCells = (day: string, slice: Slice, solvings: string) =>
  added(day, slice, (add) => {
    for (const solving of solvings.split(BETWEEN)) {
      const [requester, requesterS, agent, agentS, touches, handoffs, outcome] = solving.split(':').map(Number);
      for (const [spell, [entry, seconds]] of [
        [requester!, requesterS!] as const,
        [agent!, agentS!] as const,
      ].entries()) {
        add(KIND.spells + spell, entry, 1);
        add(KIND.spellSeconds + spell, 0, seconds);
      }
      add(KIND.touches, touches!, 1);
      add(KIND.handoffs, handoffs!, 1);
      add(KIND.outcome, outcome!, 1);
    }
  });

/** More than there are places on the scale of durations. */
const ENTRIES = 2 ** 21;

/** What is so now, already counted, slice by slice. */
export async function countNow(sql: Sql, workspaceId: string, grouping: ReadonlySet<string>): Promise<Cell[]> {
  const held = (kind: number, entry: string, holds: string) =>
    `SELECT ${kind} AS kind, ${entry} AS entry, ${ofTicket.replaceAll('$5', '$2')} FROM report_ticket t
     WHERE t.workspace_id = $1 AND NOT t.gone AND ${holds}`;
  const rows = await sql.query<Slice & { kind: number; entry: number; n: number }>(
    `SELECT kind, entry, channel, connection_id AS "connectionId", agent_id AS "agentId", team_id AS "teamId", language, priority, tags, fields,
       count(*)::int AS n
     FROM (${held(KIND.waiting, '0', 't.waiting_since IS NOT NULL')}
       UNION ALL ${held(KIND.open, 'floor(extract(epoch FROM t.opened_at) / 3600)::int', 't.open')}
       UNION ALL SELECT ${promiseKind(KIND.promises.broken)}, 0, ${ofTicket.replaceAll('$5', '$2')} FROM report_promise x
         JOIN report_ticket t ON t.workspace_id = $1 AND t.ticket_id = x.ticket_id
         WHERE x.workspace_id = $1 AND x.ended_at IS NULL AND NOT x.gone AND t.open) AS now
     GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`,
    [workspaceId, [...grouping]],
  );
  return rows.map(({ kind, entry, n, ...slice }) => ({ day: NOW_DAY, slice, kind, entry, n }));
}

/** The first and the day after the last on which anything was counted; null: nothing ever was. */
export async function countedDays(
  sql: Sql,
  workspaceId: string,
  timeZone: string,
): Promise<{ first: string; after: string } | null> {
  const ends = [
    'report_ticket.opened_at',
    'report_episode.solved_at',
    'report_episode.reopened_at',
    'report_survey.sent_at',
  ]
    .map((name) => name.split('.') as [string, string])
    .flatMap(([table, at]) => [
      `(SELECT min(${at}) FROM ${table} WHERE workspace_id = $1)`,
      `(SELECT max(${at}) FROM ${table} WHERE workspace_id = $1)`,
    ]);
  const durations = [...MEASURES, 'unanswered'].flatMap((measure) =>
    ['min', 'max'].map(
      (end) =>
        `(SELECT ${end}(ended_at) FROM report_duration WHERE workspace_id = $1 AND measure = '${measure}' AND NOT gone AND NOT withdrawn)`,
    ),
  );
  const decided = ['min', 'max'].map(
    (end) => `(SELECT ${end}(decided_at) FROM report_survey WHERE workspace_id = $1 AND NOT asked)`,
  );
  const promised = ['min', 'max'].map(
    (end) =>
      `(SELECT ${end}(ended_at) FROM report_promise WHERE workspace_id = $1 AND ended_at IS NOT NULL AND NOT gone)`,
  );
  const [row] = await sql.query<{ first: string | null; after: string | null }>(
    `SELECT (min(at AT TIME ZONE $2)::date)::text AS first, (max(at AT TIME ZONE $2)::date + 1)::text AS after
     FROM unnest(ARRAY[${[...ends, ...durations, ...decided, ...promised].join(', ')}]) AS at`,
    [workspaceId, timeZone],
  );
  return row?.first && row.after ? { first: row.first, after: row.after } : null;
}
