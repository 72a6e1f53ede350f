// The first migration: every table of the house, each led by workspace_id, so that one schema serves one desk or ten thousand.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class First1764000000000 implements MigrationInterface {
  name = 'First1764000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE EXTENSION IF NOT EXISTS pg_trgm`);
    for (const statement of [PEOPLE, DESK, TICKETS, OUTBOUND, SURVEY, INBOUND, REPORTS, PLATFORM])
      await db.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('The first migration has no way back: drop the database instead.');
  }
}

const PEOPLE = `
CREATE TABLE workspace (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  slug text NOT NULL UNIQUE,
  locale text NOT NULL DEFAULT 'en',
  time_zone text NOT NULL DEFAULT 'UTC',
  settings jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL
);
CREATE TABLE ticket_number (workspace_id uuid PRIMARY KEY REFERENCES workspace(id), next bigint NOT NULL DEFAULT 1);
CREATE TABLE agent (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  email text NOT NULL,
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('owner', 'lead', 'agent')),
  password_hash text,
  locale text NOT NULL DEFAULT 'en',
  preferences jsonb NOT NULL DEFAULT '{}',
  disabled_at timestamptz,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX agent_email ON agent (workspace_id, lower(email));
CREATE INDEX agent_sign_in ON agent (lower(email));
CREATE TABLE session (
  token_hash bytea PRIMARY KEY,
  workspace_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  csrf text NOT NULL,
  created_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  FOREIGN KEY (workspace_id, agent_id) REFERENCES agent (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX session_agent ON session (workspace_id, agent_id);
CREATE TABLE password_reset (
  token_hash bytea PRIMARY KEY,
  workspace_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  FOREIGN KEY (workspace_id, agent_id) REFERENCES agent (workspace_id, id) ON DELETE CASCADE
);
CREATE TABLE api_key (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  name text NOT NULL,
  key_hash bytea NOT NULL,
  role text NOT NULL CHECK (role IN ('owner', 'lead', 'agent')),
  created_at timestamptz NOT NULL,
  used_at timestamptz,
  revoked_at timestamptz,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX api_key_hash ON api_key (key_hash);
CREATE TABLE team (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  name text NOT NULL,
  calendar_id uuid,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE TABLE team_member (
  workspace_id uuid NOT NULL,
  team_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  PRIMARY KEY (workspace_id, team_id, agent_id),
  FOREIGN KEY (workspace_id, team_id) REFERENCES team (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, agent_id) REFERENCES agent (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX team_member_agent ON team_member (workspace_id, agent_id);
CREATE TABLE contact (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  name text,
  locale text,
  time_zone text,
  survey_opt_out_at timestamptz,
  last_asked_at timestamptz,
  blocked_at timestamptz,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX contact_name ON contact USING gin (name gin_trgm_ops);
CREATE TABLE identity (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  contact_id uuid NOT NULL,
  kind text NOT NULL,
  address text NOT NULL,
  name text,
  username text,
  unreachable_at timestamptz,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contact (workspace_id, id)
);
CREATE UNIQUE INDEX identity_address ON identity (workspace_id, kind, address);
CREATE INDEX identity_words ON identity USING gin (address gin_trgm_ops);
CREATE INDEX identity_contact ON identity (workspace_id, contact_id);
`;

const DESK = `
CREATE TABLE connection (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  key text NOT NULL,
  config jsonb NOT NULL DEFAULT '{}',
  secrets text,
  address text,
  state text NOT NULL DEFAULT 'ok' CHECK (state IN ('ok', 'broken', 'off')),
  state_reason text,
  poll_cursor text,
  created_at timestamptz NOT NULL,
  deleted_at timestamptz,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX connection_key ON connection (key);
CREATE UNIQUE INDEX connection_address ON connection (lower(address)) WHERE kind = 'email' AND deleted_at IS NULL;
CREATE TABLE calendar (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  name text NOT NULL,
  current_version_id uuid NOT NULL,
  is_default boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX calendar_default ON calendar (workspace_id) WHERE is_default;
ALTER TABLE team ADD CONSTRAINT team_calendar_fkey FOREIGN KEY (workspace_id, calendar_id) REFERENCES calendar (workspace_id, id);
CREATE TABLE calendar_version (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  calendar_id uuid NOT NULL,
  time_zone text NOT NULL,
  weekly jsonb NOT NULL,
  holidays jsonb NOT NULL DEFAULT '[]',
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, calendar_id) REFERENCES calendar (workspace_id, id)
);
CREATE TABLE tag (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id int NOT NULL,
  name text NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX tag_name ON tag (workspace_id, lower(name));
CREATE TABLE file (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  sha256 text NOT NULL,
  name text NOT NULL,
  content_type text NOT NULL,
  size bigint NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX file_sha256 ON file (workspace_id, sha256);
`;

