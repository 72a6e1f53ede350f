// What people do about a case: tick off steps, write down, hand over, tell the customer, close it and open it again.
import { Injectable } from '@nestjs/common';
import { AgentNames } from '../../people/agent-names.js';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import type { NewFact } from '../../platform/events/define-event.js';
import { Facts } from '../../platform/events/record-facts.js';
import type { JobOrder } from '../../platform/jobs/define-job.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { type Actor, CaseClosed, CaseHandedOver, CaseReopened } from '../../tickets/events.js';
import { AskAgain } from '../survey-jobs.job.js';
import { lockCase, type SurveyCase, saveCase } from './case.store.js';
import type { OUTCOMES } from './case-rules.js';

export interface CaseChange {
  ownerId?: string | null;
  dueAt?: Date;
  /** By their places: true where it is done. */
  done?: boolean[];
  note?: string;
  told?: string;
}

export interface CaseEnd {
  outcome: (typeof OUTCOMES)[number];
  note?: string;
  told?: string;
  /** The customer is asked once more how it is now, by the rules of asking. */
  askAgain: boolean;
}

interface Order {
  workspaceId: string;
  caseId: string;
  actor: Actor;
}

@Injectable()
export class HandleCase {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly jobs: Jobs,
    private readonly agents: AgentNames,
  ) {}

  /** @throws DomainError not-found, validation-failed (no such colleague) */
  async change(order: Order, change: CaseChange): Promise<void> {
    await this.hold(order, async (tx, one, now) => {
      const { ownerId } = change;
      if (ownerId) await this.refuseStranger(tx, order.workspaceId, ownerId);
      const next = worded(one, change, order.actor, now);
      const steps = one.steps.map((step, i) => ({ ...step, done: change.done?.[i] ?? step.done }));
      await saveCase(tx, {
        ...next,
        steps,
        ownerId: ownerId === undefined ? one.ownerId : ownerId,
        dueAt: change.dueAt ?? one.dueAt,
        takenUpAt: one.takenUpAt ?? now,
      });
      if (ownerId === undefined || ownerId === one.ownerId) return [];
      const handed = {
        caseId: one.id,
        part: one.part,
        actor: order.actor,
        fromAgentId: one.ownerId,
        toAgentId: ownerId,
      };
      return [CaseHandedOver.of(now, handed)];
    });
  }

  /** @throws DomainError not-found, conflict (it is closed already) */
  async close(order: Order, end: CaseEnd): Promise<void> {
    await this.hold(order, async (tx, one, now) => {
      if (one.state === 'closed') throw new DomainError('conflict');
      // Once a case: whoever was asked is not asked a second time when it was opened again.
      // And nobody who was never asked: by a link they came of their own.
      const ask = end.askAgain && one.again !== 'asked' && one.invitationId !== null;
      await saveCase(tx, {
        ...worded(one, end, order.actor, now),
        state: 'closed',
        outcome: end.outcome,
        takenUpAt: one.takenUpAt ?? now,
        closedAt: now,
        closedBy: order.actor.agentId,
        again: ask ? 'wanted' : one.again,
      });
      if (ask) {
        const { workspaceId, caseId } = order;
        this.jobs.enqueueAfter(tx, AskAgain.order({ workspaceId, caseId }, `${caseId}_${now.getTime()}`) as JobOrder);
      }
      return [CaseClosed.of(now, { caseId: one.id, part: one.part, actor: order.actor, outcome: end.outcome })];
    });
  }

  /** @throws DomainError not-found */
  async reopen(order: Order): Promise<void> {
    await this.hold(order, async (tx, one, now) => {
      if (one.state === 'open') return [];
      const again = one.again === 'wanted' ? null : one.again;
      await saveCase(tx, { ...one, state: 'open', outcome: null, closedAt: null, closedBy: null, again });
      return [CaseReopened.of(now, { caseId: one.id, part: one.part, actor: order.actor })];
    });
  }

  private async hold(
    { workspaceId, caseId }: Order,
    work: (tx: Tx, one: SurveyCase, now: Date) => Promise<NewFact[]>,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const one = await lockCase(tx, workspaceId, caseId);
      if (!one) throw new DomainError('not-found');
      const facts = await work(tx, one, this.clock.now());
      if (facts.length > 0) await this.facts.record(tx, { workspaceId, ticketId: one.ticketId }, facts);
    });
  }

  private async refuseStranger(tx: Tx, workspaceId: string, agentId: string): Promise<void> {
    const agent = (await this.agents.run(tx, workspaceId)).get(agentId);
    if (!agent || agent.disabled) throw new DomainError('validation-failed', { fields: ['ownerId'] });
  }
}

/** What the customer is told bears the name of who said it last. */
function worded(one: SurveyCase, said: { note?: string; told?: string }, actor: Actor, now: Date): SurveyCase {
  const note = said.note?.trim() ?? one.note;
  const told = said.told?.trim() ?? one.told;
  if (told === one.told) return { ...one, note };
  return { ...one, note, told, toldAt: told ? now : null, toldBy: told ? actor.agentId : null };
}
