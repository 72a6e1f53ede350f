// Path A: one raw row being read. It decides whose turn it is, and ends the row in the very transaction that used it.
import type { Channel, InboundEvent } from '@otklik/channels';
import type { Connection } from '../desk/read-connections.js';
import type { Tx } from '../platform/database/database.js';
import {
  endRaw,
  lockConnection,
  lockOldest,
  lockWaiting,
  type RawEnd,
  type RawRow,
  type RawState,
} from './raw.store.js';

/** Another process has ended the row, or an older one must go first: nothing was written, look again. */
export class NotItsTurn extends Error {}

/** What became of one event of a raw row. */
export type EventEnd = Omit<RawEnd, 'summary' | 'externalId'>;

/** One event of a raw row on its way to become something. */
export interface EventWork {
  raw: RawRow;
  connection: Connection;
  channel: Channel;
  event: InboundEvent;
  notes: string[];
  /** First statement of every transaction that uses the event: takes its turn. @throws NotItsTurn. */
  begin(tx: Tx): Promise<void>;
  /** Last statement of that transaction: when this was the row's last event, the row ends with it. */
  end(tx: Tx, end: EventEnd): Promise<EventEnd>;
}

/** The state of a row with several events: the one that says most. */
const SAYS_MOST: RawState[] = ['accepted', 'quarantined', 'duplicate', 'dropped'];

export function combine(ends: EventEnd[]): EventEnd {
  const [best] = [...ends].sort((a, b) => SAYS_MOST.indexOf(a.state) - SAYS_MOST.indexOf(b.state));
  return best ?? { state: 'dropped', reason: 'nothing-in-it', ticketId: null, messageId: null };
}

/** The work on each event of a row, in order; `now` is asked when a turn is taken. */
export function worksOf(
  raw: RawRow,
  connection: Connection,
  channel: Channel,
  understood: { event: InboundEvent; notes: string[] }[],
  now: () => Date,
): EventWork[] {
  const ends: EventEnd[] = [];
  return understood.map(({ event, notes }, index) => ({
    raw,
    connection,
    channel,
    event,
    notes,
    begin: async (tx) => {
      if (channel.abilities.ordered) await takeTurn(tx, [raw], now());
      else if (!(await lockWaiting(tx, raw.workspaceId, raw.id))) throw new NotItsTurn();
    },
    end: async (tx, end) => {
      ends[index] = { ...end, reason: [end.reason, ...notes].filter(Boolean).join(', ') || null };
      if (index === understood.length - 1)
        await endRaw(tx, raw.workspaceId, raw.id, rowEnd(event, combine(ends.filter(Boolean))));
      return ends[index];
    },
  }));
}

/** Where order matters: nobody else reads this connection until the transaction ends, and these are its oldest rows. */
export async function takeTurn(tx: Tx, raws: RawRow[], now: Date): Promise<void> {
  const [first] = raws as [RawRow];
  await lockConnection(tx, first.workspaceId, first.connectionId);
  const ids = raws.map((raw) => raw.id);
  if (!(await lockOldest(tx, first, ids, now))) throw new NotItsTurn();
}

export function rowEnd(event: InboundEvent | null, end: EventEnd): RawEnd {
  const files = event?.attachments.map((file) => file.name || file.kind).join(', ');
  const subject = event?.mail?.subject || event?.text || files || '';
  const from = event?.sender.name ? `${event.sender.name} <${event.sender.id}>` : (event?.sender.id ?? '');
  return {
    ...end,
    externalId: event?.externalId || null,
    summary: event && { kind: event.kind, from, subject: subject.replace(/\s+/g, ' ').slice(0, 140) },
  };
}
