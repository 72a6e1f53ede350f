// The rows of the list that are in sight, each at its place; one ear for all their clicks and for a pointer that rests on them.
import { type MouseEvent, memo, useLayoutEffect, useRef } from 'react';
import { hearPassing, passing } from '../live/passing.js';
import type { Names } from '../shell/people-names.js';
import { useNow } from '../words/moments.js';
import { useWords } from '../words/words.js';
import { prefetchTicket } from './prefetch.js';
import { linesOf, RowLines } from './row-lines.js';
import { RowSlot } from './row-slot.js';
import { RowWindow } from './row-window.js';
import type { Rows } from './rows-of.js';
import type { Selection } from './selection.js';
import styles from './ticket-list.module.css';
import { readBriefly, readRow } from './ticket-row.js';
import row from './ticket-row.module.css';

/** A pointer on its way elsewhere asks for nothing. */
const RESTS_MS = 90;
const LOOKS_MS = 650;
const NOBODY: string[] = [];

interface Props {
  rows: Rows;
  height: number;
  names: Names;
  /** The address of a row is this and its id and the rest. */
  path: string;
  rest: string;
  more: boolean;
  /** Asks for the next page; null: not now, the list is on its way. */
  onMore: (() => void) | null;
  openId: string | null;
  cursor: string | null;
  selection: Selection;
  onOpen: (id: string) => void;
  onPick: (id: string, shift: boolean) => void;
  /** The pointer rests on a row long enough to look closer; null: it has left. */
  onLook: (id: string | null) => void;
}

/** Its own component, so that scrolling draws rows and nothing else. */
export const ListRows = memo(function ListRows(props: Props) {
  const { rows, height, names, path, rest, more, openId, cursor, selection } = props;
  const { onMore, onOpen, onPick, onLook } = props;
  const { locale } = useWords();
  const now = useNow();
  const list = useRef<HTMLUListElement>(null);
  const lines = useRef<HTMLDivElement>(null);
  const shown = useRef<RowWindow<RowSlot> | null>(null);
  useLayoutEffect(() => {
    // What holds the list scrolls it.
    const [box, drawn] = [list.current!.parentElement!, linesOf(lines.current!)];
    const rowWindow = new RowWindow(box, list.current!, () => new RowSlot(drawn), styles.shield);
    shown.current = rowWindow;
    const resized = new ResizeObserver(() => rowWindow.resized());
    resized.observe(box);
    const deaf = hearPassing((id) => rowWindow.redraw(id));
    return () => {
      resized.disconnect();
      deaf();
      rowWindow.close();
    };
  }, []);
  useLayoutEffect(() =>
    shown.current?.show({
      ...{ rows, height, more, onMore },
      draw: (slot, item, brief) => {
        const { id } = item;
        const open = id === openId;
        const href = `${path}${id}${rest}`;
        const picked = selection.all || selection.ids.has(id);
        const focused = id === cursor && !open;
        const standing = { href, open, cursor: focused, picked };
        if (brief) {
          slot.drawBriefly(readBriefly(item, open), standing);
          return;
        }
        const [draft, typing] = [passing('draft', id) ?? false, passing('typing', id) ?? false];
        const present = passing('presence', id) ?? NOBODY;
        if (slot.isDrawnFrom([item, names, locale, now, href, open, focused, picked, draft, typing, present])) return;
        const view = readRow(item, { names, open, locale, now, draft, typing, present });
        slot.draw(view, standing);
      },
    }),
  );
  const timers = useRef<ReturnType<typeof setTimeout>[]>([]);
  const pointed = useRef<string | null>(null);
  const point = (id: string | null) => {
    if (pointed.current === id) return;
    pointed.current = id;
    timers.current.forEach(clearTimeout);
    onLook(null);
    if (id)
      timers.current = [setTimeout(() => void prefetchTicket(id), RESTS_MS), setTimeout(() => onLook(id), LOOKS_MS)];
  };
  const click = (event: MouseEvent) => {
    const target = event.target as HTMLElement;
    const box = target.closest<HTMLElement>('[data-pick]');
    const link = target.closest<HTMLElement>('[data-ticket]');
    if (box?.dataset.pick) onPick(box.dataset.pick, event.shiftKey);
    else if (link?.dataset.ticket && !event.metaKey && !event.ctrlKey && event.button === 0) {
      event.preventDefault();
      point(null);
      if (event.shiftKey) onPick(link.dataset.ticket, true);
      else onOpen(link.dataset.ticket);
    }
  };
  return (
    <>
      <RowLines box={lines} />
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: links and boxes have their keys */}
      {/* biome-ignore lint/a11y/useKeyWithMouseEvents: for the keyboard there is the space bar */}
      <ul
        ref={list}
        className={selection.ids.size > 0 ? `${styles.rows} ${row.picking}` : styles.rows}
        style={{ height: rows.count * height }}
        onClick={click}
        onMouseOver={(event) =>
          point((event.target as HTMLElement).closest<HTMLElement>('[data-ticket]')?.dataset.ticket ?? null)
        }
        onMouseLeave={() => point(null)}
      />
    </>
  );
});
