// What is being written, here and by others: drafts of one's other devices, who looks on, and what a colleague types.
import { queryClient } from '../api/queries.js';
import type { DeskSocket } from './desk-socket.js';
import { draftTicketsQuery } from './draft-tickets.js';
import { set } from './passing.js';

export interface KeptNews {
  ticketId: string;
  mode: 'reply' | 'note';
  device: string;
  version: number;
}
const ears = new Set<(news: KeptNews) => void>();
export function onDraftKept(ear: (news: KeptNews) => void): () => void {
  ears.add(ear);
  return () => ears.delete(ear);
}

export function hearDrafts(socket: DeskSocket): void {
  socket.on('draft.kept', (news) => {
    const known = queryClient.getQueryData(draftTicketsQuery.queryKey);
    if (known && known.includes(news.ticketId) !== news.version > 0) draftTicketsChanged();
    void queryClient.invalidateQueries({ queryKey: ['my-drafts'] });
    for (const ear of ears) ear(news);
  });
  socket.on('draft.watched', (ticketId, agentIds) => set('watchers', ticketId, agentIds));
  socket.on('draft.words', (ticketId, agentId, words) => set('words', `${ticketId} ${agentId}`, words));
  // A ticket that somebody writes or schedules a reply in later has another list of them.
  socket.on('conversation.changed', (ticketId, items) => {
    if (items.some((item) => item.type === 'event' && /^reply\./.test(item.event)))
      void queryClient.invalidateQueries({ queryKey: ['scheduled', ticketId] });
  });
}

let due: ReturnType<typeof setTimeout> | null = null;
/** A draft came or went: asked again once things are quiet. */
export function draftTicketsChanged(): void {
  if (due) return;
  due = setTimeout(() => {
    due = null;
    void queryClient.invalidateQueries({ queryKey: draftTicketsQuery.queryKey });
    void queryClient.invalidateQueries({ queryKey: ['my-drafts'] });
  }, 300);
}
