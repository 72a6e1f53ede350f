// The ledger at work: found by words, read as it came, given back after a repair, and let go of in time, by its indexes alone.
import { createHash } from 'node:crypto';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DropOldRaw } from '../../src/inbound/drop-old-raw.js';
import { type LedgerQuestion, ledgerSql } from '../../src/inbound/ledger.store.js';
import { StoreRaw } from '../../src/inbound/store-raw.js';
import { newId } from '../../src/platform/ids.js';
import { TestDesk } from '../desk.js';

const DAY = 86_400_000;
let desk: TestDesk;
beforeAll(async () => {
  desk = await TestDesk.open();
}, 60_000);
afterAll(() => desk.close());

interface Row {
  id: string;
  state: string;
  reason: string | null;
  bodyDroppedAt: string | null;
  sha256: string | null;
  summary: { subject: string } | null;
}
interface Progress {
  id: string;
  total: number;
  revived: number;
  states: Record<string, number>;
  finishedAt: string | null;
}
const ask = async (query: Record<string, string>): Promise<{ items: Row[]; next: string | null }> =>
  desk.main.owner.does('GET', `/api/v1/ledger?${new URLSearchParams(query)}`);
const subjects = async (query: Record<string, string>) =>
  (await ask(query)).items.map((row) => row.summary?.subject ?? null);

describe('looking', () => {
  it('by words of sender, subject, reason and outside id, by state, mailbox and time, page by page', async () => {
    await desk.receivesMail({
      from: 'Zoya <zoya@ledger.example>',
      subject: 'Синий чайник',
      text: 'x',
      messageId: '<tea-1@ledger.example>',
    });
    await desk.receivesMail({ from: 'Zoya <zoya@ledger.example>', subject: 'Red kettle', text: 'x' });
    await desk.receivesMail({
      from: 'away@ledger.example',
      subject: 'Out of office',
      text: 'x',
      headers: { 'Auto-Submitted': 'auto-replied' },
    });
    await desk.settles();
    expect(await subjects({ q: 'ЧАЙНИК zoya' })).toEqual(['Синий чайник']);
    expect(await subjects({ q: 'tea-1@' })).toEqual(['Синий чайник']);
    expect(await subjects({ q: 'auto-reply' })).toEqual(['Out of office']);
    expect(await subjects({ q: 'ledger.example', state: 'accepted' })).toEqual(['Red kettle', 'Синий чайник']);
    expect(await subjects({ q: '100%' })).toEqual([]);
    expect(await subjects({ connectionId: desk.main.telegram.id })).toEqual([]);
    const now = desk.clock.now().getTime();
    const [hour, later] = [new Date(now - 3_600_000).toISOString(), new Date(now + 60_000).toISOString()];
    expect(await subjects({ q: 'kettle', from: hour, to: later })).toEqual(['Red kettle']);
    expect(await subjects({ q: 'kettle', to: hour })).toEqual([]);
    const first = await ask({ q: 'ledger.example', limit: '2' });
    const second = await ask({ q: 'ledger.example', limit: '2', cursor: first.next! });
    expect([...first.items, ...second.items].map((row) => row.summary!.subject)).toEqual([
      'Out of office',
      'Red kettle',
      'Синий чайник',
    ]);
    expect(second.next).toBeNull();
    expect((await desk.twin.owner.does<{ items: Row[] }>('GET', '/api/v1/ledger?q=kettle')).items).toEqual([]);
  }, 30_000);

  it('reads the bytes as text too', async () => {
    const { items } = await ask({ q: 'kettle' });
    const response = await fetch(`${desk.url}/api/v1/ledger/${items[0]!.id}/raw?as=text`, {
      headers: desk.main.owner.headers,
    });
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.text()).toContain('Subject: Red kettle');
  });

  it('reads an index, whatever is asked of many rows', async () => {
    const { workspaceId, mail } = desk.main;
    await desk.database.query(
      `INSERT INTO raw (workspace_id, id, connection_id, source, size, state, words, envelope, received_at)
       SELECT $1, (lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint - n * 60000), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid,
              $2, 'smtp', 1, CASE WHEN n % 400 = 0 THEN 'failed' ELSE 'accepted' END,
              'person' || (n % 900) || '@many.example subject number ' || n,
              jsonb_build_object('from', repeat(md5(n::text), 20)), now() - n * interval '1 minute'
       FROM generate_series(1, 30000) n`,
      [workspaceId, mail.id],
    );
    await desk.database.query('/* test */ ANALYZE raw');
    const now = desk.clock.now().getTime();
    const whole: LedgerQuestion = {
      workspaceId,
      state: null,
      connectionId: null,
      words: null,
      from: null,
      to: null,
      before: null,
      limit: 51,
    };
    const questions: Partial<LedgerQuestion>[] = [
      {},
      { before: newId(new Date(now - 10 * DAY)) },
      { state: 'failed' },
      { connectionId: mail.id },
      { words: 'person77@many' },
      { words: 'nowhere-to-be-found' },
      { from: new Date(now - 12 * DAY), to: new Date(now - 11 * DAY) },
      { words: 'person77@many', state: 'failed', connectionId: mail.id, from: new Date(now - 20 * DAY) },
    ];
    for (const question of questions) {
      const { sql, params } = ledgerSql({ ...whole, ...question });
      const rows = await desk.database.query<Record<string, string>>(`EXPLAIN (ANALYZE) ${sql}`, params);
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      // A partition without rows may be read whole; one with many may not.
      const removed = [...plan.matchAll(/Rows Removed by (?:Filter|Index Recheck): (\d+)/g)].map((match) =>
        Number(match[1]),
      );
      expect([question, Math.max(0, ...removed) > 3000 ? plan : 'few']).toEqual([question, 'few']);
      expect(Number(/Execution Time: ([\d.]+) ms/.exec(plan)![1])).toBeLessThan(250);
    }
    await desk.database.query(`DELETE FROM raw WHERE workspace_id = $1 AND words LIKE '%@many.example%'`, [
      workspaceId,
    ]);
  }, 60_000);
});

