// The fourth migration: what agents need to work one queue together, room by room.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Together1764400000000 implements MigrationInterface {
  name = 'Together1764400000000';

  async up(db: QueryRunner): Promise<void> {
    for (const statement of [PEOPLE, DESK, QUEUE, TICKETS, COMPOSER, OUTBOUND, INBOUND, ROUTING, RULES, NOTIFY].filter(
      (each) => each.trim() !== '',
    ))
      await db.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('This migration has no way back: restore a backup instead.');
  }
}

const PEOPLE = `
`;

const DESK = `
`;

const QUEUE = `
`;

const TICKETS = `
`;

const COMPOSER = `
ALTER TABLE message ADD COLUMN mentions jsonb;
ALTER TABLE message ADD COLUMN actions jsonb;
COMMENT ON COLUMN message.mentions IS 'Of a note: whom it names, {agents: [ids], teams: [ids]}.';
COMMENT ON COLUMN message.actions IS 'What else is done to the ticket when this held reply is released.';
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
`;

const INBOUND = `
`;

const ROUTING = `
`;

const RULES = `
`;

const NOTIFY = `
`;
