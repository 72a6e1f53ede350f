// Lists and counts of what was read in answers: one condition for all of them, bounded by days or by pages.
import { FEWEST_SAYING, type Feeling, type Standing, type SurveyKind } from '@otklik/survey';
import type { Sql } from '../../platform/database/database.js';
import { addDays, type Days } from '../../platform/report-period.js';

/** Which answers: of which days, whose, and what is chosen of them. Absent is all. */
export interface AnswersAsk {
  workspaceId: string;
  period: Days;
  timeZone: string;
  channel: string | null;
  teamId: string | null;
  agentId: string | null;
  /** A tsquery. */
  words: string | null;
  chosen: Chosen;
}
export interface Chosen {
  kind: SurveyKind | null;
  standing: Standing | null;
  reason: string | null;
  language: string | null;
  feeling: Feeling | null;
  /** A tag's number. */
  tag: number | null;
  /** Of one language. */
  theme: { language: string; key: string } | null;
}
export const NOTHING_CHOSEN: Chosen = {
  ...{ kind: null, standing: null, reason: null, language: null, feeling: null, tag: null, theme: null },
};

export interface AnswerLine {
  id: string;
  ticketId: string;
  number: number;
  at: Date;
  position: string;
  kind: SurveyKind;
  scaleMax: number;
  score: number;
  standing: Standing;
  reasons: string[];
  text: string;
  taken: number;
  language: string;
  feeling: Feeling;
  channel: string;
  agentId: string | null;
  teamId: string | null;
  surveyId: string;
  survey: string;
  contactId: string;
  contact: string | null;
  tags: number[];
}

/** How many answers are alike in everything that can be chosen. */
export interface AnswerGroup {
  kind: SurveyKind;
  standing: Standing;
  language: string;
  feeling: Feeling;
  reasons: string[];
  tags: number[];
  themed: boolean;
  n: number;
}

/** Of more answers than these the newest are asked for their themes. */
export const MOST_FOR_THEMES = 20_000;

const TAGS = `ARRAY(SELECT g.tag_id FROM answer_tag g
  WHERE g.workspace_id = $1 AND g.invitation_id = r.invitation_id ORDER BY g.tag_id)`;
const SHOWN = 'JOIN ticket t ON t.workspace_id = $1 AND t.id = r.ticket_id AND NOT t.spam AND t.merged_into IS NULL';
const FROM = `FROM answer_reading r ${SHOWN}`;

/** $1 to $7 of every statement here; the screen's own days and whose they are. */
const BASE = `r.workspace_id = $1 AND r.at >= ($2::date::timestamp AT TIME ZONE $4) AND r.at < ($3::date::timestamp AT TIME ZONE $4)
  AND ($5::text IS NULL OR r.channel = $5) AND ($6::uuid IS NULL OR r.team_id = $6) AND ($7::uuid IS NULL OR r.agent_id = $7)
  AND ($8::tsquery IS NULL OR r.words @@ $8::tsquery)`;
const CHOSEN = `AND ($9::text IS NULL OR r.kind = $9) AND ($10::text IS NULL OR r.standing = $10)
  AND ($11::text IS NULL OR $11 = ANY (r.reasons)) AND ($12::text IS NULL OR r.language = $12)
  AND ($13::text IS NULL OR r.feeling = $13)
  AND ($14::int IS NULL OR EXISTS (SELECT 1 FROM answer_tag g
    WHERE g.workspace_id = $1 AND g.invitation_id = r.invitation_id AND g.tag_id = $14))
  AND ($15::text IS NULL OR (r.language = $15 AND r.phrases @> ARRAY[$16::text]))`;

const base = (ask: AnswersAsk): unknown[] => [
  ...[ask.workspaceId, ask.period.from, addDays(ask.period.to, 1), ask.timeZone],
  ...[ask.channel, ask.teamId, ask.agentId, ask.words],
];
const chosen = ({ kind, standing, reason, language, feeling, tag, theme }: Chosen): unknown[] => [
  ...[kind, standing, reason, language, feeling, tag],
  ...[theme?.language ?? null, theme?.key ?? null],
];

/** Newest first, after a position of an earlier page; one more than asked tells that there are more. */
export function readAnswerLines(
  sql: Sql,
  ask: AnswersAsk,
  page: { after: { at: string; id: string } | null; limit: number },
): Promise<AnswerLine[]> {
  return sql.query(
    `SELECT r.invitation_id AS id, r.ticket_id AS "ticketId", t.number, r.at,
       to_char(r.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS position, r.kind, r.scale_max AS "scaleMax", r.score,
       r.standing, r.reasons, r.text, r.taken, r.language, r.feeling, r.channel, r.agent_id AS "agentId", r.team_id AS "teamId",
       i.survey_id AS "surveyId", s.name AS survey, t.contact_id AS "contactId", c.name AS contact, ${TAGS} AS tags
     ${FROM}
     JOIN invitation i ON i.workspace_id = $1 AND i.id = r.invitation_id
     JOIN survey s ON s.workspace_id = $1 AND s.id = i.survey_id
     JOIN contact c ON c.workspace_id = $1 AND c.id = t.contact_id
     WHERE ${BASE} ${CHOSEN} AND ($17::timestamptz IS NULL OR (r.at, r.invitation_id) < ($17::timestamptz, $18::uuid))
     ORDER BY r.at DESC, r.invitation_id DESC LIMIT $19`,
    [...base(ask), ...chosen(ask.chosen), page.after?.at ?? null, page.after?.id ?? null, page.limit + 1],
  );
}

