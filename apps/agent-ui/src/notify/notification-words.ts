// What a notification says, in the agent's language: what happened, and in which ticket.
import type { NotificationItem } from '@otklik/contract';
import { contactName } from '../tickets/ticket-row.js';
import { type Say, say as sayNow } from '../words/words.js';

export function whatHappened(say: Say, item: Pick<NotificationItem, 'kind'>, actor: string | null): string {
  if (item.kind === 'assigned' && !actor) return say('bell.kind.assigned-by-desk');
  return say(`bell.kind.${item.kind}`, { name: actor ?? say('somebody') });
}

export function whichTicket({ ticket }: NotificationItem): string {
  return `${sayNow('number.of', { number: ticket.number })} ${ticket.subject ?? contactName(ticket.contact)}`;
}
