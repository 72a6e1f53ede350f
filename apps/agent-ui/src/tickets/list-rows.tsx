// The rows of the list that are in sight, each at its place; one ear for all their clicks and for a pointer that rests on them.
import { type ComponentProps, type MouseEvent, memo, type RefObject, useEffect, useRef } from 'react';
import type { Names } from '../shell/people-names.js';
import { useNow } from '../words/moments.js';
import { useWords } from '../words/words.js';
import { prefetchTicket } from './prefetch.js';
import type { Rows } from './rows-of.js';
import type { Selection } from './selection.js';
import styles from './ticket-list.module.css';
import { TicketRowLink } from './ticket-row.js';
import row from './ticket-row.module.css';
import { useRowWindow } from './use-row-window.js';

/** A pointer on its way elsewhere asks for nothing. */
const RESTS_MS = 90;
const LOOKS_MS = 650;
/** The next page is asked for this many rows before its place comes into sight. */
const AHEAD = 40;

interface Props {
  rows: Rows;
  scroller: RefObject<HTMLElement | null>;
  height: number;
  names: Names;
  /** The address of a row is this and its id and the rest. */
  path: string;
  rest: string;
  more: boolean;
  /** Asks for the next page; does nothing while one is on its way. */
  onMore: () => void;
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
  const { rows, scroller, height, names, path, rest, more, openId, cursor, selection } = props;
  const { onMore, onOpen, onPick, onLook } = props;
  const { locale } = useWords();
  const now = useNow();
  const shield = useRef<HTMLLIElement>(null);
  const shown = useRowWindow(scroller, shield, rows.count, height);
  const near = more && shown.to + AHEAD >= rows.count;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when a page came and its end is still near
  useEffect(() => {
    if (near) onMore();
  }, [near, onMore, rows.count]);
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
  const items = rows.slice(shown.from, shown.to);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: links and boxes have their keys
    // biome-ignore lint/a11y/useKeyWithMouseEvents: for the keyboard there is the space bar
    <ul
      className={selection.ids.size > 0 ? `${styles.rows} ${row.picking}` : styles.rows}
      style={{ height: rows.count * height }}
      onClick={click}
      onMouseOver={(event) =>
        point((event.target as HTMLElement).closest<HTMLElement>('[data-ticket]')?.dataset.ticket ?? null)
      }
      onMouseLeave={() => point(null)}
    >
      {items.map((item, index) => (
        <RowAt
          key={item.id}
          row={item}
          at={shown.from + index}
          of={more ? -1 : rows.count}
          height={height}
          href={`${path}${item.id}${rest}`}
          names={names}
          open={item.id === openId}
          cursor={item.id === cursor && item.id !== openId}
          picked={selection.all || selection.ids.has(item.id)}
          locale={locale}
          now={now}
        />
      ))}
      <li ref={shield} className={styles.shield} role="presentation" hidden />
    </ul>
  );
});

/** A row at its place; one that stays where it was costs nothing when others come. */
const RowAt = memo(function RowAt({ at, of, height, ...row }: ComponentProps<typeof TicketRowLink> & Standing) {
  return (
    <li style={{ insetBlockStart: at * height, height }} aria-setsize={of} aria-posinset={at + 1}>
      <TicketRowLink {...row} />
    </li>
  );
});

interface Standing {
  /** From 0. */
  at: number;
  /** -1: not known yet. */
  of: number;
  height: number;
}
