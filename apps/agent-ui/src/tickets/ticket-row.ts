// What one row of the queue says: who, through what, about what, how long they wait, whose it is, who is in it now. Words only, no elements.
import type { TicketRow } from '@otklik/contract';
import type { Locale } from '../api/shapes.js';
import type { Names } from '../shell/people-names.js';
import { listTime } from '../words/moments.js';
import { say } from '../words/words.js';
import { type DueTone, dueTone, dueWords } from './due.js';
import { sleepWords } from './snooze-times.js';
import { isActive } from './views.js';
import { briefSpan, type WaitingAge, waitingAge } from './waiting.js';

/** What is shown, and what is said of it to those who listen or rest the pointer there. */
interface Mark {
  text: string;
  words: string;
}

export interface RowView {
  id: string;
  channel: string;
  name: string;
  unread: boolean;
  /** Its words; null: not above the usual. */
  priority: string | null;
  due: (Mark & { tone: DueTone }) | null;
  /** One of the three stands at the end of the first line. */
  asleep: Mark | null;
  waiting: (Mark & { age: WaitingAge }) | null;
  time: { text: string; at: string } | null;
  draft: boolean;
  typing: boolean;
  subject: string;
  preview: string;
  /** Its words; null: a poor answer is not likelier than usual, or it is solved. */
  risk: string | null;
  rating: (Mark & { good: boolean }) | null;
  spam: boolean;
  faces: RowFace[];
}

export interface RowFace {
  id: string;
  name: string;
  hint: string;
  /** In it at this moment. */
  here: boolean;
}

/** What a row's words depend on beside the ticket itself. */
export interface Reading {
  names: Names;
  open: boolean;
  locale: Locale;
  /** ms */
  now: number;
  /** Of this ticket at this moment. */
  draft: boolean;
  typing: boolean;
  present: readonly string[];
}

const VISITOR = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{8}([0-9a-f]{4})$/;
const FACES_HERE = 2;
const MINUS = '\u2212';

/** What a person is called here; a visitor of the site who gave no name is told from others by the end of their id. */
export function contactName(contact: { name: string | null; address: string }): string {
  const mark = VISITOR.exec(contact.address)?.[2];
  return contact.name || (mark ? say('customer.visitor-mark', { mark }) : contact.address);
}

/** What can be read of a row that flies by. */
export type BriefView = Pick<RowView, 'id' | 'name' | 'unread' | 'subject' | 'preview'>;

export function readBriefly(row: TicketRow, open: boolean): BriefView {
  const subject = row.subject ?? '';
  return {
    id: row.id,
    name: contactName(row.contact),
    unread: row.unread && isActive(row) && !open,
    subject,
    preview: subject && row.preview ? ` · ${row.preview}` : row.preview,
  };
}

export function readRow(row: TicketRow, reading: Reading): RowView {
  const { locale, now, open } = reading;
  const awake = !row.snoozedUntil;
  const waits = awake && row.waitingSince !== null;
  return {
    ...readBriefly(row, open),
    channel: row.channel,
    priority: row.priority >= 2 ? say(row.priority > 2 ? 'priority.3' : 'priority.2') : null,
    due: awake && row.sla ? due(row.sla, now, locale) : null,
    asleep: row.snoozedUntil ? asleep(row.snoozedUntil, locale) : null,
    waiting: waits ? waiting(row.waitingSince as string, now, locale) : null,
    time: awake && !waits ? { text: listTime(row.lastMessageAt, locale), at: row.lastMessageAt } : null,
    draft: reading.draft && !open,
    typing: reading.typing,
    risk: row.satisfactionRisk && isActive(row) ? say('row.satisfaction-risk') : null,
    rating: row.rating && {
      good: row.rating.good,
      text: String(row.rating.score),
      words: say('row.rated', { score: row.rating.score, max: row.rating.max }),
    },
    spam: row.spam,
    faces: faces(row.assigneeId, reading),
  };
}

/** The shape and a number say it, past the instant with a minus: words would leave no room for who it is. In full for the ear and the pointer. */
function due(sla: NonNullable<TicketRow['sla']>, now: number, locale: Locale): RowView['due'] {
  const tone = dueTone(sla, now);
  const { word, time } = dueWords(sla, now, locale);
  const words = say(word, { time });
  return { tone, text: time ? `${word === 'due.overdue' ? MINUS : ''}${time}` : words, words };
}

function asleep(until: string, locale: Locale): Mark {
  const { words, hint } = sleepWords(until, locale);
  return { text: words, words: hint };
}

/** The time alone, beside a disc that fills; the words are for those who listen. */
function waiting(since: string, now: number, locale: Locale): RowView['waiting'] {
  const span = Math.max(0, now - Date.parse(since));
  const time = briefSpan(span, locale);
  const soon = say('waiting.now');
  return { age: waitingAge(span), text: time ?? soon, words: time === null ? soon : say('waiting.for', { time }) };
}

/** Who is in it now, two at most, and whose it is. */
function faces(assigneeId: string | null, { names, present }: Reading): RowFace[] {
  const shown = present.slice(0, FACES_HERE).map((id) => {
    const name = names.agent(id);
    return { id, name, hint: say('row.in-it-now', { name }), here: true };
  });
  if (assigneeId && !present.includes(assigneeId)) {
    const name = names.agent(assigneeId);
    shown.push({ id: assigneeId, name, hint: say('row.assigned', { name }), here: false });
  }
  return shown;
}
