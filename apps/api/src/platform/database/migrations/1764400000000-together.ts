// The fourth migration: what agents need to work one queue together, room by room.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Together1764400000000 implements MigrationInterface {
  name = 'Together1764400000000';

  async up(db: QueryRunner): Promise<void> {
    for (const statement of [
      PEOPLE,
      DESK,
      QUEUE,
      TICKETS,
      COMPOSER,
      OUTBOUND,
      INBOUND,
      ROUTING,
      RULES,
      NOTIFY,
      SURVEYS,
      CASES,
      REPORTS,
    ].filter((each) => each.trim() !== ''))
      await db.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('This migration has no way back: restore a backup instead.');
  }
}

const PEOPLE = `
CREATE FUNCTION name_lexemes(name text) RETURNS tsvector IMMUTABLE PARALLEL SAFE COST 5000 LANGUAGE plpgsql AS $$
DECLARE
  word text;
  lexemes text[] := '{}';
BEGIN
  FOREACH word IN ARRAY regexp_split_to_array(translate(lower(name), 'ё', 'е'), '[\\s[:punct:][:digit:]]+') LOOP
    CONTINUE WHEN word = '';
    lexemes := lexemes || word;
    CONTINUE WHEN length(word) NOT BETWEEN 4 AND 20;
    FOR gap IN 1..length(word) LOOP
      lexemes := lexemes || ('~' || left(word, gap - 1) || substr(word, gap + 1));
    END LOOP;
  END LOOP;
  RETURN array_to_tsvector(lexemes);
END $$;
COMMENT ON FUNCTION name_lexemes IS 'The words of a name, and each of them with one letter left out (begins with ~): a word typed with a slip shares one. Its cost keeps the planner with the index: walking people one by one is never quicker.';
DROP INDEX contact_name;
DROP INDEX contact_alike;
CREATE INDEX contact_named ON contact USING gin (workspace_id, name_lexemes(name)) WHERE name IS NOT NULL;
ALTER TABLE agent ADD COLUMN picture uuid;
COMMENT ON COLUMN agent.picture IS 'The file with their face; null: their initials stand for it.';
CREATE TABLE field_definition (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  of text NOT NULL CHECK (of IN ('ticket', 'contact', 'company')),
  key text NOT NULL,
  label text NOT NULL,
  type text NOT NULL CHECK (type IN ('text', 'number', 'date', 'choice', 'multi-choice', 'flag', 'url')),
  required boolean NOT NULL DEFAULT false,
  choices jsonb NOT NULL DEFAULT '[]',
  min numeric,
  max numeric,
  pattern text,
  place int NOT NULL,
  archived_at timestamptz,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
COMMENT ON COLUMN field_definition.required IS 'Of tickets: nobody solves one without it.';
CREATE UNIQUE INDEX field_definition_key ON field_definition (workspace_id, of, key);
ALTER TABLE ticket ADD COLUMN fields jsonb NOT NULL DEFAULT '{}';
CREATE INDEX ticket_fields ON ticket USING gin (workspace_id, fields jsonb_path_ops) WHERE fields <> '{}';
CREATE TABLE company (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  name text NOT NULL,
  fields jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX company_name ON company (workspace_id, lower(name));
CREATE INDEX company_words ON company USING gin (workspace_id, name gin_trgm_ops);
CREATE TABLE company_domain (
  workspace_id uuid NOT NULL,
  domain text NOT NULL,
  company_id uuid NOT NULL,
  PRIMARY KEY (workspace_id, domain),
  FOREIGN KEY (workspace_id, company_id) REFERENCES company (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX company_domain_company ON company_domain (workspace_id, company_id);
ALTER TABLE contact ADD COLUMN fields jsonb NOT NULL DEFAULT '{}', ADD COLUMN company_id uuid,
  ADD COLUMN company_chosen boolean NOT NULL DEFAULT false, ADD COLUMN last_seen_at timestamptz;
COMMENT ON COLUMN contact.company_chosen IS 'A person or an import said where they belong, or that they belong nowhere: their mail domain says nothing more.';
COMMENT ON COLUMN contact.last_seen_at IS 'When they last wrote, give or take ten minutes; null: not since this is kept.';
CREATE INDEX contact_fields ON contact USING gin (workspace_id, fields jsonb_path_ops) WHERE fields <> '{}';
CREATE INDEX contact_company ON contact (workspace_id, company_id, id) WHERE company_id IS NOT NULL;
CREATE INDEX contact_living ON contact (workspace_id, id DESC) WHERE merged_into IS NULL;
CREATE INDEX identity_domain ON identity (workspace_id, split_part(email, '@', 2)) WHERE email IS NOT NULL;
CREATE TABLE person_note (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  contact_id uuid,
  company_id uuid,
  agent_id uuid,
  text text NOT NULL,
  at timestamptz NOT NULL,
  edited_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  CHECK (num_nonnulls(contact_id, company_id) = 1),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contact (workspace_id, id),
  FOREIGN KEY (workspace_id, company_id) REFERENCES company (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX person_note_contact ON person_note (workspace_id, contact_id, id DESC) WHERE contact_id IS NOT NULL;
CREATE INDEX person_note_company ON person_note (workspace_id, company_id, id DESC) WHERE company_id IS NOT NULL;
CREATE TABLE customer_order (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  external_id text NOT NULL,
  identity_id uuid NOT NULL,
  number text,
  status text NOT NULL,
  amount numeric(18, 4) NOT NULL,
  currency text NOT NULL,
  placed_at timestamptz NOT NULL,
  url text,
  items int,
  summary text,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, identity_id) REFERENCES identity (workspace_id, id)
);
COMMENT ON COLUMN customer_order.identity_id IS 'Whose it is: the person this address belongs to now, so that merges and their undo move orders by themselves.';
CREATE UNIQUE INDEX customer_order_external ON customer_order (workspace_id, external_id);
CREATE INDEX customer_order_identity ON customer_order (workspace_id, identity_id, placed_at DESC, id DESC);
CREATE INDEX customer_order_placed ON customer_order (workspace_id, currency, placed_at) INCLUDE (identity_id, amount, status);
CREATE TABLE segment (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  name text NOT NULL,
  condition jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX segment_name ON segment (workspace_id, lower(name));
CREATE TABLE import (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  of text NOT NULL CHECK (of IN ('orders', 'contacts')),
  file_id uuid,
  name text NOT NULL,
  encoding text NOT NULL,
  delimiter text NOT NULL,
  currency text,
  columns jsonb NOT NULL,
  mapping jsonb NOT NULL,
  sample jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('ready', 'checking', 'checked', 'running', 'done', 'failed', 'stopped')),
  rows_done int NOT NULL DEFAULT 0,
  rows_total int,
  created_rows int NOT NULL DEFAULT 0,
  changed_rows int NOT NULL DEFAULT 0,
  same_rows int NOT NULL DEFAULT 0,
  refused_rows int NOT NULL DEFAULT 0,
  faults jsonb NOT NULL DEFAULT '[]',
  agent_id uuid,
  due_at timestamptz,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, file_id) REFERENCES file (workspace_id, id)
);
COMMENT ON COLUMN import.rows_done IS 'How far the file has been gone through; moves in the transaction that takes the rows, so that none is taken twice or lost.';
CREATE INDEX import_due ON import (due_at) WHERE state IN ('checking', 'running');
CREATE INDEX import_newest ON import (workspace_id, id DESC);
CREATE INDEX import_files ON import (changed_at) WHERE file_id IS NOT NULL;
COMMENT ON COLUMN import.file_id IS 'Null: the file was deleted a week after the last use.';
`;

const DESK = `
`;

