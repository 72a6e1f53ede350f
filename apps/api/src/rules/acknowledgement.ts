// The automatic acknowledgement, pure: whether a customer gets one, and what it promises in their language.
import { type Locale, say } from '../platform/words/words.js';

/** What a lead may word: while somebody is there, and out of hours. */
export interface AcknowledgementWords {
  open?: string;
  closed?: string;
}
export type Wording = Partial<Record<Locale, AcknowledgementWords>>;

export const ACKNOWLEDGEMENT_GAPS = ['hello', 'name', 'number', 'promise', 'workspace'] as const;

export interface AcknowledgedTicket {
  startedBy: string;
  state: string;
  spam: boolean;
  /** Blocked, or nothing reaches the address. */
  unreachable: boolean;
  lastWasAutomatic: boolean;
  customerWroteAt: Date | null;
  repliedAt: Date | null;
}

/** Later than this it says nothing that the customer does not know. */
const LATE_MS = 30 * 60_000;

export type WhyNot =
  | 'started-by-us'
  | 'solved'
  | 'spam'
  | 'blocked'
  | 'automatic-message'
  | 'late'
  | 'answered'
  | 'spoke-just-now';

/** Null: the customer is told. `toldAt`: when this address last was. */
export function whyNotAcknowledged(
  ticket: AcknowledgedTicket,
  given: { toldAt: Date | null; quietMinutes: number; now: Date },
): WhyNot | null {
  const { now, toldAt, quietMinutes } = given;
  const wroteAt = ticket.customerWroteAt;
  if (ticket.startedBy !== 'customer') return 'started-by-us';
  if (ticket.spam) return 'spam';
  if (ticket.unreachable) return 'blocked';
  if (ticket.lastWasAutomatic || !wroteAt) return 'automatic-message';
  if (ticket.state === 'solved' || ticket.state === 'closed') return 'solved';
  if (ticket.repliedAt && ticket.repliedAt >= wroteAt) return 'answered';
  if (now.getTime() - wroteAt.getTime() > LATE_MS) return 'late';
  return toldAt && now.getTime() - toldAt.getTime() < quietMinutes * 60_000 ? 'spoke-just-now' : null;
}

export interface PromiseFacts {
  /** When people usually get an answer; null: too few facts. */
  usualSeconds: number | null;
  /** When somebody is there again; null: somebody is there, or there are no hours. */
  opensAt: Date | null;
  timeZone: string;
}

/** One honest sentence, rounded up so that it can be kept; empty where nothing is known. */
export function promiseSentence(locale: Locale, facts: PromiseFacts, now: Date): string {
  if (facts.opensAt) return backSentence(locale, facts.opensAt, facts.timeZone, now);
  const seconds = facts.usualSeconds;
  if (seconds === null) return '';
  const minutes = [5, 10, 15, 20, 30, 45].find((step) => seconds <= step * 60);
  if (minutes) return say(locale, 'ack.usually', { time: inUnit(locale, minutes, 'minute') });
  const hours = [1, 2, 3, 4, 6, 8, 12].find((step) => seconds <= step * 3600);
  if (hours) return say(locale, 'ack.usually', { time: inUnit(locale, hours, 'hour') });
  return say(locale, seconds <= 86_400 ? 'ack.usually-day' : 'ack.usually-days');
}

const formatOf = (locale: Locale, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, options);

function inUnit(locale: Locale, value: number, unit: string): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}

function backSentence(locale: Locale, at: Date, timeZone: string, now: Date): string {
  const day = (each: Date) => formatOf(locale, { day: 'numeric', month: 'long', timeZone }).format(each);
  const time = formatOf('en', { hour: '2-digit', minute: '2-digit', timeZone }).format(at);
  const zone =
    formatOf('en', { timeZone, timeZoneName: 'short' })
      .formatToParts(at)
      .find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
  return say(locale, day(at) === day(now) ? 'ack.back-today' : 'ack.back', { day: day(at), time, zone });
}

const AS_THEY_ARE = Object.fromEntries(ACKNOWLEDGEMENT_GAPS.map((gap) => [gap, `{${gap}}`]));

/** What is said where the lead has not worded it, gaps and all. */
export const ourWords = (locale: Locale): Required<AcknowledgementWords> => ({
  open: say(locale, 'ack.open', AS_THEY_ARE),
  closed: say(locale, 'ack.closed', AS_THEY_ARE),
});

/** The whole text: the lead's words or ours, their gaps filled, no hole left where nothing is known. */
export function acknowledgementText(
  wording: Wording,
  locale: Locale,
  given: { closed: boolean; name: string; number: string; promise: string; workspace: string },
): string {
  const { closed, name, number, promise, workspace } = given;
  const words = wording[locale]?.[closed ? 'closed' : 'open']?.trim() || ourWords(locale)[closed ? 'closed' : 'open'];
  const hello = name ? say(locale, 'ack.hello-name', { name }) : say(locale, 'ack.hello');
  const gaps: Record<string, string> = { hello, name, number, promise, workspace };
  return words
    .replace(/\{(\w+)\}/g, (whole, gap: string) => (Object.hasOwn(gaps, gap) ? gaps[gap]! : whole))
    .replace(/[ \t]+\n/g, '\n')
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
