// The promises of one ticket's life, by the desk's own rules: looked at when an alarm may have rung, and after whatever happened.
import type { SlaPolicy } from '../../src/desk/sla-policy.js';
import { newId } from '../../src/platform/ids.js';
import { runClocks } from '../../src/rules/run-clocks.js';
import { type SlaTarget, settleTargets } from '../../src/rules/settle-targets.js';
import type { Life } from './life.js';

const POLICY: SlaPolicy = {
  ...{ id: newId(), name: 'Everyone', enabled: true, conditions: { all: [] }, clock: 'calendar', warnSeconds: 60 },
  ...{ firstResponseSeconds: 4000, nextResponseSeconds: 2000, resolutionSeconds: 90_000, createdAt: new Date(0) },
};

export class PromiseLife {
  private rows: SlaTarget[] = [];
  private keptSeq: number | null = null;

  constructor(private readonly life: Life) {}

  keep(): void {
    const { news, ticket, at, away } = this.life;
    const facts = news.map((fact, seq) => ({ ...fact, seq, at: fact.at.toISOString() }));
    const active = !away && !ticket.spam && ticket.state !== 'solved' && ticket.state !== 'closed';
    const standing = { policy: POLICY, version: null, keptSeq: this.keptSeq, held: null, now: at };
    const settled = settleTargets({ ...standing, runs: runClocks(facts), rows: this.rows, active });
    this.rows = settled.rows;
    this.keptSeq = news.length - 1;
    news.push(...settled.facts);
  }
}