const QUEUE = `
ALTER TABLE ticket ADD COLUMN snoozed_until timestamptz, ADD COLUMN snoozed_by uuid;
COMMENT ON COLUMN ticket.snoozed_until IS 'Out of the queue until then, or until the customer writes; no clock knows of it.';
-- Every index on "active" goes with it and comes back below: the queue keeps to what is awake.
DROP STATISTICS ticket_states;
ALTER TABLE ticket DROP COLUMN active;
ALTER TABLE ticket
  ADD COLUMN active boolean GENERATED ALWAYS AS (state NOT IN ('solved', 'closed') AND NOT spam AND merged_into IS NULL) STORED,
  ADD COLUMN awake boolean GENERATED ALWAYS AS (state NOT IN ('solved', 'closed') AND NOT spam AND merged_into IS NULL
    AND snoozed_until IS NULL) STORED;
COMMENT ON COLUMN ticket.awake IS 'Active and not snoozed: what stands in the queue.';
CREATE STATISTICS ticket_states (mcv) ON awake, state FROM ticket;
CREATE INDEX ticket_active ON ticket (workspace_id, id) WHERE active;
CREATE INDEX ticket_waiting ON ticket (workspace_id, (waiting_since IS NULL), queued_at, id) WHERE awake;
CREATE INDEX ticket_waiting_state ON ticket (workspace_id, state, (waiting_since IS NULL), queued_at, id) WHERE awake;
CREATE INDEX ticket_unassigned ON ticket (workspace_id, (waiting_since IS NULL), queued_at, id)
  WHERE awake AND assignee_id IS NULL AND state IN ('new', 'open');
CREATE INDEX ticket_newest ON ticket (workspace_id, last_message_at DESC, id DESC) WHERE awake;
CREATE INDEX ticket_newest_state ON ticket (workspace_id, state, last_message_at DESC, id DESC) WHERE awake;
CREATE INDEX ticket_due ON ticket (workspace_id, (sla_due_at IS NULL), coalesce(sla_due_at, queued_at), id) WHERE awake;
CREATE INDEX ticket_at_risk ON ticket (workspace_id, (sla_due_at IS NULL), coalesce(sla_due_at, queued_at), id)
  WHERE awake AND (sla_warned OR sla_breached);
CREATE INDEX ticket_priority ON ticket (workspace_id, (3 - priority), (waiting_since IS NULL), queued_at, id) WHERE awake;
CREATE INDEX ticket_assignee ON ticket (workspace_id, assignee_id, (waiting_since IS NULL), queued_at, id) WHERE awake;
CREATE INDEX ticket_team ON ticket (workspace_id, team_id, (waiting_since IS NULL), queued_at, id)
  WHERE awake AND state IN ('new', 'open');
CREATE INDEX ticket_counts ON ticket (workspace_id, state, assignee_id, team_id) WHERE awake;
CREATE INDEX ticket_snoozed ON ticket (workspace_id, snoozed_until, id) WHERE snoozed_until IS NOT NULL AND active;
CREATE INDEX ticket_wakes ON ticket (snoozed_until) WHERE snoozed_until IS NOT NULL;
CREATE INDEX ticket_solved_at ON ticket (workspace_id, solved_at DESC, id DESC)
  WHERE state IN ('solved', 'closed') AND NOT spam AND merged_into IS NULL;
DROP INDEX message_words;
DROP FUNCTION message_words;
CREATE FUNCTION message_words(id uuid, mail jsonb, said text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN to_tsvector('public.otklik'::regconfig, translate(left(coalesce(mail->>'subject', '') || ' ' || said, 100000), 'ёЁ<>', 'еЕ  '))
    || array_to_tsvector(ARRAY['·' || (('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint / 86400000)]);
COMMENT ON FUNCTION message_words IS 'A mail is found by its subject too: words of both may stand in one question. With them stands the day of the id, as no text can say it: the newest of a common word are found without reading all of it.';
CREATE INDEX message_words ON message USING gin (workspace_id, message_words(id, mail, text))
  WHERE state NOT IN ('held', 'queued', 'sending', 'undone');
COMMENT ON INDEX message_words IS 'On the expression, no column of its own: nothing more is written than the index. A reply enters it once, when it has gone out.';
CREATE TABLE saved_view (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  scope text NOT NULL CHECK (scope IN ('personal', 'team', 'shared')),
  agent_id uuid,
  team_id uuid,
  name text NOT NULL,
  icon text,
  condition jsonb NOT NULL,
  sort text NOT NULL,
  look jsonb NOT NULL DEFAULT '{}',
  place int NOT NULL,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, team_id) REFERENCES team (workspace_id, id) ON DELETE CASCADE,
  CHECK ((scope = 'team') = (team_id IS NOT NULL)),
  CHECK (scope <> 'personal' OR agent_id IS NOT NULL)
);
COMMENT ON COLUMN saved_view.agent_id IS 'Who made it; of a personal one, whose it is.';
COMMENT ON COLUMN saved_view.look IS 'Columns and density, as the screen that drew it understands them.';
CREATE INDEX saved_view_of ON saved_view (workspace_id, scope, agent_id);
CREATE TABLE bulk (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  agent_id uuid,
  idempotency_key text NOT NULL,
  actions jsonb NOT NULL,
  ticket_ids uuid[] NOT NULL,
  at timestamptz NOT NULL,
  done_at timestamptz,
  PRIMARY KEY (workspace_id, id)
);
COMMENT ON COLUMN bulk.done_at IS 'Null: it is running, or was interrupted; asked again with its key it goes on where it stopped.';
CREATE UNIQUE INDEX bulk_key ON bulk (workspace_id, idempotency_key);
CREATE INDEX bulk_age ON bulk (at);
CREATE TABLE bulk_ticket (
  workspace_id uuid NOT NULL,
  bulk_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('done', 'skipped', 'refused')),
  reason text,
  before jsonb,
  seq int,
  undone jsonb,
  PRIMARY KEY (workspace_id, bulk_id, ticket_id),
  FOREIGN KEY (workspace_id, bulk_id) REFERENCES bulk (workspace_id, id) ON DELETE CASCADE
);
COMMENT ON COLUMN bulk_ticket.before IS 'What was changed, as it was before: needed to undo it.';
COMMENT ON COLUMN bulk_ticket.seq IS 'The last fact of the ticket when it was done: what changed later has a higher one.';
`;

