// How close the rows of the queue stand: chosen by the agent, kept in this browser.
import { useSyncExternalStore } from 'react';

export const DENSITIES = ['comfortable', 'compact'] as const;
export type Density = (typeof DENSITIES)[number];

/** Pixels a row; the stylesheet of the row reads the same number. */
export const ROW_HEIGHT: Record<Density, number> = { comfortable: 64, compact: 46 };

const KEY = 'otklik.density';
const listeners = new Set<() => void>();
let chosen: Density = localStorage.getItem(KEY) === 'compact' ? 'compact' : 'comfortable';

export function chooseDensity(next: Density): void {
  chosen = next;
  localStorage.setItem(KEY, next);
  for (const listener of listeners) listener();
}

export function useDensity(): Density {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => chosen,
  );
}
