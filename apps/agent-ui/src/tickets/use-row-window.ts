// Which rows of a long list are on the screen: all of one height, so that only the scroll's place is asked, and never the rows.
import { type RefObject, useCallback, useLayoutEffect, useState } from 'react';

/** Rows beyond each edge, and how many come at once: a small step a frame is cheaper than a large one now and then. */
const BEYOND = 6;
const STEP = 2;

export interface RowWindow {
  from: number;
  to: number;
}

/** The rows [from, to) that are to be drawn, and the way to bring one into sight. */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  height: number,
): { shown: RowWindow; reveal: (index: number) => void } {
  const [shown, setShown] = useState<RowWindow>({ from: 0, to: 24 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let tall = element.clientHeight;
    const look = () => {
      const top = Math.floor(element.scrollTop / height) - BEYOND;
      const foot = Math.ceil((element.scrollTop + tall) / height) + BEYOND;
      const from = Math.max(0, Math.floor(top / STEP) * STEP);
      const to = Math.min(count, Math.ceil(foot / STEP) * STEP);
      setShown((before) => (before.from === from && before.to === to ? before : { from, to }));
    };
    const resized = new ResizeObserver(() => {
      tall = element.clientHeight;
      look();
    });
    look();
    resized.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [scroller, count, height]);

  const reveal = useCallback(
    (index: number) => {
      const element = scroller.current;
      if (!element) return;
      const [top, foot] = [index * height, (index + 1) * height];
      if (top < element.scrollTop) element.scrollTop = top;
      else if (foot > element.scrollTop + element.clientHeight) element.scrollTop = foot - element.clientHeight;
    },
    [scroller, height],
  );
  return { shown, reveal };
}
