// The limit of taking in: the rows that one customer's message has left, read from the desk and written again as one statement.

/** What a message leaves behind before anybody has folded its facts. */
const TABLES = ['raw', 'contact', 'identity', 'ticket', 'inbound_key', 'message', 'fact', 'outbox'];
const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;

/** From now on the outbox, which is emptied as it is carried away, leaves a copy. */
export async function keepOutbox(db) {
  await db.query(`CREATE SCHEMA bench; CREATE TABLE bench.outbox (LIKE public.outbox); CREATE SEQUENCE bench.number START 1000000;
    CREATE FUNCTION bench.keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO bench.outbox VALUES (NEW.*); RETURN NULL; END $$;
    CREATE TRIGGER bench_keep AFTER INSERT ON public.outbox FOR EACH ROW EXECUTE FUNCTION bench.keep()`);
}

/**
 * Writes the statement that leaves the rows of the message whose id at its channel was `tag` (which also stands in everything else that
 * is the customer's own), each time with new ids and a new number in place of the tag's.
 */
export async function sameRows(db, workspaceId, connectionId, tag) {
  await db.query('DROP TRIGGER bench_keep ON public.outbox');
  const [key] = (
    await db.query(
      `SELECT k.ticket_id, k.message_id, t.contact_id, t.identity_id, t.number, r.id AS raw_id FROM inbound_key k
       JOIN ticket t ON t.workspace_id = $1 AND t.id = k.ticket_id JOIN raw r ON r.workspace_id = $1 AND r.message_id = k.message_id
       WHERE k.workspace_id = $1 AND k.connection_id = $2 AND k.external_id = $3`,
      [workspaceId, connectionId, tag],
    )
  ).rows;
  const own = { raw: key.raw_id, contact: key.contact_id, identity: key.identity_id, ticket: key.ticket_id };
  const constant = new Set([workspaceId, connectionId]);
  const ids = [];
  const inserts = [];
  const counts = {};
  for (const table of TABLES) {
    const from = table === 'outbox' ? 'bench.outbox' : `public.${table}`;
    const columns = (
      await db.query(
        `SELECT attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute
         WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attidentity <> 'a' ORDER BY attnum`,
        [`public.${table}`],
      )
    ).rows.filter(({ name }) => table !== 'outbox' || name !== 'id');
    const by = own[table] && table !== 'message' ? 'id' : table === 'raw' ? 'id' : 'ticket_id';
    const rows = (
      await db.query(
        `SELECT ${columns.map(({ name }) => `"${name}"::text`).join(', ')} FROM ${from} WHERE workspace_id = $1 AND ${by} = $2`,
        [workspaceId, by === 'id' ? own[table] : key.ticket_id],
      )
    ).rows;
    counts[table] = rows.length;
    rows.forEach((row, i) => {
      const given = columns.filter(({ name }) => row[name] !== null);
      const values = given.map(({ name, type }) =>
        table === 'ticket' && name === 'number'
          ? 'i.n'
          : type === 'bytea'
            ? `convert_to(${built(Buffer.from(row[name].slice(2), 'hex').toString())}, 'UTF8')`
            : `(${built(row[name])})::${type}`,
      );
      const names = given.map(({ name }) => `"${name}"`).join(', ');
      inserts.push(
        `w${inserts.length}_${i} AS (INSERT INTO public.${table} (${names}) SELECT ${values.join(', ')} FROM i)`,
      );
    });
  }
  const last = inserts
    .pop()
    .replace(/^\w+ AS \(/, '')
    .replace(/\)$/, '');
  const made = ids.map((_, n) => `uuidv7()::text AS u${n}`);
  const given = [`nextval('bench.number')::bigint AS n`, ...made].join(', ');
  return { sql: `WITH i AS MATERIALIZED (SELECT ${given}), ${inserts.join(', ')} ${last}`, counts };

  /** An expression of the text in which every id of this message is made anew, and its tag. */
  function built(text) {
    const places = new RegExp(`${UUID.source}|${tag}`, 'g');
    const parts = [];
    let at = 0;
    for (const { 0: found, index } of text.matchAll(places)) {
      if (constant.has(found)) continue;
      parts.push(quoted(text.slice(at, index)), found === tag ? `'tag-' || i.n` : `i.u${idOf(found)}`);
      at = index + found.length;
    }
    parts.push(quoted(text.slice(at)));
    return parts.filter((part) => part !== "''").join(' || ') || "''";
  }

  function idOf(id) {
    if (!ids.includes(id)) ids.push(id);
    return ids.indexOf(id);
  }
}

const quoted = (text) => `'${text.replaceAll("'", "''")}'`;
