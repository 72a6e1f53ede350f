// An answer given by a link: the same rules as everywhere, one a visitor or person, each change a new version.
import { Injectable } from '@nestjs/common';
import { isPoint } from '@otklik/survey';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import type { Locale } from '../../platform/words/words.js';
import type { AskedScale } from '../invitation.store.js';
import { fitting, nextAnswer } from '../record-answer.js';
import type { Survey } from '../survey.store.js';
import { askedScale } from '../survey-settings.js';
import { answerOf, insertLinkAnswer, type LinkAnswer, lockAnswerer, type SurveyLink } from './link.store.js';

export interface GivenByLink {
  /** Of the visitor's word, or of the person. */
  who: Buffer;
  contactId: string | null;
  score: number;
  comment?: string;
  reasons?: string[];
  more?: Record<string, number>;
}

@Injectable()
export class AnswerLink {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError validation-failed (score not on the scale) */
  async run(link: SurveyLink, survey: Survey, locale: Locale, given: GivenByLink): Promise<LinkAnswer> {
    const scale: AskedScale = askedScale(survey, locale);
    if (!isPoint(scale.kind, scale.max, given.score)) throw new DomainError('validation-failed', { fields: ['score'] });
    return this.database.transaction(async (tx) => {
      await lockAnswerer(tx, link, given.who);
      const found = await answerOf(tx, link, given.who);
      const before = found && { ...found, source: 'page' as const };
      const { who, contactId, ...said } = given;
      const now = this.clock.now();
      const asked = { workspaceId: link.workspaceId, invitationId: link.id, source: 'page' as const, ...said };
      const { source: _, ...answer } = fitting(scale, nextAnswer(before, asked, now));
      if (found && same(found, answer)) return found;
      const { kind, max: scaleMax } = scale;
      await insertLinkAnswer(tx, link, { who, contactId, answer, id: newId(now), kind, scaleMax });
      return answer;
    });
  }
}

function same(a: LinkAnswer, b: LinkAnswer): boolean {
  const told = ({ score, comment, reasons, more }: LinkAnswer) =>
    JSON.stringify([score, comment, [...reasons].sort(), Object.entries(more).sort()]);
  return told(a) === told(b);
}
