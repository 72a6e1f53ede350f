// By what the rows of a figure fall into groups, as SQL: x is the row, t its ticket; a row with several tags is in several groups.
import { type Dimension, type Seen, WAITS } from './figures.js';

/** `join`: beside `x`; `value`: names the group, '' where it has none; `holds`: whether a row is in a given one. */
export interface Grouped {
  value: string;
  join: string;
  holds: (given: string) => string;
}

/** `give` takes a value into the statement and answers with its place in it. $1 is the workspace. */
export type Grouping = (give: (value: unknown) => string) => Grouped;

export const TICKET_OF_ROW = 'JOIN report_ticket t ON t.workspace_id = $1 AND t.ticket_id = x.ticket_id';

/** The first response of the row's ticket as the beginning of its band; '' without one. */
const WAIT = `CASE ${WAITS.toReversed()
  .map((from) => `WHEN x.wait_s >= ${from} THEN '${from}'`)
  .join(' ')} ELSE '' END`;

/** Those that need nothing but the rows themselves. */
export const PLAIN: Readonly<Record<Exclude<Dimension, 'segment' | 'field'> | Seen, Grouping>> = {
  channel: plainly('x.channel'),
  team: plainly('x.team_id::text'),
  agent: plainly('x.agent_id::text'),
  connection: plainly('x.connection_id::text'),
  priority: plainly('x.priority::text'),
  language: plainly('t.language', TICKET_OF_ROW),
  // Of report_survey alone:
  survey: plainly('x.survey_id::text'),
  wait: plainly(WAIT),
  reopened: plainly(`CASE WHEN x.episode > 1 THEN 'yes' ELSE 'no' END`),
  handoffs: plainly('least(x.handoffs, 2)::text'),
  reason: () => ({
    value: `coalesce(r.reason, '')`,
    join: 'LEFT JOIN LATERAL unnest(x.reasons) AS r(reason) ON true',
    holds: (given) => `${given} = ANY (CASE WHEN cardinality(x.reasons) = 0 THEN ARRAY[''] ELSE x.reasons END)`,
  }),
  tag: () => ({
    value: `coalesce(g.tag::text, '')`,
    join: `${TICKET_OF_ROW} LEFT JOIN LATERAL unnest(t.tags) AS g(tag) ON true`,
    holds: (given) => `${given} = ANY (CASE WHEN cardinality(t.tags) = 0 THEN ARRAY[''] ELSE t.tags::text[] END)`,
  }),
};

function plainly(column: string, join = ''): Grouping {
  const value = `coalesce(${column}, '')`;
  return () => ({ value, join, holds: (given) => `${value} = ${given}` });
}

/** By the values of one of the workspace's own fields; a ticket with several of them is in several groups. */
export function byField(fieldId: string): Grouping {
  return (give) => {
    const stored = `t.fields -> ${give(fieldId)}::text`;
    const each = `LEFT JOIN LATERAL jsonb_array_elements_text(
      CASE jsonb_typeof(${stored}) WHEN 'array' THEN ${stored} ELSE jsonb_build_array(${stored}) END) AS g(each) ON true`;
    return {
      value: `coalesce(g.each, '')`,
      join: `${TICKET_OF_ROW} ${each}`,
      holds: (given) => `${given} IN (SELECT coalesce(g.each, '') FROM (VALUES (1)) AS one(line) ${each})`,
    };
  };
}

/** By the segments of its person; `joined` makes the join (people/segments). */
export function bySegment(
  joined: (of: { workspaceId: string; contactId: string; alias: string }, give: (value: unknown) => string) => string,
): Grouping {
  return (give) => {
    const each = joined({ workspaceId: '$1', contactId: 't.contact_id', alias: 'g(segment)' }, give);
    return {
      value: `coalesce(g.segment::text, '')`,
      join: `${TICKET_OF_ROW} ${each}`,
      holds: (given) => `${given} IN (SELECT coalesce(g.segment::text, '') FROM (VALUES (1)) AS one(line) ${each})`,
    };
  };
}
