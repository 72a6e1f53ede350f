// Path C in the widget: the visitor answers on the card; a card works only for the visitor who was asked.
import { Injectable } from '@nestjs/common';
import { EnsureContact } from '../people/ensure-contact.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { AnswerTokens } from '../survey/answer-tokens.js';
import { RecordAnswer } from '../survey/record-answer.js';
import type { Visitor } from './visitor.store.js';

@Injectable()
export class RateInWidget {
  constructor(
    private readonly database: Database,
    private readonly contacts: EnsureContact,
    private readonly tokens: AnswerTokens,
    private readonly record: RecordAnswer,
  ) {}

  /** @throws DomainError link-wrong (forged, or another visitor's), link-expired, validation-failed (score not on the scale). */
  async run(
    { workspaceId, visitorId }: Visitor,
    { token, score, comment }: { token: string; score: number; comment?: string | null },
  ): Promise<void> {
    const named = this.tokens.read(token);
    if (named?.workspaceId !== workspaceId) throw new DomainError('link-wrong');
    await this.database.transaction(async (tx) => {
      const seen = { workspaceId, kind: 'visitor', address: visitorId, name: null, username: null, locale: null };
      const { contactId } = await this.contacts.run(tx, seen);
      const given = { ...named, contactId, score, source: 'widget' as const };
      await this.record.run(comment === undefined ? given : { ...given, comment }, tx);
    });
  }
}
