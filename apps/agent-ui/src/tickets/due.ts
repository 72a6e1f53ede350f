// How near a promise is, as words and as a shape: time left, soon, overdue.
import type { TicketRow } from '@otklik/contract';
import { briefSpan } from './waiting.js';

export type Sla = NonNullable<TicketRow['sla']>;

/** `quiet`: time enough. `soon`: we were warned. `overdue`: the instant has passed. */
export type DueTone = 'quiet' | 'soon' | 'overdue';

/** The clock of this screen knows that an instant has passed before the desk says so. */
export function dueTone(sla: Sla, now: number): DueTone {
  if (sla.breached || Date.parse(sla.dueAt) <= now) return 'overdue';
  return sla.warned ? 'soon' : 'quiet';
}

export interface DueWords {
  word: 'due.in' | 'due.now' | 'due.overdue' | 'due.just-overdue';
  time: string;
}

/** "5 min" and what it means: left, or over; under a minute only what it means. */
export function dueWords(sla: Sla, now: number, locale: string): DueWords {
  const left = Date.parse(sla.dueAt) - now;
  const time = briefSpan(Math.abs(left), locale);
  if (left > 0) return time === null ? { word: 'due.now', time: '' } : { word: 'due.in', time };
  return time === null ? { word: 'due.just-overdue', time: '' } : { word: 'due.overdue', time };
}
