// Replies and notes on their way to the desk: kept until it has them, sent again by themselves, each exactly once by its key.

import type { FileItem, MessageItem } from '@otklik/contract';
import { useSyncExternalStore } from 'react';
import { queryClient } from '../api/queries.js';
import { post, Refusal } from '../api/request.js';
import type { Me } from '../api/shapes.js';
import { askedFor } from '../customer/ask-fields.js';
import { askCounts, enterConversation, takeOwn } from '../live/hear-news.js';
import { refusalWords } from '../shell/notices.js';
import { giveBack, type Mode, type TicketAction } from './drafts.js';
import { scheduledChanged } from './scheduled.js';
import { mayGo, toResume } from './whose-words.js';

export type ThenState = 'pending' | 'hold' | 'solved' | null;

/** Words the vendor approved beforehand, with the values of their gaps. */
export interface SentTemplate {
  name: string;
  language: string;
  params: string[];
}

export interface Outgoing {
  key: string;
  ticketId: string;
  agentId: string;
  mode: Mode;
  text: string;
  html: string | null;
  files: FileItem[];
  thenState: ThenState;
  /** By mail, when the agent said who is copied; absent: the usual ones. */
  cc?: string[];
  bcc?: string[];
  actions?: TicketAction[];
  macroIds?: string[];
  /** The last reply of ours that its writer had seen. */
  seenSeq?: number;
  /** Of a note: whom it names. */
  mentions?: { agents: string[]; teams: string[] };
  /** To go out then (ISO), and not now. */
  sendAt?: string;
  /** Sent instead of the text, which says what the customer will read. */
  template?: SentTemplate;
  at: string;
  state: 'sending' | 'waiting' | 'refused';
  words: string | null;
}

let outgoing: Outgoing[] = [];
const listeners = new Set<() => void>();
const busy = new Set<string>();
const shelf = (agentId: string) => `otklik.outgoing.${agentId}`;

function become(next: Outgoing[], agentId: string): void {
  outgoing = next;
  const mine = outgoing.filter((each) => each.agentId === agentId);
  try {
    if (mine.length > 0) localStorage.setItem(shelf(agentId), JSON.stringify(mine));
    else localStorage.removeItem(shelf(agentId));
  } catch {
    // A full store: it stays in memory.
  }
  for (const listener of listeners) listener();
}
const update = (one: Outgoing, change: Partial<Outgoing>) =>
  become(
    outgoing.map((each) => (each.key === one.key ? { ...each, ...change } : each)),
    one.agentId,
  );

export function forgetOutgoing(one: Outgoing): void {
  become(
    outgoing.filter((each) => each.key !== one.key),
    one.agentId,
  );
}

/** Sends, and keeps trying while the desk cannot be reached. A second call with the same key does nothing. */
export function send(one: Outgoing): void {
  if (busy.has(one.key)) return;
  if (!outgoing.some((each) => each.key === one.key)) become([...outgoing, one], one.agentId);
  busy.add(one.key);
  void attempt(one, 0);
}

function bodyOf(one: Outgoing): Record<string, unknown> {
  const { text, html, actions, macroIds, mentions, thenState, cc, bcc, template, seenSeq, sendAt } = one;
  const fileIds = one.files.map((file) => file.id);
  const common = { text, html, fileIds, actions, macroIds };
  if (one.mode === 'note') return { ...common, mentionedAgentIds: mentions?.agents, mentionedTeamIds: mentions?.teams };
  const reply = { ...common, thenState, cc, ...(bcc?.length ? { bcc } : {}) };
  if (sendAt) return { ...reply, at: sendAt };
  const contentIds = Object.fromEntries(fileIds.map((id) => [id, id]));
  return { ...reply, contentIds, seenSeq, ...(template ? { template } : {}) };
}

const pathOf = ({ ticketId, mode, sendAt }: Outgoing) =>
  `/api/v1/tickets/${ticketId}/${mode === 'note' ? 'notes' : sendAt ? 'scheduled' : 'messages'}`;

async function attempt(one: Outgoing, tries: number): Promise<void> {
  if (!mayGo(one, queryClient.getQueryData<Me>(['me'])?.agent.id)) {
    busy.delete(one.key);
    update(one, { state: 'waiting' });
    return;
  }
  update(one, { state: 'sending', words: null });
  try {
    const answer = await post<{ item?: MessageItem }>(pathOf(one), bodyOf(one), { 'idempotency-key': one.key });
    busy.delete(one.key);
    if (answer.item) takeOwn(one.ticketId, answer.item);
    else scheduledChanged(one.ticketId);
    forgetOutgoing(one);
    askCounts();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'reply-crossed') {
      crossed(one, error);
      return;
    }
    if (error instanceof Refusal && error.passing) {
      update(one, { state: 'waiting' });
      setTimeout(() => void attempt(one, tries + 1), Math.min(2000 * 2 ** tries, 30_000));
      return;
    }
    busy.delete(one.key);
    update(one, { state: 'refused', words: refusalWords(error) });
    askedFor(error, one.ticketId, () => send(one));
  }
}

/** A colleague has answered in the meantime: the words go back to their writer, who reads that answer and decides. */
function crossed(one: Outgoing, refusal: Refusal): void {
  busy.delete(one.key);
  forgetOutgoing(one);
  const { cc, bcc, macroIds, seenSeq } = one;
  giveBack(one.agentId, one.ticketId, one, 'reply', {
    cc,
    bcc,
    macroIds,
    seenSeq,
    warnedSeq: Number(refusal.details.seq),
  });
  void enterConversation(one.ticketId);
}

/** After a reload or a reconnection: what is kept from before goes on its way again. */
export function resumeOutgoing(agentId: string): void {
  try {
    const kept = JSON.parse(localStorage.getItem(shelf(agentId)) ?? '[]') as Outgoing[];
    const fresh = kept.filter((each) => !outgoing.some((known) => known.key === each.key));
    if (fresh.length > 0) become([...outgoing, ...fresh], agentId);
  } catch {
    // A damaged store: nothing to resume.
  }
  for (const one of toResume(outgoing, agentId)) send(one);
}

export function useOutgoing(): Outgoing[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => outgoing,
  );
}

/** Leaves out what has already come back through the socket, before its own answer did. */
export function notYetThere(
  mine: Outgoing[],
  items: { type: string; kind?: string; agentId?: string | null; text?: string; at: string }[],
): Outgoing[] {
  return mine.filter(
    (one) =>
      !items.some(
        (item) =>
          item.type === 'message' &&
          item.kind === (one.mode === 'note' ? 'note' : 'agent') &&
          item.agentId === one.agentId &&
          item.text?.trim() === one.text.trim() &&
          Date.parse(item.at) >= Date.parse(one.at) - 5000,
      ),
  );
}