/** Rows that failed because their file was away. */
async function failing(count: number, subject: string): Promise<string[]> {
  const { workspaceId, mail } = desk.main;
  const body = (n: number) =>
    Buffer.from(
      `From: f${n}@failed.example\r\nSubject: ${subject} ${n}\r\nMessage-ID: <${subject}${n}@failed.example>\r\n\r\nHi`,
    );
  const of = { workspaceId, connectionId: mail.id, source: 'smtp' as const };
  const ids = await desk.app
    .get(StoreRaw)
    .run(Array.from({ length: count }, (_, n) => ({ ...of, envelope: { to: ['support@desk.test'] }, body: body(n) })));
  await desk.settles(60_000);
  await desk.database.query(
    `UPDATE raw SET state = 'failed', error = 'Error: broken parser', ticket_id = NULL, message_id = NULL
     WHERE workspace_id = $1 AND id = ANY($2::uuid[])`,
    [workspaceId, ids],
  );
  return ids;
}

describe('giving back', () => {
  it('all that failed goes through again, tells how far it is, and survives a restart', async () => {
    await failing(120, 'Again');
    const started = await desk.main.owner.does<{ replayed: number; replayId: string }>(
      'POST',
      '/api/v1/ledger/replay-failed',
    );
    expect(started.replayed).toBe(120);
    // The lights go out in the middle: nothing of it was in anybody's memory.
    await desk.stop();
    await desk.start();
    await desk.settles(60_000);
    await desk.travels(10_000);
    const progress = () => desk.main.owner.does<Progress>('GET', `/api/v1/ledger/replays/${started.replayId}`);
    expect(await progress()).toMatchObject({
      total: 120,
      revived: 120,
      states: { received: 0, duplicate: 120, failed: 0 },
      finishedAt: expect.any(String),
    });
    const [latest] = await desk.main.owner.does<Progress[]>('GET', '/api/v1/ledger/replays');
    expect(latest!.id).toBe(started.replayId);
    expect((await desk.twin.owner.call('GET', `/api/v1/ledger/replays/${started.replayId}`)).status).toBe(404);
    expect(await desk.main.owner.does('POST', '/api/v1/ledger/replay-failed')).toEqual({ replayed: 0, replayId: null });
  }, 180_000);

  it('what needs nothing more is put aside', async () => {
    const [id] = await failing(1, 'Aside');
    await desk.main.owner.does('POST', `/api/v1/ledger/${id}/dismiss`);
    expect((await ask({ q: 'aside' })).items[0]).toMatchObject({
      state: 'dropped',
      reason: expect.stringMatching(/dismissed/),
    });
    expect((await desk.main.owner.call('POST', `/api/v1/ledger/${id}/dismiss`)).status).toBe(409);
  }, 30_000);
});

