// Path B: the opaque card that a room above handed down becomes what this channel can show: buttons, or links. Pure.
import type { Abilities, Card } from '@otklik/channels';
import type { ClaimedMessage } from '../tickets/claim-message.js';

type StoredCard = NonNullable<ClaimedMessage['message']['card']>;

/**
 * Where there are buttons, the introduction stands above them in one message: a question in two messages could arrive by
 * half. Elsewhere the text comes first, and the small print says how to be asked no more.
 */
export function cardOfMessage(
  text: string,
  stored: StoredCard | null,
  abilities: Pick<Abilities, 'buttons'>,
): { text: string; card: Card | null } {
  if (!stored) return { text, card: null };
  const question = [stored.question, stored.hint].filter(Boolean).join('\n');
  const card: Card = { kind: stored.kind, text: question, buttons: stored.buttons, url: stored.url };
  if (abilities.buttons) {
    const whole = [text.trim(), question].filter(Boolean).join('\n\n');
    return { text: whole, card: { ...card, text: whole } };
  }
  return { text, card: { ...card, ...(stored.footer ? { footer: stored.footer } : {}) } };
}