/** All answers of these days, whatever is chosen of them. */
export function groupAnswers(sql: Sql, ask: AnswersAsk): Promise<AnswerGroup[]> {
  const { theme } = ask.chosen;
  return sql.query(
    `SELECT kind, standing, language, feeling, reasons, tags, themed, count(*)::int AS n FROM (
       SELECT r.kind, r.standing, r.language, r.feeling, r.reasons, ${TAGS} AS tags,
         ($9::text IS NULL OR (r.language = $9 AND r.phrases @> ARRAY[$10::text])) AS themed
       ${FROM} WHERE ${BASE}) AS each GROUP BY 1, 2, 3, 4, 5, 6, 7`,
    [...base(ask), theme?.language ?? null, theme?.key ?? null],
  );
}

export interface PhraseRow {
  language: string;
  key: string;
  now: number;
  before: number;
}

/** In how many answers of these days, and of the days before, each phrase is said; those that a few say are left out. */
export async function countPhrases(sql: Sql, ask: AnswersAsk, before: Days) {
  const some = `SELECT r.language, r.phrases ${FROM} WHERE ${BASE} ${CHOSEN} ORDER BY r.at DESC LIMIT ${MOST_FOR_THEMES}`;
  // The answers are read once for both counts: to see whose tickets are hidden is what costs.
  const counts = `WITH newest AS MATERIALIZED (${some})
    SELECT language, NULL AS key, count(*)::int AS n FROM newest GROUP BY 1
    UNION ALL SELECT x.language, p.key, count(*)::int FROM newest AS x, unnest(x.phrases) AS p(key)
    GROUP BY 1, 2 HAVING count(*) >= ${FEWEST_SAYING}`;
  const now = [...base(ask), ...chosen({ ...ask.chosen, theme: null })];
  const then = [...base({ ...ask, period: before }), ...chosen({ ...ask.chosen, theme: null })];
  type Phrases = { language: string; key: string; n: number };
  const count = async (params: unknown[]) => {
    const rows = await sql.query<{ language: string; key: string | null; n: number }>(counts, params);
    return {
      answers: rows.filter(({ key }) => key === null),
      phrases: rows.filter((row): row is Phrases => row.key !== null),
    };
  };
  const [of, was] = [await count(now), await count(then)];
  return {
    answers: { now: of.answers, before: was.answers },
    phrases: { now: of.phrases, before: was.phrases },
    /** In how many answers phrases are said that were counted on the other side alone. */
    fewOf: (keys: string[], earlier: boolean) =>
      sql.query<Phrases>(
        `SELECT x.language, p.key, count(*)::int AS n FROM (${some}) AS x, unnest(x.phrases) AS p(key)
         WHERE p.key = ANY($17::text[]) GROUP BY 1, 2`,
        [...(earlier ? then : now), keys],
      ),
  };
}

export interface QuoteRow {
  language: string;
  key: string;
  said: string;
  quotes: { id: string; ticketId: string; text: string; feeling: Feeling }[];
}

/** How each of these themes is mostly said, and its three newest answers. Newest first before their tickets are looked up: 200 are, not all. */
export function quoteThemes(
  sql: Sql,
  ask: AnswersAsk,
  themes: { language: string; key: string }[],
): Promise<QuoteRow[]> {
  return sql.query(
    `SELECT k.language, k.key, newest.said, newest.quotes FROM jsonb_to_recordset($17::jsonb) AS k(language text, key text)
     CROSS JOIN LATERAL (
       SELECT mode() WITHIN GROUP (ORDER BY q.said) AS said,
         jsonb_agg(jsonb_build_object('id', q.id, 'ticketId', q.ticket_id, 'text', q.text, 'feeling', q.feeling) ORDER BY q.place)
           FILTER (WHERE q.place <= 3) AS quotes FROM (
         SELECT r.*, row_number() OVER (ORDER BY r.at DESC, r.id DESC) AS place FROM (
           SELECT r.at, r.invitation_id AS id, r.ticket_id, r.text, r.feeling, r.said[array_position(r.phrases, k.key)] AS said
           FROM answer_reading r WHERE ${BASE} ${CHOSEN} AND r.language = k.language AND r.phrases @> ARRAY[k.key]
           ORDER BY r.at DESC, r.invitation_id DESC) AS r ${SHOWN} ORDER BY r.at DESC, r.id DESC LIMIT 200) AS q) AS newest`,
    [...base(ask), ...chosen({ ...ask.chosen, theme: null }), JSON.stringify(themes)],
  );
}

/** False: there is no such answer here. Of an agent who may see their own alone: no such answer of theirs. */
export async function tagReading(
  sql: Sql,
  workspaceId: string,
  invitationId: string,
  tags: number[],
): Promise<boolean> {
  const [row] = await sql.query(
    `SELECT 1 FROM answer_reading WHERE workspace_id = $1 AND invitation_id = $2 FOR UPDATE`,
    [workspaceId, invitationId],
  );
  if (!row) return false;
  await sql.query(
    `DELETE FROM answer_tag WHERE workspace_id = $1 AND invitation_id = $2 AND NOT tag_id = ANY($3::int[])`,
    [workspaceId, invitationId, tags],
  );
  await sql.query(
    `INSERT INTO answer_tag (workspace_id, invitation_id, tag_id) SELECT $1, $2, unnest($3::int[]) ON CONFLICT DO NOTHING`,
    [workspaceId, invitationId, tags],
  );
  return true;
}
