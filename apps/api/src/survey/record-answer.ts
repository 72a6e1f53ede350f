// Path C, the customer answers: each change is a new version; the rating goes onto the ticket in the same transaction.
import { Injectable } from '@nestjs/common';
import { isGood, isPoint, standingOf } from '@otklik/survey';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import type { NewFact } from '../platform/events/define-event.js';
import { Facts } from '../platform/events/record-facts.js';
import { AsideAnswered, AsideInvited, SurveyAnswered, SurveyInvited } from '../tickets/events.js';
import { ShowRating } from '../tickets/show-rating.js';
import { type Answer, type AnswerSource, insertAnswer, latestAnswer } from './answer.store.js';
import { dropDraft } from './answer-draft.store.js';
import { NoteSecondAnswer } from './cases/note-second-answer.js';
import { aboutInvitation, ReviseCase } from './cases/revise-case.js';
import { type AskedScale, asideOf, type Invitation, lockInvitation, saveInvitation } from './invitation.store.js';

export interface GivenAnswer {
  workspaceId: string;
  invitationId: string;
  /** Who answers, where the door knows: a link or a card in other hands than those it was given to is no answer. */
  contactId?: string;
  score: number;
  /** Absent: what was written before stays. Empty: it is taken back. */
  comment?: string | null;
  reasons?: string[];
  /** Scores of the other questions; one that is absent stays as it was. */
  more?: Record<string, number>;
  source: AnswerSource;
}

export interface RecordedAnswer {
  ticketId: string;
  version: number;
  score: number;
  good: boolean;
  comment: string | null;
  /** False: the same answer again; nothing was written. */
  changed: boolean;
}

/** More than any messenger sends at once, and than anybody types on the page: there it ends at 3,000. */
export const LONGEST_COMMENT = 20_000;

@Injectable()
export class RecordAnswer {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly showRating: ShowRating,
    private readonly cases: ReviseCase,
    private readonly second: NoteSecondAnswer,
  ) {}

  /**
   * Only doors that have proved the customer call this: a signed token, a signed button, a visitor's own session.
   * `outer`: the caller's transaction, where the answer came with rows of its own.
   * @throws DomainError link-wrong (no such invitation, or it never went out), link-expired, validation-failed (score not on the scale, comment too long).
   */
  async run(given: GivenAnswer, outer?: Tx): Promise<RecordedAnswer> {
    const work = async (tx: Tx): Promise<RecordedAnswer> => {
      const now = this.clock.now();
      const invitation = openInvitation(await lockInvitation(tx, given.workspaceId, given.invitationId), now);
      if (given.contactId !== undefined && given.contactId !== invitation.contactId)
        throw new DomainError('link-wrong');
      const { kind, max } = invitation.scale;
      if (!isPoint(kind, max, given.score)) throw new DomainError('validation-failed', { fields: ['score'] });
      if ((given.comment?.length ?? 0) > LONGEST_COMMENT)
        throw new DomainError('validation-failed', { fields: ['comment'] });
      const before = await latestAnswer(tx, given.workspaceId, given.invitationId);
      const answer = fitting(invitation.scale, nextAnswer(before, given, now));
      const good = isGood(kind, max, given.score);
      const { ticketId } = invitation;
      const told = { ticketId, version: answer.version, score: answer.score, good, comment: answer.comment };
      if (before && same(before, answer)) return { ...told, version: before.version, changed: false };
      await this.write(tx, invitation, answer, good, now);
      return { ...told, changed: true };
    };
    return outer ? work(outer) : this.database.transaction(work);
  }

  private async write(tx: Tx, invitation: Invitation, answer: Answer, good: boolean, now: Date): Promise<void> {
    const { workspaceId, id: invitationId, episode, ticketId, messageId } = invitation;
    const { score, version, source, comment, reasons, more } = answer;
    await insertAnswer(tx, workspaceId, invitationId, answer);
    await dropDraft(tx, { workspaceId, invitationId });
    // An answer proves that the question arrived, whatever delivery knew of it.
    const proved = invitation.state !== 'sent';
    const sentAt = proved ? now : invitation.sentAt;
    const answeredAt = invitation.answeredAt ?? now;
    await saveInvitation(tx, { ...invitation, state: 'sent', sentAt, answeredAt, remindAt: null });
    const shown = { workspaceId, ticketId, score, comment, given: { reasons, more } };
    const aside = asideOf(invitation);
    // The rating of the ticket is that of the question about it.
    if (aside) await this.showRating.again(tx, { ...shown, messageId });
    else await this.showRating.run(tx, { ...shown, messageId, max: invitation.scale.max, good });
    const { reminderMessageId } = invitation;
    if (reminderMessageId) await this.showRating.again(tx, { ...shown, messageId: reminderMessageId });
    const facts: NewFact[] = aside
      ? [AsideAnswered.of(now, { ...aside, version, score, good, source })]
      : [SurveyAnswered.of(now, { episode, invitationId, version, score, good, source, reasons })];
    if (proved)
      facts.unshift(
        aside
          ? AsideInvited.of(now, { ...aside, state: 'sent' })
          : SurveyInvited.of(now, { episode, invitationId, state: 'sent' }),
      );
    if (aside?.about === 'case') await this.second.run(tx, invitation, score, good);
    else facts.push(...(await this.cases.run(tx, aboutInvitation(invitation), score, now)));
    await this.facts.record(tx, { workspaceId, ticketId }, facts);
  }
}

/** The invitation if it may be answered. @throws DomainError link-wrong, link-expired. */
export function openInvitation(invitation: Invitation | null, now: Date): Invitation {
  const sent = sentInvitation(invitation);
  if (sent.expiresAt <= now) throw new DomainError('link-expired');
  return sent;
}

/** The invitation if it went out, however long ago. @throws DomainError link-wrong. */
export function sentInvitation(invitation: Invitation | null): Invitation {
  if (!invitation || invitation.state === 'cancelled' || invitation.state === 'scheduled') {
    throw new DomainError('link-wrong');
  }
  return invitation;
}

/** The next version: what is not said anew stays as it was. */
export function nextAnswer(before: Answer | null, given: GivenAnswer, at: Date): Answer {
  return {
    version: (before?.version ?? 0) + 1,
    score: given.score,
    reasons: given.reasons ?? before?.reasons ?? [],
    more: { ...before?.more, ...given.more },
    comment: given.comment === undefined ? (before?.comment ?? null) : cleanComment(given.comment),
    source: given.source,
    at,
  };
}

/** Only what was asked: reasons that suit the score, scores of questions that were there and on their scales. */
export function fitting(asked: AskedScale, answer: Answer): Answer {
  const standing = standingOf(asked.kind, asked.max, answer.score);
  const offered = (asked.reasons ?? []).filter(({ on }) => on.includes(standing)).map(({ id }) => id);
  const questions = (asked.more ?? []).filter(({ id, kind, max }) => isPoint(kind, max, answer.more[id] ?? Number.NaN));
  return {
    ...answer,
    reasons: offered.filter((id) => answer.reasons.includes(id)),
    more: Object.fromEntries(questions.map(({ id }) => [id, answer.more[id]!])),
  };
}

function same(a: Answer, b: Answer): boolean {
  const told = ({ score, comment, reasons, more }: Answer) =>
    JSON.stringify([score, comment, [...reasons].sort(), Object.entries(more).sort()]);
  return told(a) === told(b);
}

/** As it is stored, to the last word: no NUL bytes, one kind of line end, trimmed; null for nothing. */
export function cleanComment(comment: string | null): string | null {
  return (comment ?? '').replaceAll('\0', '').replace(/\r\n?/g, '\n').trim() || null;
}
