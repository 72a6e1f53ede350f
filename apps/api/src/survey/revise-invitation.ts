// Path C: a reopening takes back what was not sent; an annulled reopening arms it again; opting out takes back everything.
import { Injectable } from '@nestjs/common';
import type { NotAskedReason } from '@otklik/survey';
import { OptOutOfSurveys } from '../people/opt-out-of-surveys.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Facts } from '../platform/events/record-facts.js';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { SurveyDecided } from '../tickets/events.js';
import { cancelInvitation } from './cancel-invitation.js';
import { sendingOf } from './decide-invitation.js';
import {
  type Invitation,
  lockInvitation,
  lockInvitationOfEpisode,
  saveInvitation,
  scheduledFor,
  turnDecision,
  unrevivedInvitations,
} from './invitation.store.js';
import { lockSolvedEpisode, type SolvedEpisode } from './solved-episode.store.js';
import { ReviseInvitation } from './survey-jobs.job.js';

/** Reasons that may pass: the reopening is annulled, the merge undone, the ticket taken out of the trash. */
const PASSING = ['reopened', 'merged', 'spam'];

function whyNot(seen: SolvedEpisode, episode: number): NotAskedReason | null {
  if (seen.merged) return 'merged';
  if (seen.spam) return 'spam';
  return seen.ended || seen.currentEpisode !== episode ? 'reopened' : null;
}

@Injectable()
export class ReviseInvitations {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly jobs: Jobs,
    private readonly optOutOfSurveys: OptOutOfSurveys,
  ) {}

  /** `episode` 0: the last one. Looks at the ticket as it is now: facts may come late, a reopening may have been annulled. */
  @Handles(ReviseInvitation)
  async run(order: { workspaceId: string; ticketId: string; episode: number }): Promise<void> {
    const { workspaceId, ticketId } = order;
    await this.database.transaction(async (tx) => {
      const invitation = await lockInvitationOfEpisode(tx, workspaceId, ticketId, order.episode);
      if (!invitation) return;
      const { episode } = invitation;
      const seen = await lockSolvedEpisode(tx, workspaceId, ticketId, episode);
      if (!seen) return;
      const now = this.clock.now();
      const why = whyNot(seen, episode);
      if (why && invitation.state === 'scheduled') return cancelInvitation(tx, this.facts, invitation, why, now);
      const revived = !why && invitation.state === 'cancelled' && PASSING.includes(invitation.reason ?? '');
      if (!revived) return;
      const dueAt = invitation.dueAt && invitation.dueAt > now ? invitation.dueAt : now;
      const armed: Invitation = { ...invitation, state: 'scheduled', reason: null, dueAt };
      await saveInvitation(tx, armed);
      await turnDecision(tx, armed, true, null);
      await this.facts.record(tx, order, [
        SurveyDecided.of(now, {
          episode,
          asked: true,
          reason: null,
          invitationId: armed.id,
          surveyId: armed.surveyId,
          kind: armed.scale.kind,
          scaleMax: armed.scale.max,
          solverId: armed.agentId,
          teamId: armed.teamId,
        }),
      ]);
      this.jobs.enqueueAfter(tx, sendingOf(armed) as JobOrder);
    });
  }

  @Sweeps(ReviseInvitation)
  async unrevived(now: Date): Promise<JobOrder[]> {
    const rows = await unrevivedInvitations(this.database, now);
    return rows.map((row) => ReviseInvitation.order(row, `${row.ticketId}_${row.episode}`) as JobOrder);
  }

  /** The person does not want to be asked again: neither later nor by what is already on its way to be sent. */
  async optOut(workspaceId: string, contactId: string): Promise<void> {
    await this.optOutOfSurveys.run(workspaceId, contactId);
    for (const { id } of await scheduledFor(this.database, workspaceId, contactId)) {
      await this.database.transaction(async (tx) => {
        const invitation = await lockInvitation(tx, workspaceId, id);
        if (invitation?.state !== 'scheduled') return;
        await cancelInvitation(tx, this.facts, invitation, 'opted-out', this.clock.now());
      });
    }
  }
}
