// Statements that every message runs through: PostgreSQL parses and plans such a one once a connection, not each time.
import pg from 'pg';

const MARK = ' /* prepared */';

/**
 * Marks a statement to be kept prepared. For a text that never varies and finds its rows by a key: after five runs
 * PostgreSQL may plan it for no values in particular, which a list, a search or a report must never be.
 */
export const prepared = (sql: string): string => `${sql}${MARK}`;

/** A name of its own for each text; the same in every connection, which keeps what it was told by it. */
const names = new Map<string, string>();

function nameOf(text: string): string {
  let name = names.get(text);
  if (!name) {
    name = `otklik_${names.size}`;
    names.set(text, name);
  }
  return name;
}

type Query = (config: unknown, values?: unknown, callback?: unknown) => unknown;

/** A connection that keeps marked statements prepared. */
export class PreparingClient extends pg.Client {
  override query = ((config: unknown, values?: unknown, callback?: unknown) =>
    typeof config === 'string' && config.endsWith(MARK)
      ? (super.query as Query)({ name: nameOf(config), text: config, values }, callback)
      : (super.query as Query)(config, values, callback)) as pg.Client['query'];
}
