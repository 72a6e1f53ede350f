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
