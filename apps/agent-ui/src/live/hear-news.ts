// What each piece of news changes in what the screens have loaded, and how they catch up after a lost connection.
import type { ConversationItem, TicketRow } from '@otklik/contract';
import {
  type Conversation,
  contactTicketsQuery,
  conversationPath,
  conversationQuery,
  countsQuery,
  queryClient,
} from '../api/queries.js';
import { get } from '../api/request.js';
import type { ConversationPage, Ticket } from '../api/shapes.js';
import { lastSeq, mergeItems, withOwn } from '../conversation/merge-items.js';
import { keepFresh } from '../tickets/prefetch.js';
import type { DeskSocket } from './desk-socket.js';
import { hearDrafts } from './hear-drafts.js';
import { hearRow, keepHeads, takeRows } from './list-news.js';
import { drop, keepOnly, set } from './passing.js';
import { hearPresence } from './presence.js';
import { keepSavedLists, renewViews } from './saved-lists.js';
import { takeNews } from './take-news.js';

/** Puts a changed row into every loaded list and the open ticket. An older row than the one known is ignored. */
export const takeRow = (row: TicketRow, _me?: string): void => takeRows([row]);

const REARRANGED = new Set([
  'ticket.merged',
  'ticket.merged-in',
  'ticket.unmerged',
  'merge.undone',
  'ticket.split',
  'split.undone',
  'ticket.linked',
  'ticket.trashed',
  'ticket.restored',
  'ticket.erased',
]);

/** Puts new or changed lines into a conversation, if it is loaded. */
export function takeItems(ticketId: string, items: ConversationItem[]): void {
  // Lines have left the ticket, or what it is has changed: what is shown of it is asked for anew.
  if (items.some((item) => item.type === 'event' && REARRANGED.has(item.event))) {
    void queryClient.invalidateQueries({ queryKey: ['conversation', ticketId] });
    void queryClient.invalidateQueries({ queryKey: ['ticket', ticketId] });
  }
  if (items.some((item) => item.type === 'event' && item.event.startsWith('side.')))
    void queryClient.invalidateQueries({ queryKey: ['sides', ticketId] });
  if (items.some((item) => item.type === 'event' && item.event.startsWith('case.')))
    void queryClient.invalidateQueries({ queryKey: ['cases'] });
  takeNews<Conversation>(['conversation', ticketId], (known) => ({ ...known, items: mergeItems(known.items, items) }));
}

/** What the desk answered to one's own line: what has been told of it meanwhile is newer. */
export const takeOwn = (ticketId: string, item: ConversationItem): void =>
  takeNews<Conversation>(['conversation', ticketId], (known) => withOwn(known, item));

/** The lines of a ticket that came while it was not open here. Quiet: what cannot be asked now is asked at the next reconnection. */
export async function enterConversation(ticketId: string): Promise<void> {
  try {
    await queryClient.ensureQueryData(conversationQuery(ticketId));
    await catchUpConversation(ticketId);
  } catch {
    // The pane itself says what could not be loaded.
  }
}

/** Asks for everything after the last line; a gap of more than one page is not worth filling: the newest page is. */
async function catchUpConversation(ticketId: string): Promise<void> {
  const known = queryClient.getQueryData<Conversation>(['conversation', ticketId]);
  if (!known) return;
  const page = await get<ConversationPage>(conversationPath(ticketId, { after: lastSeq(known.items) }));
  if (page.more) await queryClient.resetQueries({ queryKey: ['conversation', ticketId] });
  else takeItems(ticketId, page.items);
}

/** What is shown of these changes by news alone. */
const TOLD = ['tickets', 'counts', 'ticket', 'sides', 'contact', 'company', 'people', 'companies', 'views', 'cases'];

/** The line holds, for the first time or again: whatever was read before it may have missed news. */
export function catchUp(): void {
  keepHeads();
  for (const key of TOLD) void queryClient.invalidateQueries({ queryKey: [key] });
  const open = queryClient.getQueryCache().findAll({ queryKey: ['conversation'] });
  for (const query of open) {
    const id = query.queryKey[1] as string;
    if (query.isActive())
      void catchUpConversation(id).catch(() => queryClient.invalidateQueries({ queryKey: query.queryKey }));
    else queryClient.removeQueries({ queryKey: query.queryKey });
  }
  keepFresh(null);
}

const COUNTS_MS = 800;
let countsDue: ReturnType<typeof setTimeout> | null = null;
/** At most one question a second, however much happens. */
export function askCounts(): void {
  if (countsDue) return;
  countsDue = setTimeout(() => {
    countsDue = null;
    void queryClient.invalidateQueries({ queryKey: countsQuery.queryKey });
  }, COUNTS_MS);
}

export function hearNews(socket: DeskSocket, me: string): void {
  socket.on('sides.changed', (ticketId) => void queryClient.invalidateQueries({ queryKey: ['sides', ticketId] }));
  socket.on('ticket.changed', (row) => {
    const known = queryClient.getQueryData<Ticket>(['ticket', row.id]);
    hearRow(row);
    keepFresh(row.id);
    // New words open the time to answer anew, and may bring others into copy: a row does not tell.
    if (known && known.lastMessageAt !== row.lastMessageAt && (known.reply.windowEndsAt || row.channel === 'email'))
      void queryClient.invalidateQueries({ queryKey: ['ticket', row.id] });
    askCounts();
    void queryClient.invalidateQueries({ queryKey: contactTicketsQuery(row.contact.id).queryKey });
  });
  socket.on('conversation.changed', (ticketId, items) => {
    takeItems(ticketId, items);
    if (items.some((item) => item.type === 'message' && item.kind === 'customer')) drop('typing', ticketId);
    if (items.some((item) => item.type === 'event' && item.event === 'ticket.fields-set'))
      void queryClient.invalidateQueries({ queryKey: ['ticket', ticketId] });
  });
  socket.on('ticket.people', (ticketId, people) =>
    set(
      'people',
      ticketId,
      people.filter((p) => p.agentId !== me),
    ),
  );
  socket.on('presence.changed', (tickets) => {
    keepOnly('presence', Object.keys(tickets));
    for (const [ticketId, agents] of Object.entries(tickets))
      set(
        'presence',
        ticketId,
        agents.filter((id) => id !== me),
      );
  });
  socket.on('customer.typing', (ticketId) => set('typing', ticketId, true, 6000));
  socket.on('counts.changed', askCounts);
  socket.on('views.changed', renewViews);
  keepSavedLists();
  socket.on('card.changed', ({ contactId, companyId }) => {
    const many = !contactId && !companyId;
    if (contactId || many)
      void queryClient.invalidateQueries({ queryKey: contactId ? ['contact', contactId] : ['contact'] });
    if (companyId || many)
      void queryClient.invalidateQueries({ queryKey: companyId ? ['company', companyId] : ['company'] });
    for (const list of ['people', 'companies']) void queryClient.invalidateQueries({ queryKey: [list] });
  });
  hearDrafts(socket);
  hearPresence(socket);
}
