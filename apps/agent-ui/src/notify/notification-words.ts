// What a notification says, in the agent's language: what happened, and in which ticket.
import type { NotificationItem } from '@otklik/contract';
import { contactName } from '../tickets/ticket-row.js';
import { type Say, say as sayNow } from '../words/words.js';

export function whatHappened(say: Say, item: Pick<NotificationItem, 'kind' | 'answer'>, actor: string | null): string {
  if (item.answer)
    return `${say('bell.by-link')}: ${say('case.rated', { score: item.answer.score, max: item.answer.scaleMax })}`;
  if (item.kind === 'assigned' && !actor) return say('bell.kind.assigned-by-desk');
  return say(`bell.kind.${item.kind}`, { name: actor ?? say('somebody') });
}

/** The ticket, or the link that was answered by. */
export function whichOne({ ticket, answer }: NotificationItem): string {
  if (answer) return sayNow('links.at', { name: answer.linkName });
  if (!ticket) return '';
  return `${sayNow('number.of', { number: ticket.number })} ${ticket.subject ?? contactName(ticket.contact)}`;
}

/** Where it is read: what a link of the router and `navigate` take. */
export function placeOf({ ticket, answer, kind, messageId }: NotificationItem) {
  if (answer) {
    const hash = `link-${answer.surveyId}.${answer.linkId}`;
    return { to: '/settings/$page', params: { page: 'surveys' }, hash } as const;
  }
  const hash = kind === 'side-reply' && messageId ? { hash: `side-${messageId}` } : {};
  return { to: '/inbox/$view/$ticketId', params: { view: 'open', ticketId: ticket?.id ?? '' }, ...hash } as const;
}