const TICKETS = `
ALTER TABLE message ADD COLUMN via uuid;
COMMENT ON COLUMN message.via IS 'The merged-away ticket in whose conversation it was said; null: in that of the ticket it stands in.';
CREATE INDEX message_via ON message (workspace_id, via, seq) WHERE via IS NOT NULL;
ALTER TABLE ticket ADD COLUMN oldest uuid, ADD COLUMN trashed_at timestamptz;
COMMENT ON COLUMN ticket.oldest IS 'Where a merge brought messages older than the ticket itself: from which id on its messages lie.';
COMMENT ON COLUMN ticket.trashed_at IS 'In the trash since: it is also marked as spam, by which it is out of every queue; ticket_trash knows what it was before.';
ALTER TABLE episode ADD COLUMN held_until timestamptz;
COMMENT ON COLUMN episode.held_until IS 'It may still be taken back as if it had never been solved: until then nobody is asked how it went.';
DROP INDEX invitation_taken_back;
CREATE INDEX invitation_taken_back ON invitation (expires_at) WHERE state = 'cancelled' AND reason IN ('reopened', 'merged', 'spam');
CREATE INDEX ticket_trashed ON ticket (workspace_id, trashed_at DESC, id DESC) WHERE trashed_at IS NOT NULL;
CREATE INDEX ticket_merged ON ticket (workspace_id, merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX ticket_recent ON ticket (workspace_id, contact_id, last_message_at DESC) WHERE merged_into IS NULL AND trashed_at IS NULL;
CREATE TABLE ticket_merge (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  into_id uuid NOT NULL,
  agent_id uuid,
  seq int NOT NULL,
  moved jsonb NOT NULL,
  before jsonb NOT NULL,
  at timestamptz NOT NULL,
  undone_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, ticket_id) REFERENCES ticket (workspace_id, id),
  FOREIGN KEY (workspace_id, into_id) REFERENCES ticket (workspace_id, id)
);
COMMENT ON COLUMN ticket_merge.seq IS 'Of the target, just before: what has a higher one came with the merge or after it.';
COMMENT ON COLUMN ticket_merge.before IS 'The clocks of both as they were: needed to undo it.';
CREATE UNIQUE INDEX ticket_merge_open ON ticket_merge (workspace_id, ticket_id) WHERE undone_at IS NULL;
CREATE INDEX ticket_merge_into ON ticket_merge (workspace_id, into_id);
CREATE INDEX message_file_ids ON message USING gin (workspace_id, files jsonb_path_ops) WHERE files <> '[]';
CREATE INDEX ticket_alike ON ticket USING gin (workspace_id, subject gin_trgm_ops) WHERE active;
CREATE TABLE ticket_apart (
  workspace_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  other_id uuid NOT NULL,
  PRIMARY KEY (workspace_id, ticket_id, other_id),
  FOREIGN KEY (workspace_id, ticket_id) REFERENCES ticket (workspace_id, id),
  FOREIGN KEY (workspace_id, other_id) REFERENCES ticket (workspace_id, id),
  CHECK (ticket_id < other_id)
);
COMMENT ON TABLE ticket_apart IS 'Two matters an agent knows to be two: they are not called alike again.';
CREATE TABLE ticket_link (
  workspace_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  other_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('related', 'blocks', 'parent')),
  agent_id uuid,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, ticket_id, other_id),
  FOREIGN KEY (workspace_id, ticket_id) REFERENCES ticket (workspace_id, id),
  FOREIGN KEY (workspace_id, other_id) REFERENCES ticket (workspace_id, id),
  CHECK (ticket_id <> other_id)
);
COMMENT ON COLUMN ticket_link.kind IS 'related: either way; blocks: the other waits for this one; parent: the other is a case of this one.';
CREATE INDEX ticket_link_other ON ticket_link (workspace_id, other_id);
CREATE TABLE ticket_trash (
  workspace_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  agent_id uuid,
  before jsonb NOT NULL,
  at timestamptz NOT NULL,
  erase_at timestamptz,
  erased_at timestamptz,
  PRIMARY KEY (workspace_id, ticket_id),
  FOREIGN KEY (workspace_id, ticket_id) REFERENCES ticket (workspace_id, id)
);
COMMENT ON COLUMN ticket_trash.erase_at IS 'When its words are to be erased; null: they have been.';
CREATE TABLE erasure (
  workspace_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  what text NOT NULL CHECK (what IN ('answers', 'kept-mails', 'raw-bodies')),
  message_ids uuid[] NOT NULL DEFAULT '{}',
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, ticket_id, what),
  FOREIGN KEY (workspace_id, ticket_id) REFERENCES ticket (workspace_id, id)
);
COMMENT ON TABLE erasure IS 'What is still to be erased elsewhere of a ticket that was erased; a row goes when it is done.';
CREATE INDEX erasure_due ON erasure (what, at);
ALTER TABLE ticket ADD COLUMN side_of uuid, ADD COLUMN side_wakes boolean NOT NULL DEFAULT false,
  ALTER COLUMN number DROP NOT NULL,
  ADD CONSTRAINT ticket_side CHECK ((side_of IS NULL) = (number IS NOT NULL) AND (side_of IS NULL OR spam));
COMMENT ON COLUMN ticket.side_of IS 'A side conversation with somebody else about that ticket. It is marked as spam for good, by which it is out of every queue, count and history; it has no number.';
COMMENT ON COLUMN ticket.side_wakes IS 'Their answer wakes the ticket, or takes it off hold.';
CREATE INDEX ticket_sides ON ticket (workspace_id, side_of, id) WHERE side_of IS NOT NULL;
DROP INDEX ticket_spam;
CREATE INDEX ticket_spam ON ticket (workspace_id, last_message_at DESC, id DESC) WHERE spam AND side_of IS NULL;
CREATE INDEX kept_mail_ticket ON kept_mail (workspace_id, ticket_id) WHERE ticket_id IS NOT NULL;
CREATE INDEX ticket_trash_due ON ticket_trash (erase_at) WHERE erase_at IS NOT NULL;
`;

const COMPOSER = `
ALTER TABLE message ADD COLUMN mentions jsonb;
ALTER TABLE message ADD COLUMN actions jsonb;
COMMENT ON COLUMN message.mentions IS 'Of a note: whom it names, {agents: [ids], teams: [ids]}.';
COMMENT ON COLUMN message.actions IS 'What else is done to the ticket when this held reply is released; null: nothing, or all of it is done.';
CREATE INDEX message_actions ON message (state) WHERE actions IS NOT NULL;
CREATE TABLE draft (
  workspace_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  mode text NOT NULL CHECK (mode IN ('reply', 'note')),
  version int NOT NULL,
  device text NOT NULL,
  key text NOT NULL,
  text text NOT NULL,
  html text NOT NULL,
  files uuid[] NOT NULL DEFAULT '{}',
  more jsonb NOT NULL DEFAULT '{}',
  aside jsonb NOT NULL DEFAULT '[]',
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, ticket_id, agent_id, mode),
  FOREIGN KEY (workspace_id, agent_id) REFERENCES agent (workspace_id, id) ON DELETE CASCADE
);
COMMENT ON COLUMN draft.key IS 'The idempotency key it will be sent with: a draft whose key was taken has been sent.';
COMMENT ON COLUMN draft.aside IS 'Other words for the same answer, written elsewhere at the same time: kept until the agent has chosen.';
CREATE INDEX draft_mine ON draft (workspace_id, agent_id, updated_at DESC, ticket_id, mode);
CREATE INDEX draft_age ON draft (updated_at);
CREATE TABLE scheduled_reply (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  key text NOT NULL,
  text text NOT NULL,
  html text,
  files jsonb NOT NULL DEFAULT '[]',
  more jsonb NOT NULL DEFAULT '{}',
  then_state text,
  state text NOT NULL CHECK (state IN ('waiting', 'paused')),
  why text,
  due_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX scheduled_reply_ticket ON scheduled_reply (workspace_id, ticket_id, due_at);
CREATE INDEX scheduled_reply_due ON scheduled_reply (due_at) WHERE state = 'waiting';
CREATE TABLE macro (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  name text NOT NULL,
  scope text NOT NULL CHECK (scope IN ('personal', 'team', 'shared')),
  agent_id uuid,
  team_id uuid,
  text text NOT NULL,
  html text NOT NULL,
  variants jsonb NOT NULL DEFAULT '{}',
  actions jsonb NOT NULL DEFAULT '[]',
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
COMMENT ON COLUMN macro.variants IS 'The same words in other languages: {ru: {text, html}}.';
CREATE INDEX macro_name ON macro (workspace_id, lower(name), id);
CREATE TABLE macro_use (
  workspace_id uuid NOT NULL,
  macro_id uuid NOT NULL,
  at timestamptz NOT NULL,
  agent_id uuid NOT NULL,
  PRIMARY KEY (workspace_id, macro_id, at, agent_id)
);
CREATE INDEX macro_use_age ON macro_use (at);
`;

const OUTBOUND = `
CREATE TABLE conversation_start (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  idempotency_key text NOT NULL,
  ticket_id uuid NOT NULL,
  message_id uuid NOT NULL,
  PRIMARY KEY (workspace_id, idempotency_key)
);
COMMENT ON TABLE conversation_start IS 'What we began: a retry with the same key begins nothing twice.';
ALTER TABLE message ADD COLUMN mailed jsonb;
COMMENT ON COLUMN message.mailed IS 'Of a line in the chat that went to its customer by mail too: where to, when, and what became of it.';
CREATE TABLE letter_address (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  connection_id uuid NOT NULL,
  conversation text NOT NULL,
  address text,
  stopped_at timestamptz,
  unreachable_at timestamptz,
  PRIMARY KEY (workspace_id, connection_id, conversation)
);
COMMENT ON TABLE letter_address IS 'Where the person of a chat wants answers that they have not seen: as they said, or as their site has signed.';
INSERT INTO letter_address (workspace_id, connection_id, conversation, address)
  SELECT v.workspace_id, v.connection_id, v.id::text, i.email FROM visitor v
  JOIN identity i ON i.workspace_id = v.workspace_id AND i.id = v.identity_id WHERE i.email IS NOT NULL;
ALTER TABLE visitor ADD COLUMN bound_at timestamptz;
COMMENT ON COLUMN visitor.bound_at IS 'When an anonymous conversation became that of a signed person: ways back that were mailed before open it no more.';
CREATE TABLE letter (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('answers', 'transcript')),
  ticket_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  conversation text,
  state text NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'kept', 'failed', 'unknown', 'needless')),
  due_at timestamptz,
  attempts int NOT NULL DEFAULT 0,
  recipient text,
  message_ids uuid[],
  asked_by jsonb,
  locale text,
  reason text,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
COMMENT ON TABLE letter IS 'A mail beside a chat: answers that were not read there, or the whole conversation for whoever asked. Its words are those of the messages.';
COMMENT ON COLUMN letter.message_ids IS 'What it carries, settled before the first try: every later try sends the same.';
CREATE UNIQUE INDEX letter_waiting ON letter (workspace_id, ticket_id) WHERE kind = 'answers' AND state = 'waiting' AND message_ids IS NULL;
CREATE INDEX letter_ticket ON letter (workspace_id, ticket_id, id);
CREATE INDEX letter_due ON letter (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX letter_kept ON letter (workspace_id, id) WHERE state = 'kept';
`;

