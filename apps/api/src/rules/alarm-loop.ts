// One timer for many alarms: it sleeps to the next one, and a second at most, for others set alarms too.
import type { Clock } from '../platform/clock.js';
import type { Log } from '../platform/log.js';

/** A nearer alarm, set here or by another process while this one slept, is heard within this time. */
const LONGEST_SLEEP_MS = 1000;
const SHORTEST_SLEEP_MS = 20;

interface TicketKey {
  workspaceId: string;
  ticketId: string;
}

export interface Alarms {
  /** For the log: what rings. */
  name: string;
  /** When the next alarm is; null: none is set. */
  next: () => Promise<Date | null>;
  /** Whose alarms are over. */
  ringing: (now: Date) => Promise<TicketKey[]>;
  answer: (key: TicketKey) => Promise<void>;
  /** For so long is a ticket left alone that failed or, `always`, that was answered at all. */
  patienceMs: number;
  leaves: 'failed' | 'always';
}

export class AlarmLoop {
  private stopped = false;
  private loop: Promise<void> | null = null;
  private awake: (() => void) | null = null;
  /** Until when which ticket is left alone. */
  private readonly left = new Map<string, number>();

  constructor(
    private readonly alarms: Alarms,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  start(): void {
    this.loop = this.watch();
  }

  /** What is being answered is answered. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.awake?.();
    await this.loop;
  }

  private async watch(): Promise<void> {
    while (!this.stopped) {
      let sleep = LONGEST_SLEEP_MS;
      try {
        const busy = await this.answer();
        const next = busy ? null : await this.alarms.next();
        if (busy) sleep = 0;
        else if (next && this.left.size === 0) sleep = Math.min(sleep, next.getTime() - this.clock.now().getTime());
      } catch (error) {
        if (!this.stopped)
          this.log.error('alarms could not be watched; they will be looked at again', error, {
            alarms: this.alarms.name,
          });
        sleep = LONGEST_SLEEP_MS;
      }
      if (!this.stopped) await this.sleep(Math.max(sleep, SHORTEST_SLEEP_MS));
    }
  }

  /** Answers what rings now; true: there may be more. */
  private async answer(): Promise<boolean> {
    const now = Date.now();
    for (const [ticketId, until] of this.left) if (until <= now) this.left.delete(ticketId);
    const rows = (await this.alarms.ringing(this.clock.now())).filter((row) => !this.left.has(row.ticketId));
    const tickets = [...new Map(rows.map((row) => [row.ticketId, row])).values()];
    for (const { workspaceId, ticketId } of tickets) {
      if (this.stopped) return false;
      if (this.alarms.leaves === 'always') this.left.set(ticketId, now + this.alarms.patienceMs);
      try {
        await this.alarms.answer({ workspaceId, ticketId });
      } catch (error) {
        if (this.stopped) return false;
        this.left.set(ticketId, now + this.alarms.patienceMs);
        this.log.error('the alarm of a ticket could not be answered', error, { ticketId, alarms: this.alarms.name });
      }
    }
    return tickets.length > 0;
  }

  private sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.awake?.(), milliseconds);
      this.awake = () => {
        clearTimeout(timer);
        this.awake = null;
        resolve();
      };
    });
  }
}
