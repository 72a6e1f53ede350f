// Things that pass: who is in a ticket, who types. Kept in memory only, each key with its own listeners.
import type { DraftWords } from '@otklik/contract';
import { useCallback, useSyncExternalStore } from 'react';
import type { Doing } from './desk-socket.js';

interface Passing {
  people: { agentId: string; doing: Doing }[];
  presence: string[];
  typing: boolean;
  /** One has begun to write here. */
  draft: boolean;
  /** Who looks at what one is writing here. */
  watchers: string[];
  /** What a colleague is writing: by ticket and agent. */
  words: DraftWords;
}

const values = new Map<string, unknown>();
const timers = new Map<string, ReturnType<typeof setTimeout>>();
/** By key: what passes in one ticket wakes nobody who looks at another. */
const listeners = new Map<string, Set<() => void>>();
/** How often something passed in a ticket: for who looks at all of it at once. */
const times = new Map<string, number>();
function wake(key: string): void {
  for (const listener of listeners.get(key) ?? []) listener();
  const ticketId = key.slice(key.indexOf(':') + 1);
  times.set(ticketId, (times.get(ticketId) ?? 0) + 1);
  for (const listener of listeners.get(ticketId) ?? []) listener();
}

export function set<K extends keyof Passing>(kind: K, ticketId: string, value: Passing[K], forMs?: number): void {
  const key = `${kind}:${ticketId}`;
  if (!same(values.get(key), value)) {
    values.set(key, value);
    wake(key);
  }
  clearTimeout(timers.get(key));
  if (forMs)
    timers.set(
      key,
      setTimeout(() => drop(kind, ticketId), forMs),
    );
}

const same = (a: unknown, b: unknown) => a === b || (a !== undefined && JSON.stringify(a) === JSON.stringify(b));

export function drop(kind: keyof Passing, ticketId: string): void {
  const key = `${kind}:${ticketId}`;
  if (values.delete(key)) wake(key);
}

/** The news was the whole picture: what it does not name is over. */
export function keepOnly(kind: keyof Passing, ticketIds: string[]): void {
  const named = new Set(ticketIds.map((id) => `${kind}:${id}`));
  for (const key of [...values.keys()]) {
    if (!key.startsWith(`${kind}:`) || named.has(key)) continue;
    values.delete(key);
    wake(key);
  }
}

/** What is known of a ticket at this moment, or undefined. */
export function usePassing<K extends keyof Passing>(kind: K, ticketId: string): Passing[K] | undefined {
  const key = `${kind}:${ticketId}`;
  return useSyncExternalStore(useListening(key), () => values.get(key) as Passing[K] | undefined);
}

/** The same of several kinds by one ear: rows come and go by the dozen while a list is scrolled. */
export function usePassings(ticketId: string): <K extends keyof Passing>(kind: K) => Passing[K] | undefined {
  useSyncExternalStore(useListening(ticketId), () => times.get(ticketId) ?? 0);
  return <K extends keyof Passing>(kind: K) => values.get(`${kind}:${ticketId}`) as Passing[K] | undefined;
}

function useListening(key: string) {
  return useCallback(
    (listener: () => void) => {
      const known = listeners.get(key) ?? new Set();
      listeners.set(key, known.add(listener));
      return () => {
        known.delete(listener);
        if (known.size === 0 && listeners.get(key) === known) listeners.delete(key);
      };
    },
    [key],
  );
}
