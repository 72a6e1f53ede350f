// The fifth migration: boards of the reports; promises kept and broken as rows of their own, and what solving took; a bad answer given by a link is somebody's task, or at least told of.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Boards1765000000000 implements MigrationInterface {
  name = 'Boards1765000000000';

  async up(db: QueryRunner): Promise<void> {
    for (const statement of [BOARDS, LINKS, PROMISES, WORK, ORDERS, RETURNS]) await db.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('This migration has no way back: restore a backup instead.');
  }
}

const BOARDS = `
CREATE TABLE board (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  owner_id uuid NOT NULL,
  seen_by text NOT NULL CHECK (seen_by IN ('me', 'leads', 'everyone')),
  name text NOT NULL,
  period text NOT NULL,
  filters jsonb NOT NULL,
  tiles jsonb NOT NULL,
  version int NOT NULL,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES agent (workspace_id, id)
);
COMMENT ON TABLE board IS 'Figures and charts of the reports that a lead has put side by side.';
COMMENT ON COLUMN board.tiles IS 'In order; each says what it shows, and its own days and filters where it has any.';
COMMENT ON COLUMN board.version IS 'Rises with each change: who changes an older one is refused.';
`;

const LINKS = `
ALTER TABLE survey_case ALTER COLUMN invitation_id DROP NOT NULL, ADD COLUMN link_id uuid, ADD COLUMN link_who bytea,
  ADD CONSTRAINT survey_case_of CHECK ((invitation_id IS NULL) = (link_id IS NOT NULL) AND (link_id IS NULL) = (link_who IS NULL)),
  ADD FOREIGN KEY (workspace_id, link_id) REFERENCES survey_link (workspace_id, id);
COMMENT ON COLUMN survey_case.link_who IS 'Whose answer by this link the case is about, as in link_answer.who.';
CREATE UNIQUE INDEX survey_case_link ON survey_case (workspace_id, link_id, link_who) WHERE link_id IS NOT NULL;
ALTER TABLE link_answer ADD COLUMN told boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN link_answer.told IS 'This version was told of, because it is bad and there is no case of it: once a visitor.';
CREATE UNIQUE INDEX link_answer_id ON link_answer (workspace_id, id);
CREATE INDEX link_answer_days ON link_answer (workspace_id, at, link_id, kind, scale_max, score) WHERE latest;
ALTER TABLE notification ALTER COLUMN ticket_id DROP NOT NULL, ADD COLUMN link_id uuid, ADD COLUMN answer_id uuid,
  ADD CONSTRAINT notification_of CHECK ((ticket_id IS NULL) = (link_id IS NOT NULL) AND (link_id IS NULL) = (answer_id IS NULL));
COMMENT ON COLUMN notification.answer_id IS 'The last bad answer by this link that was folded in.';
CREATE UNIQUE INDEX notification_unread_link ON notification (workspace_id, agent_id, link_id)
  WHERE read_at IS NULL AND link_id IS NOT NULL;
CREATE INDEX notification_answer ON notification (workspace_id, link_id, agent_id, answer_id) WHERE link_id IS NOT NULL;
ALTER TABLE hook_delivery ADD COLUMN answer_id uuid;
CREATE UNIQUE INDEX hook_delivery_answer ON hook_delivery (workspace_id, hook_id, answer_id) WHERE answer_id IS NOT NULL;
-- Slack shows words and cannot be surprised by a new kind of message; other systems are sent it when they are told to.
UPDATE hook SET events = events || '{answer.bad}' WHERE kind = 'slack' AND 'case.opened' = ANY (events);
`;

