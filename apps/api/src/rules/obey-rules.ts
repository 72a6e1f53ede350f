// The rules of a ticket are asked, one process at a time and in their order: about what happened to it, then about the time.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import { Acknowledge } from './acknowledge.js';
import { AskRules } from './ask-rules.js';
import { happeningsOf } from './happening.js';
import { KeepRuleClocks } from './keep-rule-clocks.js';
import { ObeyRules } from './obey-rules.job.js';
import { ringingTickets } from './rule-alarm.store.js';
import { dropOldRuns } from './rule-run.store.js';
import { giveBack, letGo, markDone, readNews, type TicketKey, takeWork, waitingTickets } from './rule-work.store.js';

/** A process that died with a ticket's rules in its hands is waited for so long. */
const LEASE_MS = 60_000;
/** Longer than this no run is kept: nothing of its cause can come again. */
const KEEP_RUNS_MS = 90 * 24 * 3_600_000;

@Injectable()
export class ObeyTicketRules {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ask: AskRules,
    private readonly clocks: KeepRuleClocks,
    private readonly acknowledge: Acknowledge,
  ) {}

  /** However often, by whomever: each rule runs once for each thing that happened, and once for each time that is over. */
  @Handles(ObeyRules)
  async run(key: TicketKey): Promise<void> {
    let taken = await takeWork(this.database, key, this.clock.now(), this.lease());
    if (!taken) return;
    try {
      while (taken) {
        await this.hear(key, taken.doneSeq);
        await this.clocks.run(key);
        await markDone(this.database, key, taken.newsSeq, this.lease());
        taken = await giveBack(this.database, key);
      }
    } catch (error) {
      await letGo(this.database, key).catch(() => undefined);
      throw error;
    }
  }

  /** News whose job was lost, and clocks that nobody heard. */
  @Sweeps(ObeyRules)
  async due(now: Date): Promise<JobOrder[]> {
    await dropOldRuns(this.database, new Date(now.getTime() - KEEP_RUNS_MS));
    const tickets = [...(await waitingTickets(this.database, now)), ...(await ringingTickets(this.database, now))];
    const distinct = new Map(tickets.map((key) => [key.ticketId, key]));
    return [...distinct.values()].map((key) => ObeyRules.order(key, key.ticketId));
  }

  private async hear(key: TicketKey, doneSeq: number): Promise<void> {
    for (let from = doneSeq; ; ) {
      const facts = await readNews(this.database, key, from);
      for (const happening of happeningsOf(facts)) {
        await this.ask.run(key, happening);
        await this.acknowledge.run(key, happening);
        await markDone(this.database, key, happening.upTo, this.lease());
      }
      const last = facts.at(-1);
      if (!last) return;
      from = last.seq;
    }
  }

  private lease(): Date {
    return new Date(this.clock.now().getTime() + LEASE_MS);
  }
}
