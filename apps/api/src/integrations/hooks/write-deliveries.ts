// News becomes deliveries: one a hook and fact, or bad answer by a link, in the transaction that marks the facts consumed; sending is a job of its own.
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import type { Tx } from '../../platform/database/database.js';
import type { EventType, Fact } from '../../platform/events/define-event.js';
import { type Projection, Projects } from '../../platform/events/listeners.js';
import type { JobOrder } from '../../platform/jobs/define-job.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { BadByLink } from '../../survey/links/bad-by-link.js';
import { CaseClosed, CaseOpened } from '../../tickets/events.js';
import { type Delivery, type HookEvent, hooksOf, insertDelivery } from './hook.store.js';
import { SendHook } from './hooks.job.js';

@Injectable()
@Projects('hooks', [CaseOpened, CaseClosed, BadByLink] as unknown as EventType<object>[])
export class WriteDeliveries implements Projection {
  constructor(
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {}

  /** Idempotent: a hook hears of a fact once. */
  async project(tx: Tx, facts: Fact[]): Promise<void> {
    const now = this.clock.now();
    for (const workspaceId of new Set(facts.map((fact) => fact.workspaceId))) {
      const hooks = (await hooksOf(tx, workspaceId)).filter((hook) => hook.enabled);
      if (hooks.length === 0) continue;
      for (const fact of facts.filter((one) => one.workspaceId === workspaceId)) {
        const news = newsOf(fact);
        for (const hook of hooks.filter(({ events }) => events.includes(news.event))) {
          const row = { workspaceId, hookId: hook.id, ...news };
          const deliveryId = await insertDelivery(tx, row, now);
          if (deliveryId)
            this.jobs.enqueueAfter(tx, SendHook.order({ workspaceId, deliveryId }, deliveryId) as JobOrder);
        }
      }
    }
  }
}

function newsOf(
  fact: Fact,
): Pick<Delivery, 'ticketId' | 'caseId' | 'answerId'> & { event: HookEvent; seq: number | null } {
  if (BadByLink.is(fact))
    return { event: 'answer.bad', ticketId: null, caseId: null, answerId: fact.payload.answerId, seq: null };
  const { ticketId, seq } = fact;
  const { caseId } = fact.payload as { caseId: string };
  return { event: CaseOpened.is(fact) ? 'case.opened' : 'case.closed', ticketId, caseId, answerId: null, seq };
}
