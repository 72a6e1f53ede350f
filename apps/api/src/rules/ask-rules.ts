// Event rules are asked about one happening, in their order, each with the ticket as the rules before it have left it.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { meets } from '../platform/conditions/meets.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { SolveAnnulled, TicketReopened, TicketSnoozed, TicketStateChanged } from '../tickets/events.js';
import { ActByRule } from './act-by-rule.js';
import { chainOf, type Happening } from './happening.js';
import { asksOfGone } from './read-rule-fields.js';
import { ReadRuleSubject } from './read-rule-subject.js';
import type { Rule } from './rule.js';
import { mayRun } from './rule-limits.js';
import { beginRun, findRun, runsSince, writeRun } from './rule-run.store.js';
import { lastFactOf, type TicketKey } from './rule-work.store.js';
import { countFailure, listRules } from './rules.store.js';

const HOUR_MS = 3_600_000;

@Injectable()
export class AskRules {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly subjects: ReadRuleSubject,
    private readonly act: ActByRule,
  ) {}

  async run(key: TicketKey, happening: Happening): Promise<void> {
    if (happening.occasions.size === 0) return;
    const rules = (await listRules(this.database, key.workspaceId)).filter((rule) => isAbout(rule, happening));
    if (rules.length === 0) return;
    await this.recall(key, happening);
    const cause = `fact ${happening.seq}`;
    for (const rule of rules) {
      const begun = await findRun(this.database, key.workspaceId, { ...key, ruleId: rule.id, cause });
      if (!begun && !(await this.fits(key, rule, happening, cause))) continue;
      await this.act.run(key, rule, { cause, chain: happening.chain });
      if (rule.stop && begun?.state !== 'held-back') return;
    }
  }

  /** Whether it has to run: it meets, and it may. What it would do in a circle is held back, and said once in its log. */
  private async fits(key: TicketKey, rule: Rule, happening: Happening, cause: string): Promise<boolean> {
    const now = this.clock.now();
    const subject = await this.subjects.run(key, happening);
    if (!subject) return false;
    if (asksOfGone(rule.condition, subject.fields)) {
      await this.holdBack(key, rule, { cause, chain: happening.chain, code: 'field-gone' });
      return false;
    }
    if (!meets(rule.condition, subject.fields, subject.subject, now)) return false;
    const { workspaceId, ticketId } = key;
    const { runs } = await runsSince(
      this.database,
      workspaceId,
      { ticketId, ruleId: rule.id },
      new Date(now.getTime() - HOUR_MS),
    );
    const held = mayRun(rule.id, happening.chain, runs);
    if (!held) return true;
    if (held === 'itself') return false;
    await this.holdBack(key, rule, { cause, chain: happening.chain, code: held });
    return false;
  }

  /** Said once in its log; a rule that cannot even be asked is flagged. */
  private async holdBack(
    { workspaceId, ticketId }: TicketKey,
    rule: Rule,
    { cause, chain, code }: { cause: string; chain: string[]; code: string },
  ): Promise<void> {
    const at = this.clock.now();
    const row = { id: newId(), ruleId: rule.id, ticketId, cause, state: 'held-back' as const, chain, at };
    const { run, fresh } = await beginRun(this.database, workspaceId, row);
    if (!fresh) return;
    await writeRun(this.database, workspaceId, { ...run, outcomes: [{ do: 'run', how: 'left-out', code }] });
    if (code === 'field-gone') await countFailure(this.database, workspaceId, rule.id, true, at);
  }

  /** What its facts do not say: from which state a ticket was solved; and that it was a rule that let it sleep. */
  private async recall(key: TicketKey, happening: Happening): Promise<void> {
    const { occasions, before, seq } = happening;
    if (occasions.has('snooze-ended') && happening.chain.length === 0) {
      const slept = await lastFactOf(this.database, key, [TicketSnoozed.type], seq);
      happening.chain = slept ? chainOf(slept) : [];
    }
    if (!occasions.has('solved') || before.state) return;
    const types = [TicketStateChanged.type, TicketReopened.type, SolveAnnulled.type];
    const fact = await lastFactOf(this.database, key, types, seq);
    before.state = fact && 'to' in fact.payload ? String(fact.payload.to) : fact ? 'open' : 'new';
  }
}

const isAbout = (rule: Rule, happening: Happening) =>
  rule.enabled &&
  rule.when.on === 'event' &&
  rule.since <= happening.at &&
  rule.when.events.some((event) => happening.occasions.has(event));
