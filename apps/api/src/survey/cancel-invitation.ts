// Path C, the way back: an invitation that has not gone out is taken back, and its decision says why.
import type { NotAskedReason } from '@otklik/survey';
import type { Tx } from '../platform/database/database.js';
import type { Facts } from '../platform/events/record-facts.js';
import { AsideInvited, SurveyCancelled } from '../tickets/events.js';
import { asideOf, type Invitation, saveInvitation, turnDecision } from './invitation.store.js';
import { turnRoundDecision } from './rounds/round.store.js';

/** The caller holds the invitation's row lock and has seen that it is still scheduled. */
export async function cancelInvitation(tx: Tx, facts: Facts, invitation: Invitation, reason: NotAskedReason, at: Date) {
  await saveInvitation(tx, { ...invitation, state: 'cancelled', reason });
  const aside = asideOf(invitation);
  if (aside) {
    if (aside.about === 'round') await turnRoundDecision(tx, invitation.workspaceId, invitation.id, reason);
    await facts.record(tx, invitation, [AsideInvited.of(at, { ...aside, state: 'cancelled', reason })]);
    return;
  }
  await turnDecision(tx, invitation, false, reason);
  const { episode, id: invitationId } = invitation;
  await facts.record(tx, invitation, [SurveyCancelled.of(at, { episode, invitationId, reason })]);
}
