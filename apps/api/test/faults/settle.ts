// Waits until a desk has nothing left on its way and nothing undecided, before anybody counts.
import { setTimeout as sleep } from 'node:timers/promises';
import type { KilledDesk } from './killed-desk.js';

/** Nothing may be left on its way, nor undecided. */
export async function settle(desk: Pick<KilledDesk, 'ask'>, patience = 90_000): Promise<void> {
  const until = Date.now() + patience;
  for (;;) {
    const [row] = await desk.ask<{ n: number }>(
      `SELECT ((SELECT count(*) FROM outbox) + (SELECT count(*) FROM raw WHERE state = 'received')
         + (SELECT count(*) FROM message WHERE state IN ('held', 'queued', 'sending'))
         + (SELECT count(*) FROM invitation WHERE state IN ('scheduled', 'posted'))
         + (SELECT count(*) FROM episode e WHERE e.solved_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM survey_decision d
             WHERE d.workspace_id = e.workspace_id AND d.ticket_id = e.ticket_id AND d.episode = e.number)))::int AS n`,
    );
    if (row!.n === 0 || Date.now() > until) return;
    await sleep(100);
  }
}