const INBOUND = `
`;

const ROUTING = `
CREATE TABLE skill (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id int NOT NULL,
  name text NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX skill_name ON skill (workspace_id, lower(name));
CREATE SEQUENCE routing_turn;
CREATE TABLE agent_duty (
  workspace_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  skills int[] NOT NULL DEFAULT '{}',
  capacity jsonb NOT NULL DEFAULT '{}',
  schedule jsonb,
  turn bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id, agent_id),
  FOREIGN KEY (workspace_id, agent_id) REFERENCES agent (workspace_id, id) ON DELETE CASCADE
);
COMMENT ON COLUMN agent_duty.turn IS 'Rises with each ticket that was given by rotation: who was given one longest ago has the next turn. Whoever gives a ticket holds this row.';
CREATE TABLE agent_presence (
  workspace_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  chosen text NOT NULL DEFAULT 'online' CHECK (chosen IN ('online', 'away', 'offline')),
  chosen_at timestamptz NOT NULL,
  hand_back boolean NOT NULL DEFAULT false,
  alive_at timestamptz,
  state text NOT NULL CHECK (state IN ('online', 'away', 'offline')),
  why text NOT NULL,
  since timestamptz NOT NULL,
  check_at timestamptz,
  unrouted_since timestamptz,
  PRIMARY KEY (workspace_id, agent_id),
  FOREIGN KEY (workspace_id, agent_id) REFERENCES agent (workspace_id, id) ON DELETE CASCADE
);
COMMENT ON COLUMN agent_presence.alive_at IS 'The last sign of life of any of the screens of this person; written once a minute at most.';
COMMENT ON COLUMN agent_presence.check_at IS 'When the state may change by itself: silence, or the end of a shift.';
COMMENT ON COLUMN agent_presence.unrouted_since IS 'The person came, went or has room again, and routing has not looked yet.';
CREATE INDEX agent_presence_check ON agent_presence (check_at) WHERE check_at IS NOT NULL;
CREATE INDEX agent_presence_unrouted ON agent_presence (unrouted_since) WHERE unrouted_since IS NOT NULL;
CREATE TABLE agent_presence_span (
  workspace_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  since timestamptz NOT NULL,
  until timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('online', 'away')),
  PRIMARY KEY (workspace_id, agent_id, since),
  FOREIGN KEY (workspace_id, agent_id) REFERENCES agent (workspace_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE agent_presence_span IS 'When somebody was there, once it is over; what is not here is absence. Kept for thirteen months.';
CREATE INDEX agent_presence_span_age ON agent_presence_span (until);
CREATE TABLE routing_terms (
  workspace_id uuid PRIMARY KEY REFERENCES workspace(id),
  default_team_id uuid,
  by_language boolean NOT NULL DEFAULT false,
  capacity jsonb NOT NULL DEFAULT '{}',
  stale_since timestamptz
);
COMMENT ON COLUMN routing_terms.stale_since IS 'The way of routing has changed, and the tickets that wait have not been looked at since.';
CREATE INDEX routing_terms_stale ON routing_terms (stale_since) WHERE stale_since IS NOT NULL;
CREATE TABLE routing_plan (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  team_id uuid,
  mode text NOT NULL CHECK (mode IN ('manual', 'round-robin', 'least-loaded')),
  use_capacity boolean NOT NULL DEFAULT true,
  overflow_s int,
  overflow_to text NOT NULL DEFAULT 'anyone' CHECK (overflow_to IN ('anyone', 'team')),
  overflow_team_id uuid,
  give_back text NOT NULL DEFAULT 'at-once' CHECK (give_back IN ('at-once', 'later', 'never')),
  give_back_s int NOT NULL DEFAULT 600,
  FOREIGN KEY (workspace_id, team_id) REFERENCES team (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, overflow_team_id) REFERENCES team (workspace_id, id) ON DELETE SET NULL (overflow_team_id)
);
COMMENT ON COLUMN routing_plan.team_id IS 'Null: the tickets of no team.';
CREATE UNIQUE INDEX routing_plan_team ON routing_plan (workspace_id, team_id) NULLS NOT DISTINCT;
CREATE TABLE routing_rule (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  name text NOT NULL,
  place int NOT NULL,
  enabled boolean NOT NULL DEFAULT true,
  condition jsonb NOT NULL,
  team_id uuid,
  skills int[] NOT NULL DEFAULT '{}',
  first boolean NOT NULL DEFAULT false,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, team_id) REFERENCES team (workspace_id, id) ON DELETE SET NULL (team_id)
);
CREATE TABLE ticket_route (
  workspace_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  stale_since timestamptz,
  waiting boolean NOT NULL DEFAULT false,
  team_id uuid,
  kind text,
  skills int[] NOT NULL DEFAULT '{}',
  rank smallint NOT NULL DEFAULT 0,
  since timestamptz,
  avoid_agent_id uuid,
  overflow_at timestamptz,
  overflowed boolean NOT NULL DEFAULT false,
  give_back_at timestamptz,
  PRIMARY KEY (workspace_id, ticket_id)
);
COMMENT ON TABLE ticket_route IS 'The tickets that wait for somebody to be found, and those whose holder has gone; no others.';
COMMENT ON COLUMN ticket_route.avoid_agent_id IS 'Who gave it back of their own will: it does not return to them.';
COMMENT ON COLUMN ticket_route.stale_since IS 'News has come that routing has not looked at to the end.';
CREATE INDEX ticket_route_stale ON ticket_route (stale_since) WHERE stale_since IS NOT NULL;
CREATE INDEX ticket_route_waiting ON ticket_route (workspace_id, team_id, rank DESC, since, ticket_id) WHERE waiting;
CREATE INDEX ticket_route_overflow ON ticket_route (overflow_at) WHERE overflow_at IS NOT NULL;
CREATE INDEX ticket_route_give_back ON ticket_route (give_back_at) WHERE give_back_at IS NOT NULL;
CREATE INDEX ticket_load ON ticket (workspace_id, assignee_id, channel)
  WHERE awake AND assignee_id IS NOT NULL AND state IN ('new', 'open');
CREATE INDEX ticket_unheld ON ticket (workspace_id, team_id, queued_at, id)
  WHERE awake AND assignee_id IS NULL AND state IN ('new', 'open');
`;