const PROMISES = `
CREATE TABLE report_promise (
  workspace_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  target text NOT NULL CHECK (target IN ('first-response', 'next-response', 'resolution')),
  part int NOT NULL,
  due_at timestamptz NOT NULL,
  ended_at timestamptz,
  late boolean NOT NULL,
  met boolean NOT NULL,
  late_s bigint NOT NULL,
  channel text NOT NULL,
  connection_id uuid NOT NULL,
  agent_id uuid,
  team_id uuid,
  priority smallint NOT NULL,
  gone boolean NOT NULL DEFAULT false,
  PRIMARY KEY (workspace_id, ticket_id, target, part)
);
COMMENT ON TABLE report_promise IS 'Promises that ended, and those broken while their wait goes on (ended_at is null).';
COMMENT ON COLUMN report_promise.met IS 'False: broken, and given up when the ticket was solved without the reply; or not ended.';
COMMENT ON COLUMN report_promise.late_s IS 'Calendar seconds from the promised instant to the end; 0 of one that was kept.';
CREATE INDEX report_promise_ended ON report_promise (workspace_id, ended_at) WHERE ended_at IS NOT NULL AND NOT gone;
CREATE INDEX report_promise_broken ON report_promise (workspace_id, due_at) WHERE ended_at IS NULL AND NOT gone;
ALTER TABLE report_day ADD COLUMN promises bytea NOT NULL DEFAULT '', ALTER promises SET STORAGE EXTERNAL;
-- What was promised before this table was: the last word on each promise, and whose the reply or the solving was.
CREATE TEMPORARY TABLE promised ON COMMIT DROP AS
  SELECT workspace_id, id, ticket_id, payload->>'target' AS target, (payload->>'part')::int AS part, seq, type, at, payload,
    (payload->>'dueAt')::timestamptz AS due_at, (payload->>'metAt')::timestamptz AS met_at,
    coalesce((payload->>'metAt')::timestamptz > (payload->>'dueAt')::timestamptz, true) AS late
  FROM fact WHERE type IN ('sla.met', 'sla.breached', 'sla.annulled');
CREATE INDEX ON promised (workspace_id, ticket_id, target, part, seq);
CREATE TEMPORARY TABLE came_to ON COMMIT DROP AS
  SELECT p.*, e.ended_at, o.priority IS NOT NULL AS theirs, o.agent_id, o.team_id, o.priority,
    p.type = 'sla.met' OR e.ended_at > p.due_at
      OR e.ended_at IS NULL AND t.open AND (p.target = 'resolution' OR t.waiting_since IS NOT NULL) AS counts
  FROM (SELECT DISTINCT ON (workspace_id, ticket_id, target, part) s.* FROM promised s
      WHERE s.type = 'sla.breached' OR s.type = 'sla.met' AND NOT EXISTS (SELECT 1 FROM promised a WHERE a.workspace_id = s.workspace_id
        AND a.ticket_id = s.ticket_id AND a.target = s.target AND a.part = s.part AND a.type = 'sla.annulled' AND a.seq > s.seq)
      ORDER BY workspace_id, ticket_id, target, part, seq DESC) p
  JOIN report_ticket t ON t.workspace_id = p.workspace_id AND t.ticket_id = p.ticket_id
  LEFT JOIN LATERAL (SELECT d.ended_at, d.agent_id, d.team_id, d.priority FROM report_duration d
      WHERE p.target <> 'resolution' AND d.workspace_id = p.workspace_id AND d.ticket_id = p.ticket_id AND d.part = p.part
        AND (d.measure = 'unanswered') = (p.type = 'sla.breached') AND d.measure IN ('first-response', 'next-response', 'unanswered')
    UNION ALL SELECT e.solved_at, e.agent_id, e.team_id, e.priority FROM report_episode e
      WHERE p.target = 'resolution' AND p.type = 'sla.met' AND e.workspace_id = p.workspace_id AND e.ticket_id = p.ticket_id
        AND e.episode = p.part
    LIMIT 1) o ON true
  CROSS JOIN LATERAL (SELECT CASE p.type WHEN 'sla.met' THEN p.met_at ELSE o.ended_at END AS ended_at) e;
INSERT INTO report_promise
  SELECT p.workspace_id, p.ticket_id, p.target, p.part, p.due_at, p.ended_at, p.late, p.type = 'sla.met',
    CASE WHEN p.late AND p.ended_at IS NOT NULL THEN ceil(extract(epoch FROM p.ended_at - p.due_at))::bigint ELSE 0 END,
    t.channel, t.connection_id, CASE WHEN p.theirs THEN p.agent_id ELSE t.agent_id END, CASE WHEN p.theirs THEN p.team_id ELSE t.team_id END,
    coalesce(p.priority, t.priority), t.gone
  FROM came_to p JOIN report_ticket t ON t.workspace_id = p.workspace_id AND t.ticket_id = p.ticket_id WHERE p.counts;
-- That a broken one was given up, or had never been one, is a fact from now on: told of those of old as well.
CREATE TEMPORARY TABLE stopped ON COMMIT DROP AS
  SELECT p.workspace_id, p.ticket_id, p.id, p.at, p.payload, CASE WHEN p.counts THEN p.ended_at END AS stopped_at, last.seq AS before,
    last.seq + row_number() OVER (PARTITION BY p.workspace_id, p.ticket_id ORDER BY p.seq)::int AS seq
  FROM came_to p
  CROSS JOIN LATERAL (SELECT max(f.seq) AS seq FROM fact f WHERE f.workspace_id = p.workspace_id AND f.ticket_id = p.ticket_id) last
  WHERE p.type = 'sla.breached' AND (p.ended_at IS NOT NULL OR NOT p.counts);
-- Beside the breach they are of, by their ids: facts are kept by months of these.
INSERT INTO fact (workspace_id, id, ticket_id, seq, type, at, payload)
  SELECT workspace_id, overlay(id::text PLACING left(md5(id::text), 12) FROM 25)::uuid, ticket_id, seq, 'sla.stopped', greatest(at, stopped_at),
    payload || jsonb_build_object('stoppedAt', to_char(stopped_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  FROM stopped;
CREATE TEMPORARY TABLE gone_on ON COMMIT DROP AS
  SELECT workspace_id, ticket_id, before, max(seq) AS seq FROM stopped GROUP BY 1, 2, 3;
UPDATE ticket t SET seq = g.seq FROM gone_on g WHERE t.workspace_id = g.workspace_id AND t.id = g.ticket_id;
UPDATE report_ticket t SET folded_seq = g.seq FROM gone_on g
  WHERE t.workspace_id = g.workspace_id AND t.ticket_id = g.ticket_id AND t.folded_seq = g.before;
DROP INDEX fact_sla_met;
`;

