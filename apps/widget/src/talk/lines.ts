// Path A and B as the visitor sees them: the lines of the conversation, merged without losing or doubling one. Pure.
import type { WidgetLine } from '@otklik/contract';

/** Up to where the visitor has read; seqs count inside a ticket, tickets follow each other by id (UUIDv7). */
export interface ReadMark {
  ticketId: string;
  seq: number;
}

const compare = (a: { ticketId: string; seq: number }, b: { ticketId: string; seq: number }): number =>
  a.ticketId === b.ticketId ? a.seq - b.seq : a.ticketId < b.ticketId ? -1 : 1;

/**
 * Joins what is known with what arrived, in any order and any number of times: one line an id, in the order of the desk.
 * A late answer of an older request cannot undo what was already true (read, deleted, rated).
 */
export function mergeLines(known: readonly WidgetLine[], arrived: readonly WidgetLine[]): WidgetLine[] {
  if (arrived.length === 0) return known as WidgetLine[];
  const byId = new Map(known.map((line) => [line.id, line]));
  for (const line of arrived) {
    const before = byId.get(line.id);
    byId.set(line.id, before ? newer(before, line) : line);
  }
  return [...byId.values()].sort(compare);
}

function newer(before: WidgetLine, after: WidgetLine): WidgetLine {
  const card =
    before.card && after.card
      ? {
          ...after.card,
          score: after.card.score ?? before.card.score,
          comment: after.card.comment ?? before.card.comment,
          token: after.card.token ?? before.card.token,
        }
      : (after.card ?? before.card);
  return {
    ...after,
    card,
    clientId: after.clientId ?? before.clientId,
    state: before.state === 'read' ? 'read' : after.state,
    deleted: before.deleted || after.deleted,
  };
}

/** Marks the visitor's own lines up to `seq` of the ticket as read by an agent. */
export const markRead = (lines: readonly WidgetLine[], ticketId: string, seq: number): WidgetLine[] =>
  lines.map((line) =>
    line.from === 'me' && line.ticketId === ticketId && line.seq <= seq && line.state !== 'read'
      ? { ...line, state: 'read' }
      : line,
  );

/** Lines of ours that the visitor has not seen. */
export const unreadLines = (lines: readonly WidgetLine[], mark: ReadMark | null): WidgetLine[] =>
  lines.filter((line) => line.from === 'them' && !line.deleted && (mark === null || compare(line, mark) > 0));

/** The mark after everything here has been seen; the old one if there is nothing newer. */
export function readMarkOf(lines: readonly WidgetLine[], mark: ReadMark | null): ReadMark | null {
  const last = lines.filter((line) => line.from === 'them').at(-1);
  if (!last || (mark && compare(last, mark) <= 0)) return mark;
  return { ticketId: last.ticketId, seq: last.seq };
}

export const sameMark = (a: ReadMark | null, b: ReadMark | null): boolean =>
  a === b || (a !== null && b !== null && compare(a, b) === 0);
