// Path A, beside it: a customer who writes before a scheduled reply goes holds it back; its agent must look again.
import type { Tx } from '../../platform/database/database.js';
import type { NewFact } from '../../platform/events/define-event.js';
import { ReplyHeldBack } from '../events.js';
import { pauseScheduled } from './scheduled.store.js';

/** The ticket is locked. Answers the facts to record with the message. */
export async function holdScheduled(tx: Tx, workspaceId: string, ticketId: string, at: Date): Promise<NewFact[]> {
  const held = await pauseScheduled(tx, workspaceId, ticketId, 'customer-wrote');
  return held.map((one) => ReplyHeldBack.of(at, { scheduledId: one.id, agentId: one.agentId, why: 'customer-wrote' }));
}
