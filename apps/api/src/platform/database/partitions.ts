// Keeps a monthly partition ready for every table that only grows, cut by the time inside its UUIDv7 ids.

const GROWING = ['message', 'fact', 'raw'] as const;

interface Runs {
  query(sql: string): Promise<unknown>;
}

/** The smallest UUIDv7 of an instant: its 48-bit milliseconds, and zeros. */
export function floorId(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/**
 * Makes the partitions of the months around `now` (one back, three ahead), or of any further months named.
 * Idempotent; a month whose rows already lie in the default partition stays there.
 */
export async function ensurePartitions(db: Runs, now: Date, monthsBack = 1, monthsAhead = 3): Promise<void> {
  for (let shift = -monthsBack; shift <= monthsAhead; shift++) {
    const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + shift, 1));
    const to = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + shift + 1, 1));
    const month = `${from.getUTCFullYear()}_${String(from.getUTCMonth() + 1).padStart(2, '0')}`;
    for (const table of GROWING) {
      await db.query(`DO $$ BEGIN
        IF to_regclass('${table}_${month}') IS NULL
           AND NOT EXISTS (SELECT 1 FROM ${table}_default WHERE id >= '${floorId(from)}' AND id < '${floorId(to)}') THEN
          CREATE TABLE ${table}_${month} PARTITION OF ${table} FOR VALUES FROM ('${floorId(from)}') TO ('${floorId(to)}');
        END IF;
      END $$`);
    }
  }
}
