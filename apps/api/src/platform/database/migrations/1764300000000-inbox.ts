// The third migration: what the inbox needs of the schema, room by room.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Inbox1764300000000 implements MigrationInterface {
  name = 'Inbox1764300000000';

  async up(db: QueryRunner): Promise<void> {
    for (const statement of [PEOPLE, DESK, TICKETS, RULES, WIDGET].filter((each) => each.trim() !== ''))
      await db.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('This migration has no way back: restore a backup instead.');
  }
}

const PEOPLE = `
`;

const DESK = `
CREATE TABLE sla_policy (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  name text NOT NULL,
  place int NOT NULL,
  enabled boolean NOT NULL DEFAULT true,
  conditions jsonb NOT NULL,
  clock text NOT NULL CHECK (clock IN ('calendar', 'business')),
  first_response_s int,
  next_response_s int,
  resolution_s int,
  warn_s int NOT NULL,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  deleted_at timestamptz,
  PRIMARY KEY (workspace_id, id)
);
COMMENT ON COLUMN sla_policy.deleted_at IS 'Kept for the facts that name it.';
`;

const TICKETS = `
CREATE EXTENSION IF NOT EXISTS btree_gin;
CREATE TEXT SEARCH CONFIGURATION otklik (COPY = russian);
COMMENT ON TEXT SEARCH CONFIGURATION otklik IS 'Cyrillic words by the Russian stem, Latin ones by the English.';
CREATE FUNCTION search_text(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN translate(left(said, 100000), 'ёЁ<>' || chr(2) || chr(3), 'еЕ    ');
COMMENT ON FUNCTION search_text IS 'Character by character as it was said; what stands in <> is words too. The end of a text longer than a vector can hold is not found: its message must never fail for it.';
CREATE FUNCTION message_words(mail jsonb, said text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN to_tsvector('public.otklik'::regconfig, translate(left(coalesce(mail->>'subject', '') || ' ' || said, 100000), 'ёЁ<>', 'еЕ  '));
COMMENT ON FUNCTION message_words IS 'A mail is found by its subject too: words of both may stand in one question.';
CREATE INDEX message_words ON message USING gin (workspace_id, message_words(mail, text))
  WHERE state NOT IN ('held', 'queued', 'sending', 'undone');
COMMENT ON INDEX message_words IS 'On the expression, no column of its own: nothing more is written than the index. A reply enters it once, when it has gone out.';
CREATE INDEX message_files ON message (workspace_id, id) WHERE files <> '[]';
CREATE INDEX ticket_tags ON ticket USING gin (workspace_id, tags) WHERE tags <> '{}';
CREATE INDEX identity_username ON identity (workspace_id, lower(username)) WHERE username IS NOT NULL;
CREATE INDEX contact_alike ON contact USING gin (workspace_id, translate(lower(name), 'ё', 'е') gin_trgm_ops) WHERE name IS NOT NULL;
ALTER TABLE ticket ADD COLUMN sla_target text, ADD COLUMN sla_due_at timestamptz,
  ADD COLUMN sla_warned boolean NOT NULL DEFAULT false, ADD COLUMN sla_breached boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN ticket.sla_due_at IS 'The nearest promise that runs, as the queue shows it; the promises themselves are rows of sla_target.';
CREATE INDEX ticket_due ON ticket (workspace_id, (sla_due_at IS NULL), coalesce(sla_due_at, queued_at), id) WHERE active;
CREATE INDEX ticket_at_risk ON ticket (workspace_id, (sla_due_at IS NULL), coalesce(sla_due_at, queued_at), id)
  WHERE active AND (sla_warned OR sla_breached);
CREATE INDEX ticket_active ON ticket (workspace_id, id) WHERE active;
`;

const RULES = `
CREATE TABLE sla_target (
  workspace_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  target text NOT NULL CHECK (target IN ('first-response', 'next-response', 'resolution')),
  part int NOT NULL,
  policy_id uuid NOT NULL,
  clock text NOT NULL CHECK (clock IN ('calendar', 'business')),
  seconds int NOT NULL,
  calendar_version_id uuid,
  started_at timestamptz NOT NULL,
  due_at timestamptz,
  remaining_s int,
  paused_at timestamptz,
  warned_at timestamptz,
  breached_at timestamptz,
  met_at timestamptz,
  stopped_at timestamptz,
  alarm_at timestamptz,
  PRIMARY KEY (workspace_id, ticket_id, target, part),
  FOREIGN KEY (workspace_id, ticket_id) REFERENCES ticket (workspace_id, id)
);
COMMENT ON COLUMN sla_target.part IS 'The waiting segment of a response, the episode of a resolution.';
COMMENT ON COLUMN sla_target.alarm_at IS 'When this promise next has something to say: its warning, then its due instant; null: nothing.';
CREATE INDEX sla_target_alarm ON sla_target (alarm_at) WHERE alarm_at IS NOT NULL;
CREATE TABLE sla_ticket (
  workspace_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  kept_seq int NOT NULL DEFAULT 0,
  stale_since timestamptz,
  PRIMARY KEY (workspace_id, ticket_id),
  FOREIGN KEY (workspace_id, ticket_id) REFERENCES ticket (workspace_id, id)
);
COMMENT ON COLUMN sla_ticket.stale_since IS 'Facts have come that its promises do not know yet.';
CREATE INDEX sla_ticket_stale ON sla_ticket (stale_since) WHERE stale_since IS NOT NULL;
CREATE TABLE sla_terms (
  workspace_id uuid PRIMARY KEY REFERENCES workspace(id),
  terms text NOT NULL
);
COMMENT ON TABLE sla_terms IS 'The policies and hours by which all open promises of a workspace have been reckoned.';
`;

const WIDGET = `
ALTER TABLE visitor ADD COLUMN referrer text, ADD COLUMN subject text;
COMMENT ON COLUMN visitor.subject IS 'Who it is by the signed word of the site; null: anybody.';
CREATE UNIQUE INDEX visitor_subject ON visitor (workspace_id, connection_id, subject) WHERE subject IS NOT NULL;
CREATE TABLE visitor_session (
  workspace_id uuid NOT NULL,
  token_hash bytea NOT NULL,
  visitor_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, token_hash),
  FOREIGN KEY (workspace_id, visitor_id) REFERENCES visitor (workspace_id, id)
);
COMMENT ON TABLE visitor_session IS 'Further browsers of a person whom the site has signed; their first browser has the token of the visitor itself.';
CREATE UNIQUE INDEX visitor_session_token ON visitor_session (token_hash);
CREATE INDEX visitor_session_visitor ON visitor_session (workspace_id, visitor_id, created_at DESC);
CREATE INDEX ticket_answered ON ticket (workspace_id, channel, id DESC)
  WHERE first_response_at IS NOT NULL AND first_customer_at IS NOT NULL;
`;
