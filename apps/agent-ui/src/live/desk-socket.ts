// The living wire: joins the desk's socket, says whether it holds, and hands its news to whoever keeps the lists.
import type { DeskClientEvents, DeskServerEvents, DraftWords } from '@otklik/contract';
import { useSyncExternalStore } from 'react';
import type { Socket } from 'socket.io-client';

export type Doing = 'viewing' | 'typing' | 'noting';
export type DeskSocket = Socket<DeskServerEvents, DeskClientEvents>;

const COMES_BACK_MS = 2000;

let socket: DeskSocket | null = null;
let state: 'starting' | 'live' | 'lost' = 'starting';
let openTicket: string | null = null;
let onEntered: () => void = () => {};
let onWall = false;
/** News that a screen listens to only while it is shown. */
const passers = new Map<keyof DeskServerEvents, Set<() => void>>();
const listeners = new Set<() => void>();

function become(next: typeof state): void {
  if (state === next) return;
  state = next;
  // For the styles, and for whoever watches the page from outside.
  document.documentElement.dataset.line = next;
  for (const listener of listeners) listener();
}

/**
 * Connects once; `hear` attaches the handlers; `caughtUp` is called after each connection, the first one too: what was asked
 * before it may have been answered before the news it did not hear. `wall`: nobody sits before this screen, it says nothing of
 * its agent.
 */
export async function connect(
  hear: (socket: DeskSocket) => void,
  caughtUp: () => void,
  { wall = false } = {},
): Promise<void> {
  if (socket && onWall !== wall) disconnect();
  if (socket) return;
  const { io } = await import('socket.io-client');
  if (socket) return;
  const made: DeskSocket = io('/desk', {
    withCredentials: true,
    // Of several processes behind a load balancer each poll would meet another: one line first, polls where a proxy forbids lines.
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelayMax: 5000,
    auth: { wall },
  });
  socket = made;
  onWall = wall;
  made.onAny((event: keyof DeskServerEvents) => {
    for (const passer of passers.get(event) ?? []) passer();
  });
  hear(made);
  made.on('connect', () => {
    become('live');
    if (openTicket) made.emit('ticket.open', openTicket, onEntered);
    caughtUp();
  });
  // Refused, or sent away on purpose: then the library would not come back by itself.
  const comeBack = () => setTimeout(() => socket === made && made.connect(), COMES_BACK_MS);
  made.on('disconnect', (reason) => {
    become('lost');
    if (reason === 'io server disconnect') comeBack();
  });
  made.on('connect_error', () => {
    become('lost');
    if (!made.active) comeBack();
  });
  window.addEventListener('offline', () => become('lost'));
  window.addEventListener('online', () => made.connected && become('live'));
}

/** Calls whenever any of these news comes; answers how to stop. */
export function onNews(events: (keyof DeskServerEvents)[], ear: () => void): () => void {
  for (const event of events) passers.set(event, (passers.get(event) ?? new Set()).add(ear));
  return () => {
    for (const event of events) passers.get(event)?.delete(ear);
  };
}

/** Does not wait for the next try of its own. */
export function tryNow(): void {
  socket?.disconnect().connect();
}

export function disconnect(): void {
  socket?.disconnect();
  socket = null;
  become('starting');
}

/**
 * Says that this agent looks at a ticket; returns the way to say that they left. `entered`: from now on its lines come by
 * themselves; what came while nobody looked must be asked for.
 */
export function enterTicket(id: string, entered: () => void): () => void {
  openTicket = id;
  onEntered = () => {
    if (openTicket === id) entered();
  };
  if (socket?.connected) socket.emit('ticket.open', id, onEntered);
  return () => {
    if (openTicket === id) openTicket = null;
    if (socket?.connected) socket.emit('ticket.leave', id);
  };
}

/** It is the one looked at here: its lines come by the wire. */
export const isEntered = (id: string): boolean => openTicket === id;

/** Says again that it was looked at: something new was seen as it came. */
export function lookAgain(id: string): void {
  if (openTicket === id && socket?.connected) socket.emit('ticket.open', id, () => {});
}

export function sayDoing(ticketId: string, doing: Doing): void {
  if (socket?.connected) socket.emit('ticket.doing', ticketId, doing);
}

/** Begins to look at what a colleague is writing; null: no more. */
export function watchDraft(ticketId: string, agentId: string | null): void {
  if (socket?.connected) socket.emit('draft.watch', ticketId, agentId);
}

/** What one is writing, for those who look. */
export function sayWords(ticketId: string, words: DraftWords): void {
  if (socket?.connected) socket.emit('draft.words', ticketId, words);
}

export function useConnection(): typeof state {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}