const TICKETS = `
CREATE TABLE ticket (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  number bigint NOT NULL,
  seq int NOT NULL DEFAULT 0,
  channel text NOT NULL,
  connection_id uuid NOT NULL,
  conversation text,
  contact_id uuid NOT NULL,
  identity_id uuid NOT NULL,
  subject text,
  preview text NOT NULL DEFAULT '',
  state text NOT NULL CHECK (state IN ('new', 'open', 'pending', 'hold', 'solved', 'closed')),
  active boolean GENERATED ALWAYS AS (state NOT IN ('solved', 'closed') AND NOT spam AND merged_into IS NULL) STORED,
  priority smallint NOT NULL DEFAULT 1,
  assignee_id uuid,
  team_id uuid,
  ever_assigned boolean NOT NULL DEFAULT false,
  language text,
  tags int[] NOT NULL DEFAULT '{}',
  spam boolean NOT NULL DEFAULT false,
  merged_into uuid,
  follows uuid,
  started_by text NOT NULL DEFAULT 'customer' CHECK (started_by IN ('customer', 'agent')),
  episode int NOT NULL DEFAULT 1,
  opened_at timestamptz NOT NULL,
  first_customer_at timestamptz,
  first_response_at timestamptz,
  waiting_since timestamptz,
  queued_at timestamptz NOT NULL,
  state_since timestamptz NOT NULL,
  requester_wait_s bigint NOT NULL DEFAULT 0,
  agent_wait_s bigint NOT NULL DEFAULT 0,
  handoffs int NOT NULL DEFAULT 0,
  touches int NOT NULL DEFAULT 0,
  segments int NOT NULL DEFAULT 0,
  last_assignee_id uuid,
  rating jsonb,
  solved_at timestamptz,
  close_at timestamptz,
  last_message_at timestamptz NOT NULL,
  last_customer_seq int NOT NULL DEFAULT 0,
  customer_read_seq int NOT NULL DEFAULT 0,
  agent_read_seq int NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contact (workspace_id, id),
  FOREIGN KEY (workspace_id, connection_id) REFERENCES connection (workspace_id, id)
);
COMMENT ON COLUMN ticket.waiting_since IS 'When the customer began to wait for our next public reply; null while nobody waits.';
COMMENT ON COLUMN ticket.queued_at IS 'waiting_since, else last_message_at: the key of the queue, longest waiting first.';
CREATE UNIQUE INDEX ticket_number_key ON ticket (workspace_id, number);
CREATE UNIQUE INDEX ticket_conversation ON ticket (workspace_id, connection_id, conversation)
  WHERE state <> 'closed' AND merged_into IS NULL AND conversation IS NOT NULL;
CREATE INDEX ticket_conversation_past ON ticket (workspace_id, connection_id, conversation, id DESC) WHERE conversation IS NOT NULL;
CREATE INDEX ticket_waiting ON ticket (workspace_id, (waiting_since IS NULL), queued_at, id) WHERE active;
CREATE INDEX ticket_newest ON ticket (workspace_id, last_message_at DESC, id DESC) WHERE active;
CREATE INDEX ticket_assignee ON ticket (workspace_id, assignee_id, last_message_at DESC, id DESC) WHERE active;
CREATE INDEX ticket_waiting_state ON ticket (workspace_id, state, (waiting_since IS NULL), queued_at, id) WHERE active;
CREATE INDEX ticket_newest_state ON ticket (workspace_id, state, last_message_at DESC, id DESC) WHERE active;
CREATE INDEX ticket_counts ON ticket (workspace_id, state, assignee_id) WHERE active;
CREATE INDEX ticket_solved ON ticket (workspace_id, last_message_at DESC, id DESC)
  WHERE state IN ('solved', 'closed') AND NOT spam AND merged_into IS NULL;
CREATE INDEX ticket_all ON ticket (workspace_id, last_message_at DESC, id DESC) WHERE merged_into IS NULL;
CREATE STATISTICS ticket_states (mcv) ON active, state FROM ticket;
CREATE INDEX ticket_subject ON ticket USING gin (subject gin_trgm_ops);
CREATE INDEX ticket_spam ON ticket (workspace_id, last_message_at DESC, id DESC) WHERE spam;
CREATE INDEX ticket_contact ON ticket (workspace_id, contact_id, id DESC);
CREATE INDEX ticket_close ON ticket (close_at) WHERE state = 'solved';
CREATE TABLE message (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  seq int NOT NULL,
  kind text NOT NULL CHECK (kind IN ('customer', 'agent', 'note', 'bot')),
  state text NOT NULL CHECK (state IN ('received', 'noted', 'held', 'queued', 'sending', 'sent', 'delivered', 'read', 'kept', 'failed', 'unknown', 'undone')),
  agent_id uuid,
  contact_id uuid,
  text text NOT NULL DEFAULT '',
  html text,
  quoted text,
  card jsonb,
  files jsonb NOT NULL DEFAULT '[]',
  mail jsonb,
  why text,
  automatic boolean NOT NULL DEFAULT false,
  client_id text,
  external_id text,
  reply_to uuid,
  then_state text,
  actor jsonb,
  measured jsonb,
  at timestamptz NOT NULL,
  due_at timestamptz,
  attempts int NOT NULL DEFAULT 0,
  sender bigint,
  remedy text,
  sent_at timestamptz,
  edited_at timestamptz,
  deleted_at timestamptz,
  PRIMARY KEY (workspace_id, id)
) PARTITION BY RANGE (id);
COMMENT ON COLUMN message.then_state IS 'The state the ticket takes when this held reply is released (Send and solve).';
COMMENT ON COLUMN message.measured IS 'The waiting segment this reply ended: {part, first, startedAt}; needed if it fails.';
COMMENT ON COLUMN message.sender IS 'The instance number of the process that is sending it right now.';
CREATE TABLE message_default PARTITION OF message DEFAULT;
CREATE INDEX message_ticket ON message (workspace_id, ticket_id, seq);
CREATE INDEX message_due ON message (due_at) WHERE state IN ('held', 'queued', 'sending');
CREATE INDEX message_unsent ON message (workspace_id, ticket_id, seq) WHERE state IN ('held', 'queued', 'sending');
CREATE INDEX message_external ON message (workspace_id, external_id) WHERE external_id IS NOT NULL;
CREATE TABLE inbound_key (
  workspace_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  external_id text NOT NULL,
  message_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  PRIMARY KEY (workspace_id, connection_id, external_id)
);
CREATE TABLE outbound_key (
  workspace_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  idempotency_key text NOT NULL,
  message_id uuid NOT NULL,
  PRIMARY KEY (workspace_id, ticket_id, idempotency_key)
);
CREATE TABLE episode (
  workspace_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  number int NOT NULL,
  solved_at timestamptz NOT NULL,
  solver_id uuid,
  team_id uuid,
  by_rule boolean NOT NULL DEFAULT false,
  ended_at timestamptz,
  annulled_at timestamptz,
  PRIMARY KEY (workspace_id, ticket_id, number),
  FOREIGN KEY (workspace_id, ticket_id) REFERENCES ticket (workspace_id, id)
);
CREATE INDEX episode_solved ON episode (solved_at);
CREATE TABLE fact (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  seq int NOT NULL,
  type text NOT NULL,
  at timestamptz NOT NULL,
  payload jsonb NOT NULL,
  PRIMARY KEY (workspace_id, id)
) PARTITION BY RANGE (id);
CREATE TABLE fact_default PARTITION OF fact DEFAULT;
CREATE INDEX fact_ticket ON fact (workspace_id, ticket_id, seq);
`;

