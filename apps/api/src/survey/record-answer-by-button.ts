// Path C in messengers: the pressed button is the answer; what it says back asks the open question.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { say } from '../platform/words/words.js';
import { AnswerTokens } from './answer-tokens.js';
import { findInvitation } from './invitation.store.js';
import { RecordAnswer } from './record-answer.js';
import { surveyById } from './survey.store.js';
import { followUpIn } from './survey-settings.js';

export interface PressedButton {
  workspaceId: string;
  /** The connection the press came by: a button works only where it was shown. */
  connectionId: string;
  data: string;
  /** Who pressed, where known: in a group somebody else's press is no answer. */
  contactId?: string | null;
}

@Injectable()
export class RecordAnswerByButton {
  constructor(
    private readonly database: Database,
    private readonly tokens: AnswerTokens,
    private readonly record: RecordAnswer,
  ) {}

  /** `accepted: false` with null: not a survey's button at all. `text` is for the messenger to show, at most 200 characters. */
  async run(pressed: PressedButton): Promise<{ accepted: boolean; ticketId: string | null; text: string | null }> {
    const { workspaceId, connectionId, data, contactId } = pressed;
    const named = this.tokens.readButton(workspaceId, data);
    const invitation = named && (await findInvitation(this.database, workspaceId, named.invitationId));
    if (!named || !invitation || invitation.connectionId !== connectionId) {
      return { accepted: false, ticketId: null, text: null };
    }
    const { locale, ticketId } = invitation;
    if (contactId && contactId !== invitation.contactId) return { accepted: false, ticketId, text: null };
    try {
      await this.record.run({ workspaceId, invitationId: invitation.id, score: named.score, source: 'button' });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const key = error.code === 'link-expired' ? 'survey.expired-short' : 'error.link-wrong';
      return { accepted: false, ticketId, text: say(locale, key) };
    }
    const survey = await surveyById(this.database, workspaceId, invitation.surveyId);
    const { kind, max: scaleMax } = invitation.scale;
    const question = followUpIn({ kind, scaleMax, wording: survey?.settings.wording ?? {} }, named.score, locale);
    return { accepted: true, ticketId, text: say(locale, 'survey.thanks-short', { question }).slice(0, 200) };
  }
}
