// Path C: how far the message with the card has come is how far its invitation has come.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Facts } from '../platform/events/record-facts.js';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import { AsideInvited, SurveyInvited } from '../tickets/events.js';
import {
  asideOf,
  type Invitation,
  lockInvitationOfMessage,
  saveInvitation,
  unmarkedInvitations,
} from './invitation.store.js';
import { MarkInvitation } from './survey-jobs.job.js';

type Mark = 'sent' | 'kept' | 'failed' | 'unknown';

/**
 * What a mark changes. Sent is nearly final: only a later failure (a bounce) of an unanswered one takes it back; the rest
 * may still turn into sent by a resend or an answer.
 */
export function nextState(
  from: Pick<Invitation, 'state' | 'sentAt' | 'answeredAt'>,
  mark: Mark,
  at: Date,
): Mark | null {
  if (from.state === 'cancelled' || from.state === 'scheduled' || from.state === mark) return null;
  if (from.state !== 'sent') return mark;
  const bounced = mark === 'failed' && !from.answeredAt && from.sentAt !== null && from.sentAt < at;
  return bounced ? mark : null;
}

@Injectable()
export class MarkInvitationState {
  constructor(
    private readonly database: Database,
    private readonly facts: Facts,
  ) {}

  /** Messages that are no invitation change nothing. `at`: when the mark was made; a sent invitation counts on that day. */
  @Handles(MarkInvitation)
  async run(mark: { workspaceId: string; messageId: string; state: Mark; at: string }): Promise<void> {
    await this.database.transaction(async (tx) => {
      const invitation = await lockInvitationOfMessage(tx, mark.workspaceId, mark.messageId);
      if (!invitation) return;
      const at = new Date(mark.at);
      const state = nextState(invitation, mark.state, at);
      if (!state) return;
      await saveInvitation(tx, { ...invitation, state, sentAt: state === 'sent' ? at : null });
      const { episode, id: invitationId } = invitation;
      const aside = asideOf(invitation);
      const fact = aside
        ? AsideInvited.of(at, { ...aside, state })
        : SurveyInvited.of(at, { episode, invitationId, state });
      await this.facts.record(tx, invitation, [fact]);
    });
  }

  @Sweeps(MarkInvitation)
  async unmarked(now: Date): Promise<JobOrder[]> {
    const rows = await unmarkedInvitations(this.database, now);
    return rows.map(({ at, ...row }) => {
      return MarkInvitation.order({ ...row, at: at.toISOString() }, `${row.messageId}_${row.state}`) as JobOrder;
    });
  }
}
