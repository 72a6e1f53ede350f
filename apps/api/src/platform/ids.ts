// How rows are named: UUIDv7, made in the app, so that ids rise with time and partitions can be pruned by them.
import { v7 } from 'uuid';

/** A new id; `at` places it in time (bulk seeds, replays), else now. */
export function newId(at?: Date): string {
  return at ? v7({ msecs: at.getTime() }) : v7();
}

/** The smallest id of the same millisecond: rows that belong to `id` lie at or after it, so older partitions are never read. */
export function floorOf(id: string): string {
  return `${id.slice(0, 13)}-0000-0000-000000000000`;
}