const OUTBOUND = `
CREATE TABLE kept_mail (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  connection_id uuid,
  ticket_id uuid,
  message_id uuid,
  sender text NOT NULL,
  recipients text[] NOT NULL,
  subject text NOT NULL,
  raw bytea NOT NULL,
  sealed boolean NOT NULL DEFAULT false,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE TABLE system_mail (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  recipient text NOT NULL,
  locale text NOT NULL,
  template text NOT NULL,
  params text NOT NULL,
  state text NOT NULL CHECK (state IN ('queued', 'sent', 'kept', 'failed')),
  due_at timestamptz,
  attempts int NOT NULL DEFAULT 0,
  error text,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX system_mail_due ON system_mail (due_at) WHERE state = 'queued';
`;

const SURVEY = `
CREATE TABLE survey (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('csat', 'nps', 'ces')),
  name text NOT NULL,
  enabled boolean NOT NULL DEFAULT true,
  settings jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE TABLE survey_decision (
  workspace_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  episode int NOT NULL,
  asked boolean NOT NULL,
  reason text,
  invitation_id uuid,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, ticket_id, episode),
  FOREIGN KEY (workspace_id, ticket_id, episode) REFERENCES episode (workspace_id, ticket_id, number)
);
CREATE TABLE invitation (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  survey_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  episode int NOT NULL,
  contact_id uuid NOT NULL,
  channel text NOT NULL,
  connection_id uuid NOT NULL,
  agent_id uuid,
  team_id uuid,
  scale jsonb NOT NULL,
  locale text NOT NULL,
  state text NOT NULL CHECK (state IN ('scheduled', 'posted', 'sent', 'kept', 'failed', 'unknown', 'cancelled')),
  reason text,
  due_at timestamptz,
  message_id uuid,
  sent_at timestamptz,
  expires_at timestamptz NOT NULL,
  answered_at timestamptz,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, ticket_id, episode) REFERENCES episode (workspace_id, ticket_id, number)
);
CREATE UNIQUE INDEX invitation_episode ON invitation (workspace_id, ticket_id, episode);
CREATE UNIQUE INDEX invitation_message ON invitation (workspace_id, message_id) WHERE message_id IS NOT NULL;
CREATE INDEX invitation_due ON invitation (due_at) WHERE state = 'scheduled';
CREATE INDEX invitation_open ON invitation (expires_at) WHERE state IN ('posted', 'kept', 'failed', 'unknown');
CREATE INDEX invitation_taken_back ON invitation (expires_at) WHERE state = 'cancelled' AND reason = 'reopened';
CREATE INDEX invitation_contact ON invitation (workspace_id, contact_id, created_at DESC);
CREATE TABLE answer (
  workspace_id uuid NOT NULL,
  invitation_id uuid NOT NULL,
  version int NOT NULL,
  score smallint NOT NULL,
  reasons text[] NOT NULL DEFAULT '{}',
  comment text,
  source text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, invitation_id, version),
  FOREIGN KEY (workspace_id, invitation_id) REFERENCES invitation (workspace_id, id)
);
`;