const WORK = `
ALTER TABLE report_episode ADD COLUMN requester_s bigint NOT NULL DEFAULT 0, ADD COLUMN agent_s bigint NOT NULL DEFAULT 0,
  ADD COLUMN handoffs int NOT NULL DEFAULT 0, ADD COLUMN contact_id uuid, ADD COLUMN language text, ADD COLUMN tags int[] NOT NULL DEFAULT '{}',
  ADD COLUMN fields jsonb NOT NULL DEFAULT '{}';
COMMENT ON COLUMN report_episode.requester_s IS 'Seconds in new, open and hold from the opening of the ticket to this solving; agent_s: in pending.';
COMMENT ON COLUMN report_episode.handoffs IS 'By the time it was solved.';
COMMENT ON COLUMN report_episode.contact_id IS 'As in report_ticket: whose it is now. So are language, tags and fields, so that who came back is counted without another table.';
CREATE TEMPORARY TABLE solved ON COMMIT DROP AS
  SELECT DISTINCT ON (workspace_id, ticket_id, (payload->>'episode')::int) workspace_id, ticket_id, (payload->>'episode')::int AS episode, seq,
    round((payload->>'requesterWaitSeconds')::numeric)::bigint AS requester_s, round((payload->>'agentWaitSeconds')::numeric)::bigint AS agent_s
  FROM fact WHERE type = 'ticket.solved' ORDER BY workspace_id, ticket_id, (payload->>'episode')::int, seq DESC;
CREATE TEMPORARY TABLE handed ON COMMIT DROP AS
  SELECT workspace_id, ticket_id, seq FROM fact WHERE type = 'ticket.assigned' AND (payload->>'handoff')::boolean;
CREATE INDEX ON handed (workspace_id, ticket_id);
ANALYZE solved;
ANALYZE handed;
UPDATE report_episode e SET requester_s = coalesce(s.requester_s, 0), agent_s = coalesce(s.agent_s, 0), contact_id = t.contact_id,
  language = t.language, tags = t.tags, fields = t.fields,
  handoffs = CASE WHEN t.handoffs = 0 THEN 0 ELSE (
    SELECT count(*) FROM handed h WHERE h.workspace_id = s.workspace_id AND h.ticket_id = s.ticket_id AND h.seq < s.seq) END
  FROM solved s JOIN report_ticket t ON t.workspace_id = s.workspace_id AND t.ticket_id = s.ticket_id
  WHERE s.workspace_id = e.workspace_id AND s.ticket_id = e.ticket_id AND s.episode = e.episode;
CREATE INDEX report_episode_back ON report_episode (workspace_id, solved_at)
  INCLUDE (ticket_id, contact_id, channel, connection_id, agent_id, team_id, priority, language) WHERE reopened_at - solved_at <= interval '7 days' AND NOT gone;
-- Without it the planner takes a third of all rows for such, and another index.
CREATE STATISTICS report_episode_reopening ON (reopened_at - solved_at) FROM report_episode;
CREATE INDEX report_duration_longest ON report_duration (workspace_id, measure, calendar_s, ticket_id, part, ended_at) WHERE NOT gone AND NOT withdrawn;
CREATE INDEX report_duration_longest_business ON report_duration (workspace_id, measure, business_s, ticket_id, part, ended_at)
  WHERE NOT gone AND NOT withdrawn AND business_s IS NOT NULL;
CREATE INDEX report_episode_requester ON report_episode (workspace_id, requester_s, ticket_id, episode, solved_at) WHERE NOT gone;
CREATE INDEX report_episode_agent ON report_episode (workspace_id, agent_s, ticket_id, episode, solved_at) WHERE NOT gone;
CREATE INDEX report_episode_touches ON report_episode (workspace_id, touches, ticket_id, episode, solved_at) WHERE NOT gone;
CREATE INDEX report_episode_handoffs ON report_episode (workspace_id, handoffs, ticket_id, episode, solved_at) WHERE NOT gone;
CREATE INDEX report_survey_score ON report_survey (workspace_id, kind, coalesce(score, -1::smallint), ticket_id, episode, sent_at)
  WHERE sent_at IS NOT NULL AND NOT gone;
CREATE INDEX report_survey_reason ON report_survey (workspace_id, coalesce(reason, 'unknown'), decided_at) WHERE NOT asked AND NOT gone;
ALTER TABLE report_day ADD COLUMN work bytea NOT NULL DEFAULT '', ALTER work SET STORAGE EXTERNAL;
COMMENT ON COLUMN report_day.work IS 'Waits, touches, handoffs and reopenings of what was solved.';
`;

