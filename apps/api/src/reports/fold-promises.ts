// Path C, last step, pure: what each fact changes in the promises of a ticket that ended, and in those broken while their wait goes on.
import type { Fact } from '../platform/events/define-event.js';
import { SlaAnnulled, SlaBreached, SlaMet, SlaStopped } from '../tickets/events.js';
import type { PromiseTarget } from './figures.js';
import { type Book, keyOf, type TicketHead } from './fold-facts.js';

type Whose = Pick<TicketHead, 'agentId' | 'teamId' | 'priority'>;

/** Instants are ISO strings. */
export interface PromiseRow extends Whose {
  target: PromiseTarget;
  /** The waiting segment of a response, the episode of a resolution. */
  part: number;
  dueAt: string;
  /** Null: it is broken, and the customer waits on. */
  endedAt: string | null;
  late: boolean;
  /** False: broken, and then given up, since the ticket was solved without the answer. */
  met: boolean;
}

export const promiseKey = ({ target, part }: { target: string; part: number }): string => `${target} ${part}`;

/** Calendar seconds from the promised instant to what ended it, those begun with; 0 of one that was kept or runs. */
export const latenessOf = ({ dueAt, endedAt, late }: Pick<PromiseRow, 'dueAt' | 'endedAt' | 'late'>): number =>
  late && endedAt !== null ? Math.ceil((Date.parse(endedAt) - Date.parse(dueAt)) / 1000) : 0;

/** Between the solving and what it does to the promise, nobody waits any more. */
export const isBrokenNow = ({ endedAt }: PromiseRow, { open }: Pick<TicketHead, 'open'>): boolean =>
  endedAt === null && open;

/** As they are kept: one that runs is whose its ticket is. */
export function promisesOf({ head, promises }: Book): Map<string, object> {
  if (!head) return new Map();
  const { agentId, teamId, priority } = head;
  return new Map(
    [...promises].map(([key, row]) => [
      key,
      { ...row, ...(row.endedAt === null ? { agentId, teamId, priority } : {}), lateS: latenessOf(row) },
    ]),
  );
}

export function foldPromise(book: Book, fact: Fact): void {
  if (SlaBreached.is(fact)) {
    const { target, part, dueAt } = fact.payload;
    const { agentId, teamId, priority } = book.head!;
    put(book, { target, part, dueAt, endedAt: null, late: true, met: false, agentId, teamId, priority });
  } else if (SlaMet.is(fact)) {
    const { target, part, dueAt, metAt, segment } = fact.payload;
    const late = Date.parse(metAt) > Date.parse(dueAt);
    const whose = target === 'resolution' ? book.episodes.get(part) : answerOf(book, segment ?? part);
    put(book, { target, part, dueAt, endedAt: metAt, late, met: true, ...whoseOf(whose ?? book.head!) });
  } else if (SlaStopped.is(fact)) {
    const { target, part, dueAt, stoppedAt, segment } = fact.payload;
    const whose = book.durations.get(keyOf('unanswered', segment ?? part));
    if (stoppedAt === null) remove(book, fact.payload);
    else
      put(book, { target, part, dueAt, endedAt: stoppedAt, late: true, met: false, ...whoseOf(whose ?? book.head!) });
  } else if (SlaAnnulled.is(fact)) {
    const row = book.promises.get(promiseKey(fact.payload));
    if (!row?.late) remove(book, fact.payload);
    else Object.assign(row, { endedAt: null, met: false });
  }
}

/** Of the reply, the solving or, where nothing was said of it, the ticket. */
const whoseOf = ({ agentId, teamId, priority }: Whose): Whose => ({ agentId, teamId, priority });

const answerOf = (book: Book, segment: number) =>
  book.durations.get(keyOf('first-response', segment)) ?? book.durations.get(keyOf('next-response', segment));

function put(book: Book, row: PromiseRow): void {
  book.promises.set(promiseKey(row), row);
  book.unpromised.delete(promiseKey(row));
}

function remove(book: Book, { target, part }: Pick<PromiseRow, 'target' | 'part'>): void {
  book.promises.delete(promiseKey({ target, part }));
  book.unpromised.set(promiseKey({ target, part }), { target, part });
}
