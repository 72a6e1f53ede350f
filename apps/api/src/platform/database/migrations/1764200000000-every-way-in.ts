// The second migration: what every way in and out needs of the schema, room by room.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class EveryWayIn1764200000000 implements MigrationInterface {
  name = 'EveryWayIn1764200000000';

  async up(db: QueryRunner): Promise<void> {
    for (const statement of [PEOPLE, DESK, TICKETS, OUTBOUND, INBOUND].filter((each) => each.trim() !== ''))
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

const OUTBOUND = `
`;

const INBOUND = `
`;
