// What a notification says outside the desk: in a push and in the mail of what was missed, in the agent's language. Pure.
import type { NotificationItem } from '@otklik/contract';
import { say, type WordKey } from '../platform/words/words.js';
import { pathOfLink } from '../survey/links/read-link-answers.js';
import type { Kind } from './kinds.js';

const KEYS = {
  mention: 'notify.mention',
  'reply-failed': 'notify.reply-failed',
  'reply-held': 'notify.reply-held',
  'sla-breached': 'notify.sla-breached',
  case: 'notify.case',
  'low-rating': 'notify.low-rating',
  assigned: 'notify.assigned',
  reopened: 'notify.reopened',
  reply: 'notify.reply',
  'side-reply': 'notify.side-reply',
  'sla-warned': 'notify.sla-warned',
  watched: 'notify.watched',
  unassigned: 'notify.unassigned',
} as const satisfies Record<Kind, WordKey>;

/** One line that says what happened, without a word of the customer. */
export function whatHappened(locale: string, kind: Kind, actor: string | null): string {
  if (kind === 'assigned' && !actor) return say(locale, 'notify.assigned-by-desk');
  return say(locale, KEYS[kind], { name: actor ?? say(locale, 'notify.somebody') });
}

/** Longest part of a customer's words that goes into a push. */
const WORDS = 140;

/** The head and the line below it. The customer's name and words only if the agent allows it. */
export function pushWords(
  locale: string,
  item: NotificationItem,
  about: { kind: Kind; actor: string | null; others: number; words: boolean },
): { title: string; body: string } {
  const { ticket, answer } = item;
  const happened = whatHappened(locale, about.kind, about.actor);
  const more = about.others > 0 ? ` ${say(locale, 'notify.and-more', { count: about.others })}` : '';
  if (answer) {
    const title = say(locale, 'link.at', { name: answer.linkName });
    const rated = say(locale, 'link.rated', { score: answer.score, max: answer.scaleMax });
    const words = about.words && answer.comment ? `\n${answer.comment.slice(0, WORDS)}` : '';
    return { title, body: `${happened}: ${rated}${more}${words}` };
  }
  if (!ticket) return { title: happened, body: more.trim() };
  if (!about.words) return { title: say(locale, 'notify.ticket', { number: ticket.number }), body: happened + more };
  const subject = ticket.subject ?? ticket.preview;
  return {
    title: `${say(locale, 'ticket.sign')}${ticket.number} ${nameOf(ticket.contact)}`.trim(),
    body: `${happened}${more}\n${subject.slice(0, WORDS)}`,
  };
}

/** Which one it is, in one line. */
export function whichOne(locale: string, { ticket, answer }: NotificationItem): string {
  const words = ticket
    ? `${say(locale, 'ticket.sign')}${ticket.number} ${ticket.subject ?? ticket.preview}`
    : say(locale, 'link.at', { name: answer?.linkName ?? '' });
  return words.replace(/\s+/g, ' ').slice(0, 160);
}

/** Where it is read in the desk. */
export const pathOf = ({ ticket, answer }: NotificationItem): string =>
  ticket ? `/inbox/open/${ticket.id}` : answer ? pathOfLink(answer) : '/inbox/mine';

/** A mail address or a telephone number speaks for itself; a messenger's key does not. */
const nameOf = ({ name, address }: NonNullable<NotificationItem['ticket']>['contact']): string =>
  name ?? (/^[^\s]+@|^\+?[\d ]{6,16}$|^@/.test(address) ? address : '');
