// Path C, third step: a due invitation is checked once more and then posted as a message with a card; path B carries it.
import { Injectable } from '@nestjs/common';
import { awake } from '@otklik/survey';
import { MarkAsked } from '../people/mark-asked.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { Facts } from '../platform/events/record-facts.js';
import { newId } from '../platform/ids.js';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { say } from '../platform/words/words.js';
import { PostMessage } from '../tickets/post-message.js';
import { cancelInvitation } from './cancel-invitation.js';
import { CardMaker } from './card-maker.js';
import { findCase } from './cases/case.store.js';
import { CheckInvitation } from './check-invitation.js';
import { sendingOf } from './decide-invitation.js';
import { dueInvitations, findInvitation, type Invitation, lockInvitation, saveInvitation } from './invitation.store.js';
import { lockPerson, lockSolvedEpisode, type SolvedEpisode } from './solved-episode.store.js';
import { type Survey, surveyById } from './survey.store.js';
import { RemindInvitation, SendInvitation } from './survey-jobs.job.js';
import { followUpsIn } from './survey-settings.js';

const DAY_MS = 86_400_000;

@Injectable()
export class SendDueInvitation {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly jobs: Jobs,
    private readonly check: CheckInvitation,
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
      const reason = await this.check.run(tx, invitation, seen, survey, now);
      if (reason) return cancelInvitation(tx, this.facts, invitation, reason, now);
      const morning = awake(now, survey!.settings.quiet, seen!.timeZone);
      if (morning > now) return this.putOff(tx, { ...invitation, dueAt: morning });
      await this.ask(tx, invitation, seen!, survey!, now);
    });
  }

  @Sweeps(SendInvitation)
  async due(now: Date): Promise<JobOrder[]> {
    const due = await dueInvitations(this.database, now);
    return due.map((one) => SendInvitation.order(one, one.invitationId) as JobOrder);
  }

  /** It came due late, in quiet hours. */
  private async putOff(tx: Tx, invitation: Invitation): Promise<void> {
    await saveInvitation(tx, invitation);
    this.jobs.enqueueAfter(tx, sendingOf(invitation) as JobOrder);
  }

  /** The second question of a case says what was done since. */
  private async againWords(tx: Tx, { workspaceId, about, aboutId, locale }: Invitation): Promise<string | null> {
    if (about === 'round') return say(locale, 'survey.round');
    if (about !== 'case' || !aboutId) return null;
    const told = (await findCase(tx, workspaceId, aboutId))?.told;
    const intro = say(locale, 'survey.again');
    return told
      ? `${intro}\n\n${told}\n\n${say(locale, 'survey.again-now')}`
      : `${intro} ${say(locale, 'survey.again-now')}`;
  }

  private async ask(tx: Tx, invitation: Invitation, seen: SolvedEpisode, survey: Survey, now: Date): Promise<void> {
    const { workspaceId, ticketId, id, messageId, scale, locale } = invitation;
    const followUps = followUpsIn({ kind: scale.kind, scaleMax: scale.max, wording: survey.settings.wording }, locale);
    const { text: usual, card } = this.cards.make(invitation, seen, followUps);
    const text = (await this.againWords(tx, invitation)) ?? usual;
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
        evenClosed: invitation.about === 'round',
        via: invitation.via,
        messageId,
      },
      tx,
    );
    await this.markAsked.run(tx, workspaceId, invitation.contactId, now);
    const { expiryDays, reminderDays, quiet } = survey.settings;
    const expiresAt = new Date(now.getTime() + expiryDays * DAY_MS);
    const wanted =
      reminderDays > 0 ? awake(new Date(now.getTime() + reminderDays * DAY_MS), quiet, seen.timeZone) : null;
    const remindAt = wanted && wanted < expiresAt ? wanted : null;
    const reminderMessageId = remindAt && newId(now);
    await saveInvitation(tx, { ...invitation, state: 'posted', dueAt: null, expiresAt, remindAt, reminderMessageId });
    if (!remindAt) return;
    this.jobs.enqueueAfter(tx, RemindInvitation.order({ workspaceId, invitationId: id }, id, remindAt) as JobOrder);
  }
}
