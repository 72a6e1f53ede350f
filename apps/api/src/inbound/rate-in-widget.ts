// Path C in the widget: the visitor answers on the card; a card works only for the visitor who was asked.
import { Injectable } from '@nestjs/common';
import { EnsureContact } from '../people/ensure-contact.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { AnswerTokens } from '../survey/answer-tokens.js';
import { RecordAnswer } from '../survey/record-answer.js';
import type { Visitor } from './visitor.store.js';
import type { WidgetAnswerRequest } from './widget.requests.js';

@Injectable()
export class RateInWidget {
  constructor(
    private readonly database: Database,
    private readonly contacts: EnsureContact,
    private readonly tokens: AnswerTokens,
    private readonly record: RecordAnswer,
  ) {}

  /** @throws DomainError link-wrong (forged, or another visitor's), link-expired, validation-failed (score not on the scale). */
  async run({ workspaceId, visitorId }: Visitor, { token, ...said }: WidgetAnswerRequest): Promise<void> {
    const named = this.tokens.read(token);
    if (named?.workspaceId !== workspaceId) throw new DomainError('link-wrong');
    await this.database.transaction(async (tx) => {
      const seen = { workspaceId, kind: 'visitor', address: visitorId, name: null, username: null, locale: null };
      const { contactId } = await this.contacts.run(tx, seen);
      const { score, comment, reasons, more } = said;
      const given = { ...named, contactId, score, reasons, more: more && scoresOf(more), source: 'widget' as const };
      await this.record.run(comment === undefined ? given : { ...given, comment }, tx);
    });
  }
}

/** What came as numbers; whether such a question was asked is for the answer to know. */
const scoresOf = (more: Record<string, unknown>): Record<string, number> =>
  Object.fromEntries(Object.entries(more).filter((one): one is [string, number] => Number.isInteger(one[1])));
