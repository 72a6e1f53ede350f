// A rule does what it says, one action after another, each once: what becomes of each is written down as it happens.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { Log } from '../platform/log.js';
import type { Actor } from '../tickets/events.js';
import { DoAsRule } from './do-as-rule.js';
import type { Rule } from './rule.js';
import type { RuleAction } from './rule-action.js';
import { beginRun, type Outcome, type RuleRun, writeRun } from './rule-run.store.js';
import type { TicketKey } from './rule-work.store.js';
import { countFailure } from './rules.store.js';

/** What fails for a reason nobody foresaw is tried so often; then the rest goes on without it. */
const MAX_TRIES = 3;

@Injectable()
export class ActByRule {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly does: DoAsRule,
  ) {}

  /** Runs once for a cause; begun before and cut short, it goes on where it was. */
  async run(
    { workspaceId, ticketId }: TicketKey,
    rule: Rule,
    given: { cause: string; chain: string[] },
  ): Promise<void> {
    const { run } = await beginRun(this.database, workspaceId, {
      id: newId(),
      ruleId: rule.id,
      ticketId,
      cause: given.cause,
      state: 'doing',
      chain: given.chain,
      at: this.clock.now(),
    });
    if (run.state !== 'doing') return;
    const actor: Actor = { by: 'rule', agentId: null, rules: [...run.chain, rule.id] };
    for (const [index, action] of rule.actions.entries()) {
      if (index < run.outcomes.length) continue;
      run.outcomes.push(await this.one({ workspaceId, ticketId }, rule, run, { action, index, actor }));
      run.tries = 0;
      await writeRun(this.database, workspaceId, run);
    }
    const failed = run.outcomes.some((outcome) => outcome.how === 'failed');
    await writeRun(this.database, workspaceId, { ...run, state: failed ? 'failed' : 'done' });
    if (failed || rule.failures > 0) await countFailure(this.database, workspaceId, rule.id, failed, this.clock.now());
  }

  /** An action that fails never stops the next one. */
  private async one(
    key: TicketKey,
    rule: Rule,
    run: RuleRun,
    { action, index, actor }: { action: RuleAction; index: number; actor: Actor },
  ): Promise<Outcome> {
    try {
      const why = await this.does.run(key, action, { actor, ruleId: rule.id, once: `rule:${run.id}:${index}` });
      return why ? { do: action.do, how: 'left-out', code: why } : { do: action.do, how: 'done' };
    } catch (error) {
      if (error instanceof DomainError) return { do: action.do, how: 'failed', code: error.code };
      if (run.tries + 1 < MAX_TRIES) {
        await writeRun(this.database, key.workspaceId, { ...run, tries: run.tries + 1 });
        throw error;
      }
      this.log.error('an action of a rule failed', error, { ruleId: rule.id, ticketId: key.ticketId, do: action.do });
      return { do: action.do, how: 'failed', code: 'internal' };
    }
  }
}
