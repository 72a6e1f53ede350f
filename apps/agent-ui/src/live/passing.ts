// Things that pass: who is in a ticket, who types. Kept in memory only, each key with its own listeners.
import { useSyncExternalStore } from 'react';
import type { Doing } from './desk-socket.js';

interface Passing {
  people: { agentId: string; doing: Doing }[];
  presence: string[];
  typing: boolean;
}

const values = new Map<string, unknown>();
const timers = new Map<string, ReturnType<typeof setTimeout>>();
const listeners = new Set<() => void>();

export function set<K extends keyof Passing>(kind: K, ticketId: string, value: Passing[K], forMs?: number): void {
  const key = `${kind}:${ticketId}`;
  values.set(key, value);
  clearTimeout(timers.get(key));
  if (forMs)
    timers.set(
      key,
      setTimeout(() => drop(kind, ticketId), forMs),
    );
  for (const listener of listeners) listener();
}

export function drop(kind: keyof Passing, ticketId: string): void {
  if (!values.delete(`${kind}:${ticketId}`)) return;
  for (const listener of listeners) listener();
}

/** The news was the whole picture: what it does not name is over. */
export function keepOnly(kind: keyof Passing, ticketIds: string[]): void {
  const named = new Set(ticketIds.map((id) => `${kind}:${id}`));
  for (const key of [...values.keys()]) if (key.startsWith(`${kind}:`) && !named.has(key)) values.delete(key);
  for (const listener of listeners) listener();
}

/** What is known of a ticket at this moment, or undefined. */
export function usePassing<K extends keyof Passing>(kind: K, ticketId: string): Passing[K] | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => values.get(`${kind}:${ticketId}`) as Passing[K] | undefined,
  );
}
