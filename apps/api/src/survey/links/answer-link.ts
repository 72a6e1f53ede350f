// An answer given by a link: the same rules as everywhere, one a visitor or person; a bad one is somebody's task, or told of.
import { Injectable } from '@nestjs/common';
import { isPoint } from '@otklik/survey';
import { ReadContact } from '../../people/read-contact.js';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { Facts } from '../../platform/events/record-facts.js';
import { newId } from '../../platform/ids.js';
import type { Locale } from '../../platform/words/words.js';
import { isBad } from '../cases/case-rules.js';
import { ReviseCase } from '../cases/revise-case.js';
import type { AskedScale } from '../invitation.store.js';
import { fitting, nextAnswer } from '../record-answer.js';
import type { Survey } from '../survey.store.js';
import { askedScale } from '../survey-settings.js';
import { BadByLink } from './bad-by-link.js';
import {
  answerOf,
  insertLinkAnswer,
  type LinkAnswer,
  lockAnswerer,
  lockTicketOfAnswer,
  type SurveyLink,
  wasTold,
} from './link.store.js';

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
    private readonly facts: Facts,
    private readonly contacts: ReadContact,
    private readonly cases: ReviseCase,
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
      const id = newId(now);
      const tasked = contactId && (await this.task(tx, link, survey, { who, contactId, answer }));
      const told =
        !tasked && isBad(survey.settings.cases, kind, scaleMax, answer.score) && !(await wasTold(tx, link, who));
      await insertLinkAnswer(tx, link, { who, contactId, answer, id, kind, scaleMax, told });
      if (told) {
        const news = BadByLink.of(now, { answerId: id, linkId: link.id });
        await this.facts.tell(tx, { workspaceId: link.workspaceId, aboutId: id }, news);
      }
      return answer;
    });
  }

  /**
   * What the answer does to the case of this person, on their last conversation: as any other answer. The rating of the
   * ticket stays what was said about the ticket. False: there is no conversation, or this survey opens no cases.
   */
  private async task(
    tx: Tx,
    link: SurveyLink,
    { kind, settings, id: surveyId }: Survey,
    { who, contactId, answer }: { who: Buffer; contactId: string; answer: LinkAnswer },
  ): Promise<boolean> {
    const { workspaceId, id: linkId } = link;
    // The card may have been merged into another since the address was made.
    const person = await this.contacts.run(workspaceId, contactId, tx);
    const ticket = await lockTicketOfAnswer(tx, link, { who, contactId: person.id });
    if (!ticket) return false;
    const scale = { kind, max: settings.scaleMax };
    const about = { workspaceId, invitationId: null, linkId, linkWho: who, surveyId, scale, ...ticket };
    const facts = await this.cases.run(tx, about, answer.score, answer.at);
    await this.facts.record(tx, { workspaceId, ticketId: ticket.ticketId }, facts);
    return facts.length > 0 || settings.cases.enabled;
  }
}

function same(a: LinkAnswer, b: LinkAnswer): boolean {
  const told = ({ score, comment, reasons, more }: LinkAnswer) =>
    JSON.stringify([score, comment, [...reasons].sort(), Object.entries(more).sort()]);
  return told(a) === told(b);
}
