// Path C, third step: a due invitation is checked once more and then posted as a message with a card; path B carries it.
import { Injectable } from '@nestjs/common';
import { type NotAskedReason, recheck } from '@otklik/survey';
import { ChannelManners } from '../outbound/channel-manners.js';
import { MarkAsked } from '../people/mark-asked.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { Facts } from '../platform/events/record-facts.js';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import { PostMessage } from '../tickets/post-message.js';
import { cancelInvitation } from './cancel-invitation.js';
import { CardMaker } from './card-maker.js';
import { dueInvitations, findInvitation, type Invitation, lockInvitation, saveInvitation } from './invitation.store.js';
import { lastWroteAt, lockPerson, lockSolvedEpisode, type SolvedEpisode } from './solved-episode.store.js';
import { type Survey, surveyById } from './survey.store.js';
import { SendInvitation } from './survey-jobs.job.js';
import { followUpsIn, rulesFor } from './survey-settings.js';

const DAY_MS = 86_400_000;

@Injectable()
export class SendDueInvitation {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly manners: ChannelManners,
    private readonly post: PostMessage,
    private readonly markAsked: MarkAsked,
    private readonly cards: CardMaker,
  ) {}

  /** Posts it, or takes it back with a reason. Whatever is killed, one invitation makes at most one message. */
  @Handles(SendInvitation)
  async run(order: { workspaceId: string; invitationId: string }): Promise<void> {
    const { workspaceId, invitationId } = order;
    const known = await findInvitation(this.database, workspaceId, invitationId);
    if (known?.state !== 'scheduled') return;
    await this.database.transaction(async (tx) => {
      await lockPerson(tx, workspaceId, known.contactId);
      const invitation = await lockInvitation(tx, workspaceId, invitationId);
      if (invitation?.state !== 'scheduled') return;
      const now = this.clock.now();
      if (invitation.dueAt && invitation.dueAt > now) return;
      const seen = await lockSolvedEpisode(tx, workspaceId, invitation.ticketId, invitation.episode);
      const survey = await surveyById(tx, workspaceId, invitation.surveyId);
      const reason = await this.objection(tx, invitation, seen, survey, now);
      if (reason) return cancelInvitation(tx, this.facts, invitation, reason, now);
      await this.ask(tx, invitation, seen!, survey!, now);
    });
  }

  @Sweeps(SendInvitation)
  async due(now: Date): Promise<JobOrder[]> {
    const due = await dueInvitations(this.database, now);
    return due.map((one) => SendInvitation.order(one, one.invitationId) as JobOrder);
  }

  private async objection(
    tx: Tx,
    invitation: Invitation,
    seen: SolvedEpisode | null,
    survey: Survey | null,
    now: Date,
  ): Promise<NotAskedReason | null> {
    if (!seen || !survey) return 'survey-disabled';
    const manners = this.manners.of(seen.channel);
    const window = manners.replyWindowHours;
    const { workspaceId, ticketId } = invitation;
    const checked = recheck({
      now,
      solvedAt: seen.solvedAt,
      spam: seen.spam,
      merged: seen.merged,
      reopened: !['solved', 'closed'].includes(seen.ticketState),
      episodeCurrent: seen.currentEpisode === invitation.episode,
      respondent: {
        blocked: seen.blocked,
        reachable: seen.reachable,
        optedOut: seen.optedOut,
        lastAskedAt: seen.lastAskedAt,
        lastWroteAt: window === null ? null : await lastWroteAt(tx, workspaceId, ticketId),
      },
      replyWindowHours: window,
      rules: rulesFor(survey, { ...seen, channelDelaySeconds: manners.surveyDelaySeconds }),
    });
    if (!checked.send) return checked.reason;
    // A closed ticket is locked: nothing is written into it any more.
    return seen.ticketState === 'closed' ? 'too-late' : null;
  }

  private async ask(tx: Tx, invitation: Invitation, seen: SolvedEpisode, survey: Survey, now: Date): Promise<void> {
    const { workspaceId, ticketId, messageId } = invitation;
    const { kind, max: scaleMax } = invitation.scale;
    const followUps = followUpsIn({ kind, scaleMax, wording: survey.settings.wording }, invitation.locale);
    const { text, card } = this.cards.make(invitation, seen, followUps);
    await this.post.run(
      {
        workspaceId,
        ticketId,
        actor: { by: 'system', agentId: null },
        kind: 'bot',
        text,
        html: null,
        card,
        idempotencyKey: null,
        holdSeconds: 0,
        messageId,
      },
      tx,
    );
    await this.markAsked.run(tx, workspaceId, invitation.contactId, now);
    const expiresAt = new Date(now.getTime() + survey.settings.expiryDays * DAY_MS);
    await saveInvitation(tx, { ...invitation, state: 'posted', dueAt: null, expiresAt });
  }
}
