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
const ears = new Set<(ticketId: string) => void>();
function wake(key: string): void {
  for (const listener of listeners.get(key) ?? []) listener();
  const ticketId = key.slice(key.indexOf(':') + 1);
  for (const ear of ears) ear(ticketId);
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

/** The same at this moment, for who hears of changes by `hearPassing`. */
export const passing = <K extends keyof Passing>(kind: K, ticketId: string) =>
  values.get(`${kind}:${ticketId}`) as Passing[K] | undefined;

/** One ear for all tickets: a list of many rows hears which of them something passed in. */
export function hearPassing(listener: (ticketId: string) => void): () => void {
  ears.add(listener);
  return () => {
    ears.delete(listener);
  };
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
