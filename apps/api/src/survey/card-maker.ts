// Path C: an invitation becomes a message with an opaque card; how it looks in a channel is delivery's affair.
import { Inject, Injectable } from '@nestjs/common';
import { labelsOf, pointsOf, symbolOf } from '@otklik/survey';
import type { Env } from '../env.js';
import { ENV } from '../platform/env.token.js';
import { say } from '../platform/words/words.js';
import type { OutgoingMessage } from '../tickets/post-message.js';
import { AnswerTokens } from './answer-tokens.js';
import type { AskedScale, Invitation } from './invitation.store.js';

type StoredCard = NonNullable<OutgoingMessage['card']>;

@Injectable()
export class CardMaker {
  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'publicUrl'>,
    private readonly tokens: AnswerTokens,
  ) {}

  /** The page of an invitation; whoever has this address answers as the customer, so it goes nowhere but to them. */
  pageOf(invitation: Pick<Invitation, 'workspaceId' | 'id'>): string {
    const token = this.tokens.make({ workspaceId: invitation.workspaceId, invitationId: invitation.id });
    return `${this.env.publicUrl}/s/${token}`;
  }

  make(invitation: Invitation, about: { subject: string | null; number: number }): { text: string; card: StoredCard } {
    const { scale, locale, workspaceId, id: invitationId } = invitation;
    const url = this.pageOf(invitation);
    const labels = labelsOf(scale.kind, scale.max, locale);
    const buttons = pointsOf(scale.kind, scale.max).map((score, i) => ({
      label: buttonLabel(scale, score, labels[i] ?? ''),
      data: this.tokens.makeButton({ workspaceId, invitationId }, score),
      url: `${url}?score=${score}`,
    }));
    const subject = about.subject?.trim();
    const text = subject ? say(locale, 'survey.intro-subject', { subject }) : say(locale, 'survey.intro');
    return {
      text,
      card: {
        kind: 'survey',
        survey: scale.kind,
        invitationId,
        question: scale.question,
        scale: { min: scale.min, max: scale.max, labels },
        url,
        buttons,
        footer: say(locale, 'survey.footer', { link: `${url}/opt-out` }),
      },
    };
  }
}

/** A shape, the number and the word: none of them alone. */
function buttonLabel(scale: AskedScale, score: number, label: string): string {
  const symbol = symbolOf(scale.kind, scale.max, score);
  const shape = symbol === String(score) ? '' : `${symbol} `;
  return label ? `${shape}${score} · ${label}` : `${shape}${score}`;
}
