// Which chooser of the list is open: by its keys, by the bar of what is chosen, or from the ticket on the screen.
import { useSyncExternalStore } from 'react';

export type BulkTool = 'assign' | 'solve' | 'state' | 'priority' | 'tags' | 'fields' | 'snooze' | 'spam' | 'merge';

let open: BulkTool | null = null;
const listeners = new Set<() => void>();

export function openTool(tool: BulkTool | null): void {
  open = tool;
  for (const listener of listeners) listener();
}

export function useTool(): BulkTool | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open,
  );
}