const RULES = `
CREATE TABLE rule (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  name text NOT NULL,
  place int NOT NULL,
  enabled boolean NOT NULL,
  occasion jsonb NOT NULL,
  condition jsonb NOT NULL,
  actions jsonb NOT NULL,
  stop boolean NOT NULL DEFAULT false,
  since timestamptz NOT NULL,
  armed boolean NOT NULL DEFAULT true,
  failures int NOT NULL DEFAULT 0,
  failing_since timestamptz,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  deleted_at timestamptz,
  PRIMARY KEY (workspace_id, id)
);
COMMENT ON COLUMN rule.occasion IS 'When it is asked: {on: event, events} or {on: time, since, seconds, clock}.';
COMMENT ON COLUMN rule.since IS 'What happened before is none of its business: when it was made or last switched on.';
COMMENT ON COLUMN rule.armed IS 'Its clock has been set for every ticket that is worked on.';
COMMENT ON COLUMN rule.failures IS 'Runs in a row in which something could not be done.';
CREATE INDEX rule_unarmed ON rule (changed_at) WHERE NOT armed;
CREATE TABLE rule_ticket (
  workspace_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  done_seq int NOT NULL,
  news_seq int NOT NULL,
  news_at timestamptz,
  taken_until timestamptz,
  PRIMARY KEY (workspace_id, ticket_id),
  FOREIGN KEY (workspace_id, ticket_id) REFERENCES ticket (workspace_id, id)
);
COMMENT ON COLUMN rule_ticket.done_seq IS 'Every rule has been asked about what happened up to here.';
COMMENT ON COLUMN rule_ticket.taken_until IS 'One process at a time asks the rules of a ticket, so that they keep their order.';
CREATE INDEX rule_ticket_news ON rule_ticket (news_at) WHERE news_at IS NOT NULL;
CREATE TABLE rule_alarm (
  workspace_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  rule_id uuid NOT NULL,
  began_at timestamptz NOT NULL,
  chain uuid[] NOT NULL DEFAULT '{}',
  alarm_at timestamptz,
  rang_at timestamptz,
  PRIMARY KEY (workspace_id, ticket_id, rule_id),
  FOREIGN KEY (workspace_id, ticket_id) REFERENCES ticket (workspace_id, id),
  FOREIGN KEY (workspace_id, rule_id) REFERENCES rule (workspace_id, id)
);
COMMENT ON COLUMN rule_alarm.began_at IS 'Since when the clock of the rule runs for this ticket.';
COMMENT ON COLUMN rule_alarm.chain IS 'The rules that began it, first to last; empty: people did.';
COMMENT ON COLUMN rule_alarm.rang_at IS 'The time is over; the rule is asked again whenever the ticket changes, until it has run once.';
CREATE INDEX rule_alarm_at ON rule_alarm (alarm_at) WHERE alarm_at IS NOT NULL;
CREATE INDEX rule_alarm_rule ON rule_alarm (workspace_id, rule_id);
CREATE TABLE rule_run (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  rule_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  cause text NOT NULL,
  state text NOT NULL CHECK (state IN ('doing', 'done', 'failed', 'held-back')),
  chain uuid[] NOT NULL DEFAULT '{}',
  outcomes jsonb NOT NULL DEFAULT '[]',
  tries int NOT NULL DEFAULT 0,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, ticket_id) REFERENCES ticket (workspace_id, id),
  FOREIGN KEY (workspace_id, rule_id) REFERENCES rule (workspace_id, id)
);
COMMENT ON COLUMN rule_run.cause IS 'The fact (its seq) or the clock (its beginning) that it ran for: once each.';
CREATE UNIQUE INDEX rule_run_once ON rule_run (workspace_id, ticket_id, rule_id, cause);
CREATE INDEX rule_run_rule ON rule_run (workspace_id, rule_id, id DESC);
CREATE INDEX rule_run_ticket ON rule_run (workspace_id, ticket_id, id DESC);
CREATE INDEX rule_run_old ON rule_run (at);
CREATE INDEX ticket_solved_now ON ticket (workspace_id, id) WHERE state = 'solved';
CREATE TABLE acknowledgement (
  workspace_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  enabled boolean NOT NULL,
  wording jsonb NOT NULL DEFAULT '{}',
  quiet_minutes int NOT NULL DEFAULT 60,
  since timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, connection_id),
  FOREIGN KEY (workspace_id, connection_id) REFERENCES connection (workspace_id, id)
);
COMMENT ON COLUMN acknowledgement.quiet_minutes IS 'One address hears from it once in this time.';
CREATE TABLE acknowledged (
  workspace_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  episode int NOT NULL,
  identity_id uuid NOT NULL,
  message_id uuid,
  why_not text,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, ticket_id, episode),
  FOREIGN KEY (workspace_id, ticket_id) REFERENCES ticket (workspace_id, id)
);
COMMENT ON TABLE acknowledged IS 'One decision an episode: the customer was told that we have it, or not, because.';
CREATE INDEX acknowledged_identity ON acknowledged (workspace_id, identity_id, at DESC) WHERE message_id IS NOT NULL;
`;

const NOTIFY = `
CREATE TABLE notification (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  agent_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  kind text NOT NULL,
  weight smallint NOT NULL,
  actor_id uuid,
  message_id uuid,
  episode int,
  times int NOT NULL DEFAULT 1,
  seq int NOT NULL,
  at timestamptz NOT NULL,
  last_kind text NOT NULL,
  read_at timestamptz,
  ring_at timestamptz,
  mailed_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, agent_id) REFERENCES agent (workspace_id, id) ON DELETE CASCADE
);
COMMENT ON COLUMN notification.kind IS 'The heaviest thing among what is folded here; actor and message are of it.';
COMMENT ON COLUMN notification.seq IS 'The last fact of the ticket that was folded in: a fact that comes twice changes nothing.';
COMMENT ON COLUMN notification.last_kind IS 'What came last: this is what is rung for.';
COMMENT ON COLUMN notification.ring_at IS 'Still to be told to the browsers; null: told, or not worth telling.';
CREATE UNIQUE INDEX notification_unread ON notification (workspace_id, agent_id, ticket_id) WHERE read_at IS NULL;
CREATE INDEX notification_list ON notification (workspace_id, agent_id, at DESC, id DESC);
CREATE INDEX notification_ticket ON notification (workspace_id, ticket_id, agent_id, seq DESC);
CREATE INDEX notification_ring ON notification (ring_at) WHERE ring_at IS NOT NULL;
CREATE INDEX notification_age ON notification (at);
CREATE TABLE watcher (
  workspace_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, ticket_id, agent_id),
  FOREIGN KEY (workspace_id, agent_id) REFERENCES agent (workspace_id, id) ON DELETE CASCADE
);
CREATE TABLE notify_settings (
  workspace_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  ways jsonb NOT NULL DEFAULT '{}',
  quiet jsonb NOT NULL DEFAULT '{}',
  time_zone text,
  paused_until timestamptz,
  digest text NOT NULL DEFAULT 'daily' CHECK (digest IN ('off', 'hourly', 'daily')),
  digest_at text NOT NULL DEFAULT '09:00',
  words_in_push boolean NOT NULL DEFAULT false,
  digest_due timestamptz,
  looked_at timestamptz,
  PRIMARY KEY (workspace_id, agent_id),
  FOREIGN KEY (workspace_id, agent_id) REFERENCES agent (workspace_id, id) ON DELETE CASCADE
);
COMMENT ON COLUMN notify_settings.ways IS 'What differs from the usual: {mention: {push: false}}.';
COMMENT ON COLUMN notify_settings.digest_due IS 'When the next mail of what was missed may go; null: nothing waits for it.';
CREATE INDEX notify_settings_digest ON notify_settings (digest_due) WHERE digest_due IS NOT NULL;
CREATE TABLE push_key (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  public_key text NOT NULL,
  private_key text NOT NULL,
  created_at timestamptz NOT NULL
);
COMMENT ON TABLE push_key IS 'By which push services know this desk (VAPID); the private half is sealed.';
CREATE TABLE push_subscription (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  agent_id uuid NOT NULL,
  endpoint_hash bytea NOT NULL,
  sealed text NOT NULL,
  label text NOT NULL,
  created_at timestamptz NOT NULL,
  sent_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, agent_id) REFERENCES agent (workspace_id, id) ON DELETE CASCADE
);
COMMENT ON COLUMN push_subscription.sealed IS 'Its address and keys: whoever has them could write to this browser.';
CREATE UNIQUE INDEX push_subscription_endpoint ON push_subscription (endpoint_hash);
CREATE INDEX push_subscription_agent ON push_subscription (workspace_id, agent_id, created_at);
CREATE TABLE push (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  subscription_id uuid NOT NULL,
  notification_id uuid,
  others int NOT NULL DEFAULT 0,
  attempts int NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, subscription_id) REFERENCES push_subscription (workspace_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE push IS 'What still has to be pushed; gone once the push service has taken it. Without a notification: a test.';
CREATE INDEX push_due ON push (due_at);
CREATE INDEX push_subscription_of ON push (workspace_id, subscription_id);
`;

