// Which of the desk's floating things is open: the command palette, the key help, the rail on a phone.
import { useSyncExternalStore } from 'react';

type Overlay = 'palette' | 'help' | 'rail' | 'tour' | 'start' | null;
let open: Overlay = null;
const listeners = new Set<() => void>();

export function show(next: Overlay): void {
  open = next;
  for (const listener of listeners) listener();
}
export const openPalette = () => show('palette');
export const openRail = () => show('rail');

export function useOverlay(): Overlay {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open,
  );
}