const INBOUND = `
CREATE TABLE raw (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  connection_id uuid NOT NULL,
  source text NOT NULL,
  envelope jsonb NOT NULL DEFAULT '{}',
  body bytea,
  body_file text,
  size bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('received', 'accepted', 'duplicate', 'dropped', 'quarantined', 'failed')),
  reason text,
  error text,
  attempts int NOT NULL DEFAULT 0,
  due_at timestamptz,
  external_id text,
  ticket_id uuid,
  message_id uuid,
  summary jsonb,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
) PARTITION BY RANGE (id);
CREATE TABLE raw_default PARTITION OF raw DEFAULT;
CREATE INDEX raw_due ON raw (due_at) WHERE state = 'received';
CREATE INDEX raw_drain ON raw (workspace_id, connection_id, id) WHERE state = 'received';
CREATE INDEX raw_ledger ON raw (workspace_id, state, id DESC);
CREATE INDEX raw_message ON raw (workspace_id, message_id) WHERE message_id IS NOT NULL;
CREATE TABLE visitor (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  connection_id uuid NOT NULL,
  token_hash bytea NOT NULL,
  identity_id uuid NOT NULL,
  locale text,
  page text,
  created_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX visitor_token ON visitor (token_hash);
CREATE INDEX visitor_identity ON visitor (workspace_id, identity_id);
CREATE TABLE visitor_file (
  workspace_id uuid NOT NULL,
  file_id uuid NOT NULL,
  visitor_id uuid NOT NULL,
  PRIMARY KEY (workspace_id, file_id),
  FOREIGN KEY (workspace_id, visitor_id) REFERENCES visitor (workspace_id, id)
);
CREATE TABLE late_file (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  connection_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  message_id uuid NOT NULL,
  ref text NOT NULL,
  name text NOT NULL,
  content_type text NOT NULL,
  content_id text,
  attempts int NOT NULL DEFAULT 0,
  due_at timestamptz,
  error text,
  PRIMARY KEY (workspace_id, id)
);
COMMENT ON TABLE late_file IS 'A file that could not be fetched when its message came; due_at null: given up.';
CREATE INDEX late_file_due ON late_file (due_at) WHERE due_at IS NOT NULL;
`;

