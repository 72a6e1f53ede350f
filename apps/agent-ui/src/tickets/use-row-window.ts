// Which rows of a long list are on the screen: all of one height, so that only the scroll's place is asked, and never the rows.
import { type RefObject, useLayoutEffect, useState } from 'react';

/** Rows beyond each edge, and how many come at once: a small step a frame is cheaper than a large one now and then. */
const BEYOND = 6;
const STEP = 2;
/** So long after its last step a scroll is over. */
const RESTS_MS = 120;

interface RowWindow {
  from: number;
  to: number;
}

/** The rows [from, to) that are to be drawn; while they move, the shield is shown. */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  shield: RefObject<HTMLElement | null>,
  count: number,
  height: number,
): RowWindow {
  const [shown, setShown] = useState<RowWindow>({ from: 0, to: 24 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let tall = element.clientHeight;
    let rests: ReturnType<typeof setTimeout> | undefined;
    const scrolled = () => {
      if (rests === undefined && shield.current) shield.current.hidden = false;
      clearTimeout(rests);
      rests = setTimeout(() => {
        rests = undefined;
        if (shield.current) shield.current.hidden = true;
      }, RESTS_MS);
      look();
    };
    const look = () => {
      const from = Math.max(0, Math.floor((element.scrollTop / height - BEYOND) / STEP) * STEP);
      const size = (Math.ceil(tall / height / STEP) + 1) * STEP + 2 * BEYOND;
      const to = Math.min(count, from + size);
      setShown((before) => (before.from === from && before.to === to ? before : { from, to }));
    };
    const resized = new ResizeObserver(() => {
      tall = element.clientHeight;
      look();
    });
    look();
    resized.observe(element);
    element.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      resized.disconnect();
      clearTimeout(rests);
      // A page that comes as a scroll ends must not leave the rows out of reach.
      if (shield.current) shield.current.hidden = true;
      element.removeEventListener('scroll', scrolled);
    };
  }, [scroller, shield, count, height]);

  return shown;
}

/** Scrolls as little as is needed to see a row whole. */
export function revealRow(scroller: HTMLElement | null, index: number, height: number): void {
  if (!scroller) return;
  const [top, foot] = [index * height, (index + 1) * height];
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (foot > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = foot - scroller.clientHeight;
}
