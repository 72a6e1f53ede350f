// When people usually get an answer: the honest promise shown before somebody writes.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';

const FRESH_MS = 5 * 60_000;
const LATEST = 200;
/** Fewer answers than these promise nothing. */
const ENOUGH = 20;
const DAYS = 30;

@Injectable()
export class UsualAnswer {
  private readonly known = new Map<string, { seconds: number | null; until: number }>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Median seconds to the first answer on a channel, of its latest tickets in a month; null when there were too few. */
  async run(workspaceId: string, channel: string): Promise<number | null> {
    const key = `${workspaceId} ${channel}`;
    const now = this.clock.now().getTime();
    const known = this.known.get(key);
    if (known && known.until > now) return known.seconds;
    const [row] = await this.database.query<{ answers: number; seconds: number | null }>(
      `SELECT count(*)::int AS answers, percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds)::float AS seconds FROM (
         SELECT opened_at, extract(epoch FROM first_response_at - first_customer_at) AS seconds FROM ticket
         WHERE workspace_id = $1 AND channel = $2 AND first_response_at IS NOT NULL AND first_customer_at IS NOT NULL
         ORDER BY id DESC LIMIT ${LATEST}) AS latest WHERE opened_at > $3`,
      [workspaceId, channel, new Date(now - DAYS * 86_400_000)],
    );
    const seconds = row && row.answers >= ENOUGH && row.seconds !== null ? Math.max(1, Math.round(row.seconds)) : null;
    this.known.set(key, { seconds, until: now + FRESH_MS });
    return seconds;
  }
}