const REPORTS = `
CREATE TABLE report_ticket (
  workspace_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  folded_seq int NOT NULL,
  number bigint NOT NULL,
  opened_at timestamptz NOT NULL,
  started_by text NOT NULL,
  channel text NOT NULL,
  connection_id uuid NOT NULL,
  agent_id uuid,
  team_id uuid,
  tags int[] NOT NULL DEFAULT '{}',
  language text,
  waiting_since timestamptz,
  gone boolean NOT NULL DEFAULT false,
  PRIMARY KEY (workspace_id, ticket_id)
);
COMMENT ON COLUMN report_ticket.folded_seq IS 'The seq of the last fact folded: a fact that comes again is known by it.';
COMMENT ON COLUMN report_ticket.gone IS 'Spam: the ticket has left every metric. Repeated on each of its rows.';
CREATE INDEX report_ticket_opened ON report_ticket (workspace_id, opened_at);
CREATE INDEX report_ticket_waiting ON report_ticket (workspace_id, waiting_since) WHERE waiting_since IS NOT NULL AND NOT gone;
CREATE TABLE report_duration (
  workspace_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  measure text NOT NULL CHECK (measure IN ('first-response', 'next-response', 'unanswered', 'first-resolution', 'full-resolution')),
  part int NOT NULL,
  ended_at timestamptz NOT NULL,
  channel text NOT NULL,
  connection_id uuid NOT NULL,
  agent_id uuid,
  team_id uuid,
  calendar_s bigint NOT NULL,
  business_s bigint,
  calendar_bucket smallint NOT NULL,
  business_bucket smallint,
  withdrawn boolean NOT NULL DEFAULT false,
  gone boolean NOT NULL DEFAULT false,
  PRIMARY KEY (workspace_id, ticket_id, measure, part)
);
COMMENT ON COLUMN report_duration.withdrawn IS 'A full resolution while its ticket is open again.';
CREATE INDEX report_duration_ended ON report_duration (workspace_id, measure, ended_at)
  INCLUDE (channel, agent_id, team_id, calendar_bucket, business_bucket, calendar_s, business_s) WHERE NOT gone AND NOT withdrawn;
CREATE TABLE report_episode (
  workspace_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  episode int NOT NULL,
  solved_at timestamptz NOT NULL,
  channel text NOT NULL,
  connection_id uuid NOT NULL,
  agent_id uuid,
  team_id uuid,
  by_rule boolean NOT NULL,
  touches int NOT NULL,
  reopened_at timestamptz,
  gone boolean NOT NULL DEFAULT false,
  PRIMARY KEY (workspace_id, ticket_id, episode)
);
CREATE INDEX report_episode_solved ON report_episode (workspace_id, solved_at);
CREATE TABLE report_survey (
  workspace_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  episode int NOT NULL,
  decided_at timestamptz NOT NULL,
  survey_id uuid,
  kind text,
  asked boolean NOT NULL,
  reason text,
  sent_at timestamptz,
  channel text NOT NULL,
  connection_id uuid NOT NULL,
  agent_id uuid,
  team_id uuid,
  scale_max smallint,
  version int NOT NULL DEFAULT 0,
  score smallint,
  good boolean,
  answered_at timestamptz,
  gone boolean NOT NULL DEFAULT false,
  PRIMARY KEY (workspace_id, ticket_id, episode)
);
COMMENT ON COLUMN report_survey.sent_at IS 'Null also when sending failed and no answer proves otherwise.';
CREATE INDEX report_survey_sent ON report_survey (workspace_id, sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX report_survey_decided ON report_survey (workspace_id, decided_at) WHERE NOT asked;
`;

const PLATFORM = `
CREATE TABLE outbox (
  consumer text NOT NULL,
  lane smallint NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  workspace_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  facts jsonb NOT NULL,
  attempts int NOT NULL DEFAULT 0,
  retry_at timestamptz,
  error text,
  PRIMARY KEY (consumer, lane, id)
);
CREATE INDEX outbox_stuck ON outbox (consumer, ticket_id) WHERE retry_at IS NOT NULL;
CREATE SEQUENCE instance_number AS int;
`;