const SURVEYS = `
ALTER TABLE survey ADD COLUMN place int NOT NULL DEFAULT 0, ADD COLUMN conditions jsonb NOT NULL DEFAULT '{"all": []}',
  ADD COLUMN deleted_at timestamptz;
COMMENT ON COLUMN survey.place IS 'The first that is meant for a ticket asks about it.';
ALTER TABLE survey_decision ADD COLUMN survey_id uuid;
ALTER TABLE answer ADD COLUMN more jsonb NOT NULL DEFAULT '{}';
COMMENT ON COLUMN answer.more IS 'Scores of the second and third question, by the id of the question.';
ALTER TABLE invitation ADD COLUMN remind_at timestamptz, ADD COLUMN reminder_message_id uuid;
COMMENT ON COLUMN invitation.remind_at IS 'When the one reminder is due; null: none is, or it has been.';
CREATE INDEX invitation_remind ON invitation (remind_at) WHERE remind_at IS NOT NULL;
ALTER TABLE answer ADD COLUMN reading smallint;
COMMENT ON COLUMN answer.reading IS 'By which reading its words were read (language, feeling, themes); null: not yet.';
CREATE INDEX answer_unread ON answer (workspace_id, invitation_id) WHERE reading IS NULL;
CREATE TABLE answer_reading (
  workspace_id uuid NOT NULL,
  invitation_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('csat', 'nps', 'ces')),
  scale_max smallint NOT NULL,
  score smallint NOT NULL,
  standing text NOT NULL CHECK (standing IN ('low', 'middle', 'good')),
  reasons text[] NOT NULL,
  channel text NOT NULL,
  agent_id uuid,
  team_id uuid,
  text text NOT NULL,
  taken smallint NOT NULL,
  language text NOT NULL CHECK (language IN ('en', 'ru', 'bg', 'unknown')),
  feeling text NOT NULL CHECK (feeling IN ('positive', 'neutral', 'negative')),
  phrases text[] NOT NULL,
  said text[] NOT NULL,
  words tsvector NOT NULL,
  PRIMARY KEY (workspace_id, invitation_id),
  FOREIGN KEY (workspace_id, invitation_id) REFERENCES invitation (workspace_id, id)
);
COMMENT ON TABLE answer_reading IS 'What was read in the latest words of an answer, without what identifies a person; made anew from the answer at any time.';
COMMENT ON COLUMN answer_reading.phrases IS 'By their stems; said: the same as they stood there.';
CREATE INDEX answer_reading_newest ON answer_reading (workspace_id, at DESC, invitation_id DESC);
CREATE INDEX answer_reading_ticket ON answer_reading (workspace_id, ticket_id);
CREATE INDEX answer_reading_words ON answer_reading USING gin (workspace_id, words);
CREATE INDEX answer_reading_phrases ON answer_reading USING gin (workspace_id, phrases);
CREATE TABLE answer_tag (
  workspace_id uuid NOT NULL,
  invitation_id uuid NOT NULL,
  tag_id int NOT NULL,
  PRIMARY KEY (workspace_id, invitation_id, tag_id),
  FOREIGN KEY (workspace_id, invitation_id) REFERENCES invitation (workspace_id, id),
  FOREIGN KEY (workspace_id, tag_id) REFERENCES tag (workspace_id, id)
);
CREATE TABLE survey_experiment (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  survey_id uuid NOT NULL,
  variant jsonb NOT NULL,
  measure text NOT NULL CHECK (measure IN ('answered', 'good')),
  plan jsonb NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  kept text CHECK (kept IN ('a', 'b')),
  PRIMARY KEY (workspace_id, id)
);
COMMENT ON COLUMN survey_experiment.plan IS 'When it is looked at and what must be seen then, fixed at the start.';
CREATE UNIQUE INDEX survey_experiment_running ON survey_experiment (workspace_id, survey_id) WHERE ended_at IS NULL;
CREATE INDEX survey_experiment_survey ON survey_experiment (workspace_id, survey_id, started_at DESC);
ALTER TABLE invitation ADD COLUMN experiment_id uuid, ADD COLUMN arm text, ADD COLUMN via uuid;
COMMENT ON COLUMN invitation.via IS 'Asked by mail, not where they wrote: the ticket whose mailbox and address it takes.';
CREATE INDEX invitation_experiment ON invitation (workspace_id, experiment_id, arm, sent_at, id) WHERE experiment_id IS NOT NULL;
CREATE UNIQUE INDEX invitation_reminder ON invitation (workspace_id, reminder_message_id) WHERE reminder_message_id IS NOT NULL;
`;

