// From the lines of a conversation to what stands on the screen: days, the "new" line, folded events, joined bubbles.
import type { ConversationItem, EventItem, MessageItem } from '@otklik/contract';
import { dayOf } from '../words/moments.js';

export type Block =
  | { type: 'day'; key: string; at: string }
  | { type: 'new'; key: string }
  | { type: 'events'; key: string; items: EventItem[] }
  | { type: 'message'; key: string; item: MessageItem; joined: boolean };

/** Facts that tell an agent something; the rest (marks, measures) is shown elsewhere or not at all. */
const TOLD = new Set([
  'ticket.opened',
  'ticket.assigned',
  'ticket.state-changed',
  'ticket.prioritised',
  'ticket.tagged',
  'ticket.marked-spam',
  'ticket.snoozed',
  'ticket.woken',
  'ticket.solved',
  'ticket.reopened',
  'solve.annulled',
  'reopening.annulled',
  'ticket.closed',
  'survey.decided',
  'survey.cancelled',
  'ticket.split',
  'ticket.split-off',
  'split.undone',
  'ticket.merged',
  'ticket.merged-in',
  'ticket.unmerged',
  'merge.undone',
  'ticket.linked',
  'ticket.trashed',
  'ticket.restored',
  'ticket.erased',
  'reply.scheduled',
  'reply.unscheduled',
  'reply.held-back',
  'side.opened',
  'side.answered',
  'side.failed',
  'side.closed',
  'side.reopened',
  'customer.merged',
  'customer.reachability',
]);
const JOINED_WITHIN = 5 * 60_000;

/** A change of state that another event tells better, and news that the lines themselves already show. */
function told(item: EventItem): boolean {
  if (!TOLD.has(item.event)) return false;
  // That it was sent, its message says.
  if (item.event === 'reply.unscheduled') return item.payload.why !== 'sent';
  if (item.event === 'ticket.state-changed') {
    const { from, to } = item.payload as { from?: string; to?: string };
    return to !== 'solved' && to !== 'closed' && from !== 'new' && !(from === 'solved' && to === 'open');
  }
  return true;
}

const author = (item: MessageItem) => `${item.kind}:${item.agentId ?? item.contactId ?? ''}`;

/** By seq, as things came; what came with another ticket stands where it was said. */
export function inOrder(items: ConversationItem[]): ConversationItem[] {
  const moved = (item: ConversationItem) => item.type === 'message' && item.why === 'merged';
  if (!items.some(moved)) return items;
  const brought = items.filter(moved).sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.seq - b.seq);
  const whole: ConversationItem[] = [];
  for (const item of items) {
    if (moved(item)) continue;
    while (brought.length > 0 && Date.parse(brought[0]!.at) < Date.parse(item.at)) whole.push(brought.shift()!);
    whole.push(item);
  }
  return [...whole, ...brought];
}

/**
 * @param seenUntil instant of the last message this agent had seen when the ticket was opened; null: never opened
 */
export function arrange(items: ConversationItem[], seenUntil: string | null): Block[] {
  const blocks: Block[] = [];
  let day = '';
  let newShown = seenUntil === null;
  for (const item of inOrder(items)) {
    if (item.type === 'message' ? item.state === 'undone' : !told(item)) continue;
    if (dayOf(item.at) !== day) {
      day = dayOf(item.at);
      blocks.push({ type: 'day', key: `day ${day} ${item.seq}`, at: item.at });
    }
    if (!newShown && item.type === 'message' && item.kind === 'customer' && item.at > (seenUntil ?? '')) {
      newShown = true;
      blocks.push({ type: 'new', key: 'new' });
    }
    const before = blocks.at(-1);
    if (item.type === 'event') {
      if (before?.type === 'events') before.items.push(item);
      else blocks.push({ type: 'events', key: item.id, items: [item] });
      continue;
    }
    const joined =
      before?.type === 'message' &&
      author(before.item) === author(item) &&
      !item.card &&
      Date.parse(item.at) - Date.parse(before.item.at) < JOINED_WITHIN;
    blocks.push({ type: 'message', key: item.id, item, joined });
  }
  return blocks;
}
