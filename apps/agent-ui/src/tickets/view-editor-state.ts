// Whether the editor of saved views is open, and on what.
import { useSyncExternalStore } from 'react';
import type { ViewDraft } from './saved-views.js';

export interface Editing {
  /** Null: a new one. */
  id: string | null;
  draft: ViewDraft;
}

let editing: Editing | null = null;
const listeners = new Set<() => void>();

export function editView(next: Editing | null): void {
  editing = next;
  for (const listener of listeners) listener();
}

export function useEditing(): Editing | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => editing,
  );
}