const CASES = `
ALTER TABLE invitation ADD COLUMN about text NOT NULL DEFAULT 'episode' CHECK (about IN ('episode', 'case', 'round')),
  ADD COLUMN about_id uuid, ADD COLUMN read_at timestamptz, ADD COLUMN read_by uuid;
COMMENT ON COLUMN invitation.about IS 'What is asked about: a solved episode; how a case ended; or the relationship, in a round.';
COMMENT ON COLUMN invitation.read_at IS 'When somebody of ours first read the answer as it stands; its customer is told.';
DROP INDEX invitation_episode;
CREATE UNIQUE INDEX invitation_episode ON invitation (workspace_id, ticket_id, episode) WHERE about = 'episode';
CREATE UNIQUE INDEX invitation_about ON invitation (workspace_id, about_id, contact_id) WHERE about_id IS NOT NULL;
CREATE INDEX invitation_ticket ON invitation (workspace_id, ticket_id, episode);
CREATE TABLE survey_case (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  invitation_id uuid NOT NULL,
  survey_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  part int NOT NULL,
  kind text NOT NULL,
  scale_max smallint NOT NULL,
  score smallint NOT NULL,
  bad boolean NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'closed')),
  owner_id uuid,
  team_id uuid,
  due_at timestamptz NOT NULL,
  opened_at timestamptz NOT NULL,
  taken_up_at timestamptz,
  playbook text NOT NULL DEFAULT '',
  steps jsonb NOT NULL DEFAULT '[]',
  note text NOT NULL DEFAULT '',
  told text NOT NULL DEFAULT '',
  told_at timestamptz,
  told_by uuid,
  outcome text CHECK (outcome IN ('recovered', 'not-recovered', 'not-reachable', 'our-mistake', 'improved')),
  closed_at timestamptz,
  closed_by uuid,
  again text CHECK (again IN ('wanted', 'asked', 'not-asked')),
  again_reason text,
  again_score smallint,
  again_good boolean,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, invitation_id) REFERENCES invitation (workspace_id, id),
  FOREIGN KEY (workspace_id, ticket_id) REFERENCES ticket (workspace_id, id)
);
COMMENT ON COLUMN survey_case.part IS 'The how-manieth of its ticket.';
COMMENT ON COLUMN survey_case.taken_up_at IS 'When a person first did something about it; until then a better answer closes it.';
COMMENT ON COLUMN survey_case.told IS 'What was done about it, in words for the customer; shown on the page of their answer.';
COMMENT ON COLUMN survey_case.again IS 'The second question: whether it is wanted, and what became of it.';
CREATE UNIQUE INDEX survey_case_answer ON survey_case (workspace_id, invitation_id);
CREATE UNIQUE INDEX survey_case_part ON survey_case (workspace_id, ticket_id, part);
CREATE INDEX survey_case_open ON survey_case (workspace_id, due_at, id) WHERE state = 'open';
CREATE INDEX survey_case_owner ON survey_case (workspace_id, owner_id, due_at, id) WHERE state = 'open';
CREATE INDEX survey_case_closed ON survey_case (workspace_id, closed_at DESC, id DESC) WHERE state = 'closed';
CREATE INDEX survey_case_again ON survey_case (closed_at) WHERE again = 'wanted';
CREATE TABLE report_case (
  workspace_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  part int NOT NULL,
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  outcome text,
  channel text NOT NULL,
  connection_id uuid NOT NULL,
  agent_id uuid,
  team_id uuid,
  gone boolean NOT NULL DEFAULT false,
  PRIMARY KEY (workspace_id, ticket_id, part)
);
CREATE INDEX report_case_opened ON report_case (workspace_id, opened_at) WHERE NOT gone;
CREATE INDEX report_case_closed ON report_case (workspace_id, closed_at) WHERE closed_at IS NOT NULL AND NOT gone;
CREATE TABLE said (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  words jsonb NOT NULL,
  day date NOT NULL,
  shown boolean NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
COMMENT ON TABLE said IS 'You said, we did: what was learned from answers, told to everybody. {ru: {said, did}}';
CREATE INDEX said_day ON said (workspace_id, day DESC, id DESC);
CREATE TABLE said_page (
  workspace_id uuid PRIMARY KEY REFERENCES workspace(id),
  open boolean NOT NULL
);
CREATE TABLE survey_round (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  survey_id uuid NOT NULL,
  day date NOT NULL,
  started_at timestamptz NOT NULL,
  done_at timestamptz,
  cursor uuid,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, survey_id) REFERENCES survey (workspace_id, id)
);
COMMENT ON COLUMN survey_round.cursor IS 'The last person thought of, going down by id.';
CREATE UNIQUE INDEX survey_round_day ON survey_round (workspace_id, survey_id, day);
CREATE INDEX survey_round_open ON survey_round (started_at) WHERE done_at IS NULL;
CREATE TABLE round_decision (
  workspace_id uuid NOT NULL,
  round_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  reason text,
  invitation_id uuid,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, round_id, contact_id),
  FOREIGN KEY (workspace_id, round_id) REFERENCES survey_round (workspace_id, id)
);
COMMENT ON COLUMN round_decision.reason IS 'Why not; null: asked.';
CREATE INDEX round_decision_counts ON round_decision (workspace_id, round_id, reason);
CREATE INDEX round_decision_asked ON round_decision (workspace_id, invitation_id) WHERE invitation_id IS NOT NULL;
CREATE INDEX survey_rounds ON survey (workspace_id, id) WHERE settings->'rounds' <> 'null'::jsonb;
CREATE TABLE answer_draft (
  workspace_id uuid NOT NULL,
  invitation_id uuid NOT NULL,
  comment text NOT NULL,
  due_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, invitation_id),
  FOREIGN KEY (workspace_id, invitation_id) REFERENCES invitation (workspace_id, id)
);
COMMENT ON TABLE answer_draft IS 'Words being typed on the survey page: left alone until due_at they are the comment.';
CREATE INDEX answer_draft_due ON answer_draft (due_at);
CREATE TABLE survey_link (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  survey_id uuid NOT NULL,
  key text NOT NULL,
  name text NOT NULL,
  who text NOT NULL CHECK (who IN ('anybody', 'named')),
  enabled boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL,
  deleted_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, survey_id) REFERENCES survey (workspace_id, id)
);
CREATE UNIQUE INDEX survey_link_key ON survey_link (key);
CREATE INDEX survey_link_survey ON survey_link (workspace_id, survey_id, id);
CREATE TABLE link_answer (
  workspace_id uuid NOT NULL,
  link_id uuid NOT NULL,
  who bytea NOT NULL,
  version int NOT NULL,
  id uuid NOT NULL,
  latest boolean NOT NULL,
  kind text NOT NULL,
  scale_max smallint NOT NULL,
  score smallint NOT NULL,
  reasons text[] NOT NULL DEFAULT '{}',
  more jsonb NOT NULL DEFAULT '{}',
  comment text,
  contact_id uuid,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, link_id, who, version),
  FOREIGN KEY (workspace_id, link_id) REFERENCES survey_link (workspace_id, id)
);
COMMENT ON COLUMN link_answer.who IS 'A hash of the word that the browser keeps, or of the person: one answer each.';
CREATE UNIQUE INDEX link_answer_latest ON link_answer (workspace_id, link_id, who) WHERE latest;
CREATE INDEX link_answer_list ON link_answer (workspace_id, link_id, id DESC) WHERE latest;
CREATE INDEX link_answer_scores ON link_answer (workspace_id, link_id, score) WHERE latest;
CREATE TABLE hook (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('webhook', 'slack')),
  name text NOT NULL,
  sealed text NOT NULL,
  events text[] NOT NULL,
  words boolean NOT NULL,
  enabled boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
COMMENT ON COLUMN hook.sealed IS 'Where it goes and the secret it is signed with: whoever has the address of Slack can write there.';
COMMENT ON COLUMN hook.words IS 'With what the customer wrote.';
CREATE TABLE hook_delivery (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  hook_id uuid NOT NULL,
  event text NOT NULL,
  ticket_id uuid,
  case_id uuid,
  seq int,
  state text NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
  attempts int NOT NULL DEFAULT 0,
  status int,
  error text,
  due_at timestamptz,
  at timestamptz NOT NULL,
  done_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, hook_id) REFERENCES hook (workspace_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX hook_delivery_once ON hook_delivery (workspace_id, hook_id, ticket_id, seq) WHERE seq IS NOT NULL;
CREATE INDEX hook_delivery_due ON hook_delivery (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX hook_delivery_list ON hook_delivery (workspace_id, id DESC);
CREATE INDEX hook_delivery_of ON hook_delivery (workspace_id, hook_id, id DESC);
CREATE INDEX hook_delivery_age ON hook_delivery (at);
`;

