// The third migration: what the inbox needs of the schema, room by room.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Inbox1764300000000 implements MigrationInterface {
  name = 'Inbox1764300000000';

  async up(db: QueryRunner): Promise<void> {
    for (const statement of [PEOPLE, DESK, TICKETS, RULES].filter((each) => each.trim() !== ''))
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

const TICKETS = `
`;

const RULES = `
`;