const ORDERS = `
CREATE TABLE order_cell (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  currency text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('placed', 'left-out', 'last', 'pair', 'cohort')),
  day date NOT NULL,
  next date NOT NULL,
  n bigint NOT NULL,
  amount numeric NOT NULL,
  PRIMARY KEY (workspace_id, currency, kind, day, next)
);
COMMENT ON TABLE order_cell IS 'What the orders of a workspace come to, by its days: kept with every change of them, so that no report reads an order.';
CREATE TABLE order_month (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  contact_id uuid NOT NULL,
  currency text NOT NULL,
  counts boolean NOT NULL,
  month date NOT NULL,
  first date NOT NULL,
  day date NOT NULL,
  day_before date,
  next date NOT NULL,
  next_day date,
  PRIMARY KEY (workspace_id, contact_id, currency, counts, month)
);
COMMENT ON TABLE order_month IS 'The months of each customer with an order, kept beside order_cell: who is behind its counts.';
COMMENT ON COLUMN order_month.counts IS 'False: of orders that came to nothing or were of no amount.';
COMMENT ON COLUMN order_month.first IS 'The first month of this customer with such an order.';
COMMENT ON COLUMN order_month.day IS 'The last day of the month with one; day_before and next_day: of the month with one before, and after.';
COMMENT ON COLUMN order_month.next IS 'The next month with one, or infinity.';
CREATE INDEX order_month_month ON order_month (workspace_id, currency, month, contact_id)
  INCLUDE (first, day, day_before, next, next_day) WHERE counts;
CREATE INDEX order_month_out ON order_month (workspace_id, currency, contact_id) WHERE NOT counts;
WITH own AS (SELECT o.workspace_id, i.contact_id AS contact, o.currency, (o.placed_at AT TIME ZONE w.time_zone)::date AS day,
    date_trunc('month', o.placed_at AT TIME ZONE w.time_zone)::date AS month, o.amount,
    o.amount > 0 AND o.status !~* '^(cancel|refund|return|void|fail|declin|отмен|возвра|отказ|анулир|върнат|неуспе|отхвърл)' AS counts
  FROM customer_order o JOIN workspace w ON w.id = o.workspace_id
  JOIN identity i ON i.workspace_id = o.workspace_id AND i.id = o.identity_id),
  months AS (SELECT workspace_id, contact, currency, counts, month, max(day) AS day FROM own GROUP BY 1, 2, 3, 4, 5),
  spans AS (SELECT *, min(month) OVER person AS first, lag(day) OVER person AS day_before, lead(month) OVER person AS next,
      lead(day) OVER person AS next_day
    FROM months WINDOW person AS (PARTITION BY workspace_id, contact, currency, counts ORDER BY month)),
  runs AS (SELECT * FROM spans WHERE counts),
  kept AS (INSERT INTO order_month (workspace_id, contact_id, currency, counts, month, first, day, day_before, next, next_day)
    SELECT workspace_id, contact, currency, counts, month, first, day, day_before, coalesce(next, 'infinity'), next_day FROM spans)
INSERT INTO order_cell (workspace_id, currency, kind, day, next, n, amount)
  SELECT workspace_id, currency, CASE WHEN counts THEN 'placed' ELSE 'left-out' END, month, 'infinity', count(*), sum(amount)
    FROM own GROUP BY 1, 2, 3, 4
  UNION ALL SELECT workspace_id, currency, 'last', day, coalesce(next, 'infinity'), count(*), 0 FROM runs GROUP BY 1, 2, 4, 5
  UNION ALL SELECT workspace_id, currency, 'pair', day, next_day, count(*), 0 FROM runs WHERE next - day <= 30 GROUP BY 1, 2, 4, 5
  UNION ALL SELECT workspace_id, currency, 'cohort', first, month, count(*), 0 FROM runs GROUP BY 1, 2, 4, 5;
`;

