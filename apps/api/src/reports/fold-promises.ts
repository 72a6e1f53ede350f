// Path C, last step, pure: what each fact changes in the promises of a ticket that ended, and in those broken while their wait goes on.
import type { Fact } from '../platform/events/define-event.js';
import {
  type Promised,
  ReopeningAnnulled,
  ResponseAnnulled,
  ResponseMeasured,
  SlaAnnulled,
  SlaBreached,
  SlaMet,
  TicketReopened,
  WaitRecounted,
} from '../tickets/events.js';
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

/** What ended by then was kept, also where it had been called broken before that was told of. */
const isPast = (dueAt: string, endedAt: string): boolean => Date.parse(endedAt) > Date.parse(dueAt);

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
  if (SlaBreached.is(fact)) broken(book, fact.payload);
  else if (SlaMet.is(fact)) {
    const { target, part, dueAt, metAt } = fact.payload;
    const late = isPast(dueAt, metAt);
    put(book, { target, part, dueAt, endedAt: metAt, late, met: true, ...whoseOf(book, target, part) });
  } else if (SlaAnnulled.is(fact)) {
    const row = book.promises.get(promiseKey(fact.payload));
    if (row?.late) runOn(row);
    else if (row) remove(book, row);
  } else if (ResponseMeasured.is(fact) && !fact.payload.answered) {
    for (const row of running(book))
      if (row.target !== 'resolution' && row.part === fact.payload.part) giveUp(book, row);
  } else if (ResponseAnnulled.is(fact) && fact.payload.answered === false) {
    for (const row of book.promises.values())
      if (row.target !== 'resolution' && row.part === fact.payload.part && !row.met) runOn(row);
  } else if (TicketReopened.is(fact)) for (const row of running(book)) giveUp(book, row);
  else if (ReopeningAnnulled.is(fact)) for (const row of running(book)) remove(book, row);
  else if (WaitRecounted.is(fact) && fact.payload.waitingSince === null)
    for (const row of running(book)) if (row.target !== 'resolution') remove(book, row);
}

const running = (book: Book): PromiseRow[] => [...book.promises.values()].filter(({ endedAt }) => endedAt === null);

/** Noticed while the customer waits, or when the ticket had been solved without an answer already. */
function broken(book: Book, { target, part, dueAt }: Promised): void {
  const { agentId, teamId, priority } = book.head!;
  const row = { target, part, dueAt, endedAt: null, late: true, met: false, agentId, teamId, priority };
  put(book, row);
  // A solving before the promised instant may yet be taken back: until a reopening makes it stand, the row only waits.
  const wait = givenUp(book, row);
  if (wait && isPast(dueAt, wait.endedAt)) giveUp(book, row);
}

/** The wait of a response that solving ended without it. */
const givenUp = (book: Book, { target, part }: PromiseRow) =>
  target === 'resolution' ? undefined : book.durations.get(keyOf('unanswered', part));

/** Nothing where the wait goes on; a wait that solving ended in time was never broken. */
function giveUp(book: Book, row: PromiseRow): void {
  const wait = givenUp(book, row);
  if (!wait) return;
  const { endedAt, agentId, teamId, priority } = wait;
  if (isPast(row.dueAt, endedAt)) Object.assign(row, { endedAt, agentId, teamId, priority });
  else remove(book, row);
}

function runOn(row: PromiseRow): void {
  row.endedAt = null;
  row.met = false;
}

/** Of the reply or the solving that met it; without one, the ticket's. */
function whoseOf(book: Book, target: PromiseTarget, part: number): Whose {
  const own =
    target === 'resolution'
      ? book.episodes.get(part)
      : (book.durations.get(keyOf('first-response', part)) ?? book.durations.get(keyOf('next-response', part)));
  const { agentId, teamId, priority } = own ?? book.head!;
  return { agentId, teamId, priority };
}

function put(book: Book, row: PromiseRow): void {
  book.promises.set(promiseKey(row), row);
  book.unpromised.delete(promiseKey(row));
}

function remove(book: Book, { target, part }: PromiseRow): void {
  book.promises.delete(promiseKey({ target, part }));
  book.unpromised.set(promiseKey({ target, part }), { target, part });
}
