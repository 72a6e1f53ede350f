// What need not be on the screen at once: done when the frame that is being made has been shown.
import { type DependencyList, useEffect } from 'react';

/** A page that is not looked at makes no frames. */
const WITHOUT_FRAMES_MS = 200;

/** Calls it once, after the next frame; the answer calls it off. */
export function afterPaint(act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const go = () => {
    cancel();
    act();
  };
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer);
    timer = setTimeout(go);
  });
  timer = setTimeout(go, WITHOUT_FRAMES_MS);
  const cancel = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
  return cancel;
}

/** Calls it once, when nothing else is to be done; the answer calls it off. */
export function whenIdle(act: () => void, atLatestMs: number): () => void {
  if ('requestIdleCallback' in window) {
    const asked = requestIdleCallback(() => act(), { timeout: atLatestMs });
    return () => cancelIdleCallback(asked);
  }
  const timer = setTimeout(act, 60);
  return () => clearTimeout(timer);
}

/** An effect that nobody sees: it is done, and undone, never before the frame is painted. */
export function useAfterPaint(effect: () => undefined | (() => void), on: DependencyList): void {
  useEffect(() => {
    let undo: undefined | (() => void);
    const cancel = afterPaint(() => {
      undo = effect();
    });
    return () => {
      cancel();
      if (undo) afterPaint(undo);
    };
    // biome-ignore lint/correctness/useExhaustiveDependencies: the caller names what it depends on
  }, on);
}