describe('keeping', () => {
  it('for as many days as the owner says: bodies go and leave their hash, what is not done stays whole', async () => {
    const at = '/api/v1/ledger/retention';
    expect(await desk.main.owner.does('GET', at)).toEqual({ bodyDays: 90, rowDays: null });
    expect((await desk.main.owner.call('PUT', at, { bodyDays: 3, rowDays: null })).status).toBe(400);
    expect((await desk.main.owner.call('PUT', at, { bodyDays: 30, rowDays: 20 })).status).toBe(400);
    expect(await desk.main.owner.does('PUT', at, { bodyDays: 30, rowDays: 60 })).toEqual({ bodyDays: 30, rowDays: 60 });

    const [failed] = await failing(1, 'Unfinished');
    const large = Buffer.alloc(400 * 1024, 'large ');
    await desk.receivesMail({
      from: 'old@keep.example',
      subject: 'Old',
      text: 'Old words.',
      attachments: [{ filename: 'x.bin', content: large }],
    });
    await desk.receivesMail({ from: 'old@keep.example', subject: 'Short', text: 'Short words.' });
    await desk.settles();
    const { workspaceId } = desk.main;
    const bodies = await desk.database.query<{
      id: string;
      body: Buffer | null;
      bodyFile: string | null;
      words: string;
    }>(
      `SELECT id, body, body_file AS "bodyFile", words FROM raw WHERE workspace_id = $1 AND words LIKE '%old@keep.example%'`,
      [workspaceId],
    );
    const file = bodies.find((row) => row.bodyFile)!;
    const inline = bodies.find((row) => row.body)!;
    const place = join(desk.env.dataDir, file.bodyFile!);
    await access(place);
    await desk.travels(29 * DAY);
    const signsIn = async () => {
      desk.main.owner = await desk.signIn('owner@team.test', undefined, 'story');
    };
    await signsIn();
    expect((await ask({ q: 'old@keep' })).items.every((row) => row.bodyDroppedAt === null)).toBe(true);
    await desk.travels(2 * DAY);
    await desk.app.get(DropOldRaw).run({ workspaceId });
    const rows = (await ask({ q: 'old@keep' })).items;
    expect(rows.every((row) => row.bodyDroppedAt !== null)).toBe(true);
    expect(rows.find((row) => row.id === inline.id)!.sha256).toBe(
      createHash('sha256').update(inline.body!).digest('hex'),
    );
    expect(rows.find((row) => row.id === file.id)!.sha256).toMatch(/^[0-9a-f]{64}$/);
    await expect(access(place)).rejects.toThrow();
    const raw = await desk.main.owner.call<{ code: string }>('GET', `/api/v1/ledger/${file.id}/raw`);
    expect([raw.status, raw.body.code]).toEqual([410, 'body-dropped']);
    expect((await desk.main.owner.call('POST', `/api/v1/ledger/${file.id}/replay`)).status).toBe(410);
    expect((await desk.main.owner.does<{ text: string }>('GET', `/api/v1/ledger/${file.id}`)).text).toBe('');

    // A second delivery is still known, though the bytes of the first are gone.
    await desk.travels(31 * DAY);
    await signsIn();
    await desk.app.get(DropOldRaw).run({ workspaceId });
    expect((await ask({ q: 'old@keep' })).items).toEqual([]);
    expect(await desk.main.owner.does('GET', `/api/v1/ledger/${failed}`)).toMatchObject({
      state: 'failed',
      bodyDroppedAt: null,
      text: expect.stringContaining('Hi'),
    });
  }, 60_000);
});
