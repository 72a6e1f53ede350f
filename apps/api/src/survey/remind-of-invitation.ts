// Path C, at most once: who was asked and has not answered is reminded, if they would still be asked now.
import { Injectable } from '@nestjs/common';
import { awake } from '@otklik/survey';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import { say } from '../platform/words/words.js';
import { PostMessage } from '../tickets/post-message.js';
import { CardMaker } from './card-maker.js';
import { CheckInvitation } from './check-invitation.js';
import { dueReminders, findInvitation, type Invitation, lockInvitation, saveInvitation } from './invitation.store.js';
import { lockPerson, lockSolvedEpisode, type SolvedEpisode } from './solved-episode.store.js';
import { type Survey, surveyById } from './survey.store.js';
import { RemindInvitation } from './survey-jobs.job.js';
import { followUpsIn } from './survey-settings.js';

@Injectable()
export class RemindOfInvitations {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly check: CheckInvitation,
    private readonly post: PostMessage,
    private readonly cards: CardMaker,
  ) {}

  /** In quiet hours it waits for the sweep after them. Whatever is killed, one message at most. */
  @Handles(RemindInvitation)
  async run({ workspaceId, invitationId }: { workspaceId: string; invitationId: string }): Promise<void> {
    const known = await findInvitation(this.database, workspaceId, invitationId);
    if (!known?.remindAt) return;
    await this.database.transaction(async (tx) => {
      await lockPerson(tx, workspaceId, known.contactId);
      const invitation = await lockInvitation(tx, workspaceId, invitationId);
      const now = this.clock.now();
      if (!invitation?.remindAt || invitation.remindAt > now) return;
      const seen = await lockSolvedEpisode(tx, workspaceId, invitation.ticketId, invitation.episode);
      const survey = await surveyById(tx, workspaceId, invitation.surveyId);
      const wanted = await this.isWanted(tx, invitation, seen, survey, now);
      const morning = wanted ? awake(now, survey!.settings.quiet, seen!.timeZone) : now;
      if (morning > now) return saveInvitation(tx, { ...invitation, remindAt: morning });
      await saveInvitation(tx, { ...invitation, remindAt: null });
      if (wanted) await this.remind(tx, invitation, seen!, survey!);
    });
  }

  @Sweeps(RemindInvitation)
  async due(now: Date): Promise<JobOrder[]> {
    const due = await dueReminders(this.database, now);
    return due.map((one) => RemindInvitation.order(one, one.invitationId) as JobOrder);
  }

  /** What failed, or may have failed, is not reminded of: nobody knows whether it was ever read. */
  private async isWanted(
    tx: Tx,
    invitation: Invitation,
    seen: SolvedEpisode | null,
    survey: Survey | null,
    now: Date,
  ): Promise<boolean> {
    const { state, answeredAt, sentAt, expiresAt } = invitation;
    if (state !== 'sent' || answeredAt || !sentAt || expiresAt <= now) return false;
    const other = seen?.lastAskedAt && seen.lastAskedAt > sentAt ? seen.lastAskedAt : null;
    return (await this.check.run(tx, invitation, seen, survey, now, other)) === null;
  }

  private async remind(tx: Tx, invitation: Invitation, seen: SolvedEpisode, survey: Survey): Promise<void> {
    const { workspaceId, ticketId, scale, locale, reminderMessageId } = invitation;
    const followUps = followUpsIn({ kind: scale.kind, scaleMax: scale.max, wording: survey.settings.wording }, locale);
    const { card } = this.cards.make(invitation, seen, followUps);
    const subject = seen.subject?.trim();
    await this.post.run(
      {
        workspaceId,
        ticketId,
        actor: { by: 'system', agentId: null },
        kind: 'bot',
        text: subject ? say(locale, 'survey.reminder-subject', { subject }) : say(locale, 'survey.reminder'),
        html: null,
        card,
        idempotencyKey: null,
        holdSeconds: 0,
        evenClosed: invitation.about === 'round',
        via: invitation.via,
        messageId: reminderMessageId!,
      },
      tx,
    );
  }
}