const REPORTS = `
ALTER TABLE report_ticket ADD COLUMN open boolean NOT NULL DEFAULT true;
COMMENT ON COLUMN report_ticket.open IS 'Not solved: how many there were on an earlier day is counted back from these.';
UPDATE report_ticket t SET open = false FROM report_episode e
  WHERE e.workspace_id = t.workspace_id AND e.ticket_id = t.ticket_id AND e.reopened_at IS NULL;
CREATE INDEX report_ticket_open ON report_ticket (workspace_id, opened_at)
  INCLUDE (channel, agent_id, team_id, connection_id, language) WHERE open AND NOT gone;
DROP INDEX report_ticket_waiting;
CREATE INDEX report_ticket_waiting ON report_ticket (workspace_id, waiting_since, ticket_id)
  INCLUDE (channel, agent_id, team_id, connection_id, language) WHERE waiting_since IS NOT NULL AND NOT gone;
ALTER TABLE report_ticket ADD COLUMN priority smallint NOT NULL DEFAULT 1, ADD COLUMN contact_id uuid,
  ADD COLUMN fields jsonb NOT NULL DEFAULT '{}';
COMMENT ON COLUMN report_ticket.fields IS 'Values of the workspace’s own fields by the field’s id; words are not among them.';
ALTER TABLE report_duration ADD COLUMN priority smallint NOT NULL DEFAULT 1;
ALTER TABLE report_episode ADD COLUMN priority smallint NOT NULL DEFAULT 1;
ALTER TABLE report_survey ADD COLUMN priority smallint NOT NULL DEFAULT 1;
UPDATE report_ticket r SET priority = t.priority, contact_id = t.contact_id FROM ticket t
  WHERE t.workspace_id = r.workspace_id AND t.id = r.ticket_id;
CREATE TEMPORARY TABLE prioritised ON COMMIT DROP AS
  SELECT workspace_id, ticket_id, seq, at, (payload->>'to')::smallint AS priority FROM fact WHERE type = 'ticket.prioritised';
CREATE INDEX ON prioritised (workspace_id, ticket_id);
UPDATE report_duration d SET priority = (SELECT p.priority FROM prioritised p WHERE p.workspace_id = d.workspace_id
    AND p.ticket_id = d.ticket_id AND p.at <= d.ended_at ORDER BY p.seq DESC LIMIT 1)
  WHERE EXISTS (SELECT 1 FROM prioritised p WHERE p.workspace_id = d.workspace_id AND p.ticket_id = d.ticket_id AND p.at <= d.ended_at);
UPDATE report_episode e SET priority = (SELECT p.priority FROM prioritised p WHERE p.workspace_id = e.workspace_id
    AND p.ticket_id = e.ticket_id AND p.at <= e.solved_at ORDER BY p.seq DESC LIMIT 1)
  WHERE EXISTS (SELECT 1 FROM prioritised p WHERE p.workspace_id = e.workspace_id AND p.ticket_id = e.ticket_id AND p.at <= e.solved_at);
UPDATE report_survey s SET priority = (SELECT p.priority FROM prioritised p WHERE p.workspace_id = s.workspace_id
    AND p.ticket_id = s.ticket_id AND p.at <= s.decided_at ORDER BY p.seq DESC LIMIT 1)
  WHERE EXISTS (SELECT 1 FROM prioritised p WHERE p.workspace_id = s.workspace_id AND p.ticket_id = s.ticket_id AND p.at <= s.decided_at);
CREATE INDEX fact_sla_met ON fact (workspace_id, at) WHERE type = 'sla.met';
CREATE TABLE saved_report (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  owner_id uuid NOT NULL,
  shared boolean NOT NULL,
  name text NOT NULL,
  tab text NOT NULL,
  period text,
  search jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES agent (workspace_id, id)
);
COMMENT ON COLUMN saved_report.period IS 'A period by its name, that moves on with time; null: the days in search.';
CREATE INDEX saved_report_of ON saved_report (workspace_id, owner_id);
CREATE TABLE mailed_report (
  workspace_id uuid NOT NULL,
  report_id uuid NOT NULL,
  every text NOT NULL CHECK (every IN ('week', 'month')),
  day smallint NOT NULL CHECK (day BETWEEN 1 AND 28),
  at text NOT NULL,
  time_zone text NOT NULL,
  locale text NOT NULL,
  agent_ids uuid[] NOT NULL,
  addresses text[] NOT NULL,
  files text[] NOT NULL,
  made_by uuid NOT NULL,
  due_at timestamptz,
  sent_at timestamptz,
  PRIMARY KEY (workspace_id, report_id),
  FOREIGN KEY (workspace_id, report_id) REFERENCES saved_report (workspace_id, id) ON DELETE CASCADE
);
COMMENT ON COLUMN mailed_report.due_at IS 'Moves on in the transaction that queues the mails: each due instant is mailed once. Null: its maker may not any more.';
CREATE INDEX mailed_report_due ON mailed_report (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX report_episode_reopened ON report_episode (workspace_id, reopened_at) WHERE reopened_at IS NOT NULL;
ALTER TABLE report_ticket ADD COLUMN first_wait_s bigint, ADD COLUMN handoffs int NOT NULL DEFAULT 0;
COMMENT ON COLUMN report_ticket.first_wait_s IS 'Calendar seconds of the first response that stands; null: none.';
UPDATE report_ticket t SET first_wait_s = d.calendar_s FROM report_duration d
  WHERE d.workspace_id = t.workspace_id AND d.ticket_id = t.ticket_id AND d.measure = 'first-response' AND NOT d.withdrawn;
UPDATE report_ticket t SET handoffs = f.n FROM (
  SELECT workspace_id, ticket_id, count(*)::int AS n FROM fact WHERE type = 'ticket.assigned' AND (payload->>'handoff')::boolean GROUP BY 1, 2) f
  WHERE f.workspace_id = t.workspace_id AND f.ticket_id = t.ticket_id;
ALTER TABLE report_survey ADD COLUMN language text, ADD COLUMN wait_s bigint, ADD COLUMN handoffs int NOT NULL DEFAULT 0,
  ADD COLUMN reasons text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN report_survey.wait_s IS 'The ticket''s first response, so that who answers can be compared with who does not without another table.';
COMMENT ON COLUMN report_survey.handoffs IS 'When it was decided to ask.';
UPDATE report_survey s SET language = t.language, wait_s = t.first_wait_s FROM report_ticket t
  WHERE t.workspace_id = s.workspace_id AND t.ticket_id = s.ticket_id;
UPDATE report_survey s SET handoffs = (
    SELECT count(*) FROM fact f WHERE f.workspace_id = s.workspace_id AND f.ticket_id = s.ticket_id AND f.type = 'ticket.assigned'
      AND (f.payload->>'handoff')::boolean AND f.seq < (
        SELECT max(d.seq) FROM fact d WHERE d.workspace_id = s.workspace_id AND d.ticket_id = s.ticket_id AND d.type = 'survey.decided'
          AND (d.payload->>'episode')::int = s.episode))
  FROM report_ticket t WHERE t.workspace_id = s.workspace_id AND t.ticket_id = s.ticket_id AND t.handoffs > 0;
CREATE INDEX report_survey_kind ON report_survey (workspace_id, kind, sent_at) WHERE sent_at IS NOT NULL;
-- Daily rollups: one row of packed cells for everything (''), each value of each single dimension, and everything slice by slice ('*').
CREATE TABLE report_rollup (
  workspace_id uuid PRIMARY KEY,
  version int NOT NULL,
  time_zone text NOT NULL,
  next_day date
);
COMMENT ON TABLE report_rollup IS 'In which time zone a workspace''s days were made; next_day: those before it are not made yet.';
CREATE TABLE report_day (
  workspace_id uuid NOT NULL,
  dimension text NOT NULL,
  value text NOT NULL,
  day date NOT NULL,
  counts bytea NOT NULL,
  calendar bytea NOT NULL,
  business bytea NOT NULL,
  PRIMARY KEY (workspace_id, dimension, value, day)
);
ALTER TABLE report_day ALTER counts SET STORAGE EXTERNAL, ALTER calendar SET STORAGE EXTERNAL, ALTER business SET STORAGE EXTERNAL;
CREATE TABLE report_change (
  workspace_id uuid NOT NULL,
  day date NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  cells bytea NOT NULL,
  PRIMARY KEY (workspace_id, day, id)
);
COMMENT ON TABLE report_change IS 'What is to be added to the rollups of a day; readers add it themselves until it is merged.';
CREATE TABLE report_slice (
  workspace_id uuid NOT NULL,
  id int GENERATED ALWAYS AS IDENTITY,
  key text NOT NULL,
  channel text NOT NULL,
  connection_id uuid NOT NULL,
  agent_id uuid,
  team_id uuid,
  language text,
  priority smallint NOT NULL,
  tags int[] NOT NULL,
  fields text[] NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, key)
);
COMMENT ON TABLE report_slice IS 'One combination of what rows are filtered by; numbered for good.';
CREATE TABLE report_cell_name (
  workspace_id uuid NOT NULL,
  id int GENERATED ALWAYS AS IDENTITY,
  name text NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, name)
);
COMMENT ON TABLE report_cell_name IS 'Surveys with their scores, and reasons not to ask, as the cells of rollups number them.';
ALTER TABLE report_ticket ADD COLUMN judge_at timestamptz;
COMMENT ON COLUMN report_ticket.judge_at IS 'When it is next to be judged whether its customer will be content, while it is open; -infinity: at once.';
UPDATE report_ticket SET judge_at = '-infinity' WHERE open AND NOT gone;
CREATE INDEX report_ticket_judge ON report_ticket (workspace_id, judge_at) WHERE open AND NOT gone;
ALTER TABLE ticket ADD COLUMN satisfaction_risk boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN ticket.satisfaction_risk IS 'A poor answer is much likelier than usual here. Never told to customers.';
CREATE TABLE satisfaction_model (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  kind text NOT NULL,
  version int NOT NULL,
  trained_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('trained', 'too-few', 'one-sided')),
  n int NOT NULL,
  needed int NOT NULL,
  model jsonb,
  silent jsonb,
  PRIMARY KEY (workspace_id, kind, version)
);
COMMENT ON COLUMN satisfaction_model.version IS 'Rises with each training that gave a model; 0 says why there was none at the last try.';
CREATE TABLE satisfaction_check (
  workspace_id uuid PRIMARY KEY REFERENCES workspace(id),
  tried_at timestamptz NOT NULL,
  flags boolean NOT NULL DEFAULT false
);
COMMENT ON COLUMN satisfaction_check.flags IS 'There is a model that tells better than chance: open tickets are judged by it.';
`;
