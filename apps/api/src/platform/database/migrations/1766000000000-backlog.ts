// The sixth migration: since when a ticket was open before each of its solvings, so that what was open on any day is found at once.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Backlog1766000000000 implements MigrationInterface {
  name = 'Backlog1766000000000';

  async up(db: QueryRunner): Promise<void> {
    for (const statement of [OPEN]) await db.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('This migration has no way back: restore a backup instead.');
  }
}

const OPEN = `
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE report_episode ADD COLUMN began_at timestamptz;
COMMENT ON COLUMN report_episode.began_at IS 'When the ticket was opened, or reopened after the solving before; never after solved_at.';
UPDATE report_episode e SET began_at = least(e.solved_at, coalesce((SELECT p.reopened_at FROM report_episode p
  WHERE p.workspace_id = e.workspace_id AND p.ticket_id = e.ticket_id AND p.episode = e.episode - 1),
  (SELECT t.opened_at FROM report_ticket t WHERE t.workspace_id = e.workspace_id AND t.ticket_id = e.ticket_id), e.solved_at));
ALTER TABLE report_episode ALTER began_at SET NOT NULL;
-- Who came back among those of one tag: of a tag no index of rows can say it, and a row may have many.
CREATE INDEX report_episode_back_tags ON report_episode USING gin (workspace_id, tags)
  WHERE reopened_at - solved_at <= interval '7 days' AND NOT gone;
CREATE INDEX report_episode_open ON report_episode USING gist (workspace_id, tstzrange(began_at, solved_at, '(]')) WHERE NOT gone;
`;
