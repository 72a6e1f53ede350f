// What must be filled before a ticket can be solved: asked on the spot, and then the solving goes on by itself.
import { useSyncExternalStore } from 'react';
import { Refusal } from '../api/request.js';

export interface Asked {
  ticketId: string;
  /** Of the fields that are empty. */
  keys: string[];
  /** What was stopped: done again once they are filled. */
  then: () => void;
}

let asked: Asked | null = null;
const listeners = new Set<() => void>();

export function askFields(next: Asked | null): void {
  asked = next;
  for (const listener of listeners) listener();
}

/** True: the refusal was about empty fields, and somebody is being asked for them. */
export function askedFor(error: unknown, ticketId: string, then: () => void): boolean {
  if (!(error instanceof Refusal) || error.code !== 'fields-needed' || !Array.isArray(error.details.fields))
    return false;
  const keys = (error.details.fields as unknown[]).map((path) => String(path).replace(/^fields\./, ''));
  askFields({ ticketId, keys, then });
  return true;
}

export function useAskedFields(): Asked | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => asked,
  );
}
