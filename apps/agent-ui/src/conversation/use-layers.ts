// Which conversations are drawn: the open one, and behind it, unseen, those that are likely to be opened next, so that a key only has to
// bring one of them to the front.
import { startTransition, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { whenIdle } from '../shell/after-paint.js';
import { atHand, onAtHand } from '../tickets/prefetch.js';

/** Drawn ahead, besides the open one. */
const AHEAD = 2;
/** At most, while there is no time to clear away those that were left. */
const MOST = 6;
/** Whoever passes by several tickets is not held up by what might come after. */
const RESTS_MS = 150;
/** Beside a narrow list there is one pane: nobody steps from ticket to ticket there. */
const ROOM = '(min-width: 761px)';

export interface Layer {
  id: string;
  /** Another one for each time the ticket is opened: it begins at its newest lines. */
  key: string;
}

let count = 0;
const layerOf = (id: string): Layer => ({ id, key: `${id} ${++count}` });

/** `rests`: the open ticket is all there, so that there is time to draw others. */
export function useLayers(openId: string, rests: boolean): Layer[] {
  const [kept, setKept] = useState<Layer[]>(() => [layerOf(openId)]);
  let layers = kept;
  if (!kept.some(({ id }) => id === openId)) {
    layers = [...kept.slice(1 - MOST), layerOf(openId)];
    setKept(layers);
  }
  const opened = useRef(new Set<string>());
  const open = layers.find(({ id }) => id === openId)!;
  const latest = useRef(open);
  useLayoutEffect(() => {
    latest.current = open;
    opened.current.add(open.key);
  }, [open]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: anew for each ticket that is opened
  useEffect(() => {
    if (!rests) return;
    let cancel = () => {};
    let timer: ReturnType<typeof setTimeout>;
    const renew = () => {
      const near = matchMedia(ROOM).matches ? atHand(AHEAD + 1) : [];
      setKept((before) => {
        // Another may have been opened since this was asked for.
        const front = latest.current;
        const ahead = near.filter((id) => id !== front.id);
        const known = (id: string) => before.find((one) => one.id === id && !opened.current.has(one.key));
        const after = [front, ...ahead.slice(0, AHEAD).map((id) => known(id) ?? layerOf(id))];
        const gone = before.filter((one) => !after.includes(one));
        const come = after.filter((one) => !before.includes(one));
        if (gone.length + come.length === 0) return before;
        for (const { key } of gone) opened.current.delete(key);
        // Those that stay keep their places: a frame with a mail in it that is moved loads anew.
        return [...before.filter((one) => after.includes(one)), ...come];
      });
    };
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        cancel();
        cancel = whenIdle(() => startTransition(renew), 1000);
      }, RESTS_MS);
    };
    soon();
    const deaf = onAtHand(soon);
    return () => {
      clearTimeout(timer);
      cancel();
      deaf();
    };
  }, [open, rests]);
  return layers;
}
