// Which ticket is in front: that of the address; or, for a moment, the one just chosen, as the address costs a frame that nobody need wait for.
import { useSyncExternalStore } from 'react';
import { afterPaint } from '../shell/after-paint.js';

let chosen: string | null = null;
let cancel = () => {};
/** Those whose address is on its way. */
const going = new Set<string>();
const listeners = new Set<() => void>();

function choose(id: string | null): void {
  if (chosen === id) return;
  chosen = id;
  for (const listener of listeners) listener();
}

/** Shows it at once, and goes to its address when it has been painted. `go` ends when the address is there. */
export function openAtOnce(id: string, go: () => Promise<void>): void {
  cancel();
  choose(id);
  cancel = afterPaint(() => {
    cancel = () => {};
    going.add(id);
    const settle = () => {
      going.delete(id);
      // Another may have been chosen meanwhile: then that one goes on.
      if (chosen === id) choose(null);
    };
    go().then(settle, settle);
  });
}

/** Whoever goes elsewhere meanwhile has chosen that: what was chosen before is not gone to any more. */
export function setOut(pathname: string): void {
  if (chosen === null || [chosen, ...going].some((id) => pathname.endsWith(id))) return;
  cancel();
  cancel = () => {};
  choose(null);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** `named`: by the address; null: none is open, and nothing stands before the list. */
export function useInFront<Named extends string | null>(named: Named): Named | string {
  return useSyncExternalStore(subscribe, () => (named === null ? named : (chosen ?? named)));
}
