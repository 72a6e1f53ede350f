// At every start: whether OTKLIK_SECRET is the one that this database's passwords were sealed with.
import pg from 'pg';
import { Secrets } from '../secrets.js';

const WITNESS = 'otklik';

/** `first`: the database had no witness yet. `other`: nothing sealed here could be opened, and links once mailed would not hold. */
export async function witnessSecret(
  url: string,
  secret: string,
  { write }: { write: boolean },
): Promise<'first' | 'same' | 'other'> {
  const secrets = new Secrets({ secret });
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 8000 });
  await client.connect();
  try {
    if (write)
      await client.query('INSERT INTO secret_witness (one, sealed) VALUES (true, $1) ON CONFLICT DO NOTHING', [
        secrets.seal(WITNESS),
      ]);
    const { rows } = await client.query<{ sealed: string }>('SELECT sealed FROM secret_witness');
    if (!rows[0]) return 'first';
    try {
      return secrets.open(rows[0].sealed) === WITNESS ? 'same' : 'other';
    } catch {
      return 'other';
    }
  } finally {
    await client.end();
  }
}
