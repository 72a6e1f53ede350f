// How rows are named: UUIDv7, made in the app, so that ids rise with time and partitions can be pruned by them.
import { v7 } from 'uuid';

/** A new id; `at` places it in time (bulk seeds, replays), else now. */
export function newId(at?: Date): string {
  return at ? v7({ msecs: at.getTime() }) : v7();
}
