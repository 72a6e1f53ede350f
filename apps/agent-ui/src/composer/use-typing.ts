// Tells the others that we type, at most every three seconds, and that we stopped; and what, to those who look.
import { useCallback, useEffect, useRef } from 'react';
import { sayDoing, sayWords } from '../live/desk-socket.js';
import { usePassing } from '../live/passing.js';
import type { Draft } from './drafts.js';

const QUIET_AFTER = 5000;
const WORDS_EVERY = 250;

export function useTyping(ticketId: string) {
  const said = useRef({ at: 0, timer: undefined as ReturnType<typeof setTimeout> | undefined });
  const stop = useCallback(() => {
    clearTimeout(said.current.timer);
    if (said.current.at > 0) sayDoing(ticketId, 'viewing');
    said.current.at = 0;
  }, [ticketId]);
  useEffect(() => () => clearTimeout(said.current.timer), []);
  const now = (doing: 'typing' | 'noting') => {
    clearTimeout(said.current.timer);
    said.current.timer = setTimeout(stop, QUIET_AFTER);
    if (Date.now() - said.current.at < 3000) return;
    said.current.at = Date.now();
    sayDoing(ticketId, doing);
  };
  return { now, stop };
}

/** While somebody looks, they see the words as they are typed; else nothing is sent. */
export function useShownWords(ticketId: string, { mode, reply, note }: Draft): void {
  const watched = (usePassing('watchers', ticketId) ?? []).length > 0;
  const text = mode === 'note' ? note.text : reply.text;
  const last = useRef(0);
  useEffect(() => {
    if (!watched) return;
    const timer = setTimeout(
      () => {
        last.current = Date.now();
        sayWords(ticketId, { mode, text });
      },
      Math.max(0, WORDS_EVERY - (Date.now() - last.current)),
    );
    return () => clearTimeout(timer);
  }, [watched, ticketId, mode, text]);
}