const RETURNS = `
CREATE TABLE customer_return (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  contact_id uuid NOT NULL,
  currency text NOT NULL,
  month date NOT NULL,
  next date NOT NULL,
  at timestamptz NOT NULL,
  ticket_id uuid NOT NULL,
  score smallint NOT NULL,
  standing text NOT NULL CHECK (standing IN ('low', 'middle', 'good')),
  answers int NOT NULL,
  back boolean NOT NULL,
  PRIMARY KEY (workspace_id, contact_id, currency, month)
);
COMMENT ON TABLE customer_return IS 'The last answer of each customer in each month, and whether an order followed soon; made from answers and orders, and only by the one who keeps return_cell.';
COMMENT ON COLUMN customer_return.currency IS 'Empty: whatever they ordered. Else only of those who had ordered in it before they answered.';
COMMENT ON COLUMN customer_return.next IS 'The next month in which this customer answered, or infinity.';
CREATE INDEX customer_return_standing ON customer_return (workspace_id, currency, standing, contact_id) INCLUDE (month, next);
CREATE TABLE return_cell (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  currency text NOT NULL,
  month date NOT NULL,
  next date NOT NULL,
  standing text NOT NULL CHECK (standing IN ('low', 'middle', 'good')),
  back boolean NOT NULL,
  n bigint NOT NULL,
  answers bigint NOT NULL,
  PRIMARY KEY (workspace_id, currency, month, next, standing, back)
);
COMMENT ON TABLE return_cell IS 'How many rows of customer_return there are, and of how many answers.';
-- What was answered before these tables were: the desk makes the rows as it starts, as after a change of the time zone.
INSERT INTO outbox (consumer, lane, workspace_id, ticket_id, facts)
  SELECT 'returns', 0, w.id, w.id, jsonb_build_array(jsonb_build_object('id', w.id, 'workspaceId', w.id, 'ticketId', w.id, 'seq', 0,
    'type', 'orders.changed', 'at', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'payload', jsonb_build_object('contactIds', NULL)))
  FROM workspace w WHERE EXISTS (SELECT 1 FROM invitation i WHERE i.workspace_id = w.id AND i.answered_at IS NOT NULL);
`;
