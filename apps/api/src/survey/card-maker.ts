// Path C: an invitation becomes a message with an opaque card; how it looks in a channel is delivery's affair.
import { Inject, Injectable } from '@nestjs/common';
import { labelsOf, lookOf, pointsOf, standingOf, symbolOf } from '@otklik/survey';
import type { Env } from '../env.js';
import { ENV } from '../platform/env.token.js';
import { say } from '../platform/words/words.js';
import type { OutgoingMessage } from '../tickets/post-message.js';
import { AnswerTokens } from './answer-tokens.js';
import type { AskedScale, Invitation } from './invitation.store.js';
import type { FollowUps } from './survey-settings.js';

type StoredCard = NonNullable<OutgoingMessage['card']>;
type Asking = Pick<Invitation, 'workspaceId' | 'id' | 'scale' | 'locale'>;

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

  make(
    invitation: Asking,
    about: { subject: string | null; number: number },
    followUps: FollowUps,
  ): { text: string; card: StoredCard } {
    const { scale, locale, workspaceId, id: invitationId } = invitation;
    const url = this.pageOf(invitation);
    const labels = labelsOf(scale.kind, scale.max, locale);
    const points = pointsOf(scale.kind, scale.max);
    const buttons = points.map((score, i) => ({
      label: buttonLabel(scale, score, isNamed(labels) ? labels[i]! : ''),
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
        hint: isNamed(labels) ? null : `${scale.min} — ${labels[0]}, ${scale.max} — ${labels.at(-1)}`,
        scale: { min: scale.min, max: scale.max, labels },
        url,
        buttons,
        footer: say(locale, 'survey.footer', { link: `${url}/opt-out` }),
        look: lookOf(scale.kind, scale.max, scale.look),
        standings: points.map((score) => standingOf(scale.kind, scale.max, score)),
        followUps,
        reasons: scale.reasons ?? [],
        more: (scale.more ?? []).map(({ id, kind, min, max, look, question }) => {
          return { id, question, look, scale: { min, max, labels: labelsOf(kind, max, locale) } };
        }),
      },
    };
  }
}

/** Every point has its word. */
const isNamed = (labels: string[]) => labels.every(Boolean);

/** A shape, the number and the word: none of them alone. Where only the ends have words, the number. */
function buttonLabel(scale: AskedScale, score: number, label: string): string {
  const symbol = symbolOf(scale.kind, scale.max, score, scale.look);
  if (!label) return symbol;
  const shape = symbol === String(score) ? '' : `${symbol} `;
  return `${shape}${score} · ${label}`;
}
