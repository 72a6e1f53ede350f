// Whether a list is being scrolled at this moment: what can wait for the end of it waits.
let until = 0;

/** A step was made; without another one the scroll is over at this moment, ms as `performance.now()` tells them. */
export function noteScroll(over: number): void {
  until = over;
}

export const isScrolling = (): boolean => performance.now() < until;
