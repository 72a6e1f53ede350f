// The second migration: what every way in and out needs of the schema, room by room.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class EveryWayIn1764200000000 implements MigrationInterface {
  name = 'EveryWayIn1764200000000';

  async up(db: QueryRunner): Promise<void> {
    for (const statement of [PLATFORM, PEOPLE, DESK, TICKETS, OUTBOUND, INBOUND].filter((each) => each.trim() !== ''))
      await db.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('This migration has no way back: restore a backup instead.');
  }
}

const PLATFORM = `
CREATE TABLE secret_witness (one boolean PRIMARY KEY CHECK (one), sealed text NOT NULL);
COMMENT ON TABLE secret_witness IS 'A known word sealed with OTKLIK_SECRET: a start with another secret is refused.';
`;

const PEOPLE = `
ALTER TABLE contact ADD COLUMN merged_into uuid;
COMMENT ON COLUMN contact.merged_into IS 'The same person under another card: everything of this one is found there.';
ALTER TABLE identity ADD COLUMN email text, ADD COLUMN phone text;
COMMENT ON COLUMN identity.phone IS 'E.164, so that equal numbers are equal texts.';
UPDATE identity SET email = address WHERE kind = 'email';
CREATE INDEX identity_email ON identity (workspace_id, email) WHERE email IS NOT NULL;
CREATE INDEX identity_phone ON identity (workspace_id, phone) WHERE phone IS NOT NULL;
CREATE TABLE contact_merge (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  kept_id uuid NOT NULL,
  merged_id uuid NOT NULL,
  agent_id uuid,
  moved jsonb NOT NULL,
  at timestamptz NOT NULL,
  undone_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, kept_id) REFERENCES contact (workspace_id, id),
  FOREIGN KEY (workspace_id, merged_id) REFERENCES contact (workspace_id, id)
);
COMMENT ON COLUMN contact_merge.moved IS 'What the undo needs: identities and tickets that moved, both cards as they were, the card as it became.';
CREATE INDEX contact_merge_kept ON contact_merge (workspace_id, kept_id) WHERE undone_at IS NULL;
CREATE UNIQUE INDEX contact_merge_merged ON contact_merge (workspace_id, merged_id) WHERE undone_at IS NULL;
CREATE TABLE contact_apart (
  workspace_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  other_id uuid NOT NULL,
  PRIMARY KEY (workspace_id, contact_id, other_id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contact (workspace_id, id),
  FOREIGN KEY (workspace_id, other_id) REFERENCES contact (workspace_id, id),
  CHECK (contact_id < other_id)
);
COMMENT ON TABLE contact_apart IS 'Two people an agent knows to be two: they are not suggested for merging again.';
`;

const DESK = `
`;

const TICKETS = `
ALTER TABLE message ADD COLUMN identity_id uuid, ADD COLUMN reactions jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN versions jsonb NOT NULL DEFAULT '[]', ADD COLUMN album jsonb, ADD COLUMN template jsonb;
-- The demo of the first release kept bare addresses in the heads of its mails.
UPDATE message SET mail = mail || jsonb_build_object(
    'from', jsonb_build_object('name', NULL, 'address', mail->'from'),
    'to', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', NULL, 'address', each.box)), '[]'::jsonb)
           FROM jsonb_array_elements(mail->'to') AS each(box) WHERE jsonb_typeof(each.box) = 'string'),
    'participants', jsonb_build_array(jsonb_build_object('address', mail->'from')))
  WHERE jsonb_typeof(mail->'from') = 'string' AND jsonb_typeof(mail->'to') = 'array';
COMMENT ON COLUMN message.versions IS 'Earlier wordings, oldest first: {text, html, at}; at: until when it read so.';
COMMENT ON COLUMN message.album IS 'Several messages of the channel joined in one: {id, parts: [{externalId, text, fileIds}]}.';
COMMENT ON COLUMN message.template IS 'Words the vendor approved beforehand: {name, language, params}.';
ALTER TABLE ticket ADD COLUMN aside boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN ticket.aside IS 'Split from another ticket of its conversation: the customer''s next words go to the other one.';
CREATE INDEX ticket_follows ON ticket (workspace_id, follows) WHERE follows IS NOT NULL;
DROP INDEX ticket_conversation;
CREATE UNIQUE INDEX ticket_conversation ON ticket (workspace_id, connection_id, conversation)
  WHERE state <> 'closed' AND merged_into IS NULL AND conversation IS NOT NULL AND NOT aside;
CREATE TABLE split (
  workspace_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  from_ticket_id uuid NOT NULL,
  moved jsonb NOT NULL,
  before jsonb NOT NULL,
  at timestamptz NOT NULL,
  undone_at timestamptz,
  PRIMARY KEY (workspace_id, ticket_id),
  FOREIGN KEY (workspace_id, ticket_id) REFERENCES ticket (workspace_id, id)
);
CREATE INDEX split_from ON split (workspace_id, from_ticket_id);
COMMENT ON COLUMN split.before IS 'What of the old ticket''s clocks the split took back: needed to undo it.';
`;

const OUTBOUND = `
CREATE TABLE automatic_mail (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  address text NOT NULL,
  message_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, address, message_id)
);
COMMENT ON TABLE automatic_mail IS 'What machines of ours wrote to an address lately: no more than a few an hour.';
CREATE INDEX automatic_mail_at ON automatic_mail (workspace_id, at);
`;

const INBOUND = `
ALTER TABLE raw ADD COLUMN words text, ADD COLUMN sha256 text, ADD COLUMN body_dropped_at timestamptz;
COMMENT ON COLUMN raw.words IS 'Sender, subject, reason, error and outside id in lower case: what the ledger searches.';
COMMENT ON COLUMN raw.sha256 IS 'Of the body, once the body was dropped for its age.';
UPDATE raw SET words = left(lower(concat_ws(' ', coalesce(summary->>'from', envelope->>'from'), summary->>'subject',
                                           reason, external_id, error)), 1500);
CREATE INDEX raw_words ON raw USING gin (words gin_trgm_ops);
CREATE INDEX raw_connection ON raw (workspace_id, connection_id, id DESC);
CREATE INDEX raw_bodies ON raw (workspace_id, id)
  WHERE body_dropped_at IS NULL AND state IN ('accepted', 'duplicate', 'dropped');
CREATE TABLE replay (
  workspace_id uuid NOT NULL REFERENCES workspace(id),
  id uuid NOT NULL,
  requested_by uuid,
  total int NOT NULL,
  revived int NOT NULL DEFAULT 0,
  due_at timestamptz,
  created_at timestamptz NOT NULL,
  finished_at timestamptz,
  PRIMARY KEY (workspace_id, id)
);
CREATE TABLE replay_row (
  workspace_id uuid NOT NULL,
  replay_id uuid NOT NULL,
  raw_id uuid NOT NULL,
  revived boolean NOT NULL DEFAULT false,
  PRIMARY KEY (workspace_id, replay_id, raw_id),
  FOREIGN KEY (workspace_id, replay_id) REFERENCES replay (workspace_id, id)
);
CREATE INDEX replay_due ON replay (due_at) WHERE due_at IS NOT NULL;
`;
