// The conversation: days, groups of lines by author, what is on its way, and who is typing.
import type { WidgetLine } from '@otklik/contract';
import { type ComponentChildren, Fragment } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Locale } from '../choose-locale.js';
import { unreadLines } from '../talk/lines.js';
import type { PendingLine } from '../talk/pending.js';
import type { Talk, TalkState } from '../talk/talk.js';
import { daysBetween } from '../words/promise.js';
import type { Words } from '../words/words.js';
import { Face } from './faces.js';
import { DeskLine, PendingView } from './line.js';

export interface LogProps {
  talk: Talk;
  state: Pick<TalkState, 'lines' | 'pending' | 'typing' | 'newAfter' | 'earlier' | 'loadingEarlier'>;
  words: Words;
  locale: Locale;
  greeting: string;
  /** Below the greeting, while nothing is said: that nobody is there. */
  note?: string | null;
  loadEarlier: () => void;
  /** What stands below the last line. */
  children?: ComponentChildren;
}

type Entry = { key: string; at: string; author: string | null; mine: boolean } & (
  | { line: WidgetLine; pending?: undefined }
  | { pending: PendingLine; line?: undefined }
);

const GROUP_MS = 5 * 60_000;

export function Log({ talk, state, words, locale, greeting, note, loadEarlier, children }: LogProps) {
  const { lines, pending, typing, newAfter, earlier, loadingEarlier } = state;
  const more = earlier === null ? null : loadEarlier;
  const box = useStickyBottom(lines.length + pending.length, pending.length, lines[0]?.id, more);
  const entries: Entry[] = [
    ...lines.map((line) => ({
      key: line.clientId ?? line.id,
      at: line.at,
      author: line.author,
      mine: line.from === 'me',
      line,
    })),
    ...pending.map((line) => ({ key: line.clientId, at: line.at, author: null, mine: true, pending: line })),
  ];
  const firstNew = newAfter === undefined ? undefined : unreadLines(lines, newAfter)[0];

  return (
    <div
      class="log"
      ref={box}
      role="log"
      aria-live={loadingEarlier ? 'off' : 'polite'}
      aria-label={words.conversation}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
      tabIndex={0}
    >
      <div class="inner">
        {more ? (
          <button type="button" class="earlier" onClick={more} aria-disabled={loadingEarlier}>
            {words.earlier}
          </button>
        ) : (
          greeting && (
            <div class="greeting">
              <p>{greeting}</p>
              {note && <p class="note">{note}</p>}
            </div>
          )
        )}
        {entries.map((entry, i) => {
          const before = entries[i - 1];
          const after = entries[i + 1];
          const newDay = !before || daysBetween(new Date(before.at), new Date(entry.at)) !== 0;
          const card = Boolean(entry.line?.card && !entry.line.deleted);
          const starts = newDay || !together(before, entry) || entry.line === firstNew;
          const ends = !after || !together(entry, after) || after.line?.card || entry.line?.card;
          return (
            <Fragment key={entry.key}>
              {newDay && <div class="day">{dayName(entry.at, words, locale)}</div>}
              {entry.line && entry.line === firstNew && <div class="new">{words.newLines}</div>}
              <div class={`row ${entry.mine ? 'mine' : 'theirs'} ${starts ? 'starts' : ''} ${card ? 'asks' : ''}`}>
                {!entry.mine &&
                  !card &&
                  (starts ? (
                    <Face name={entry.author ?? words.someone} picture={entry.line?.picture} />
                  ) : (
                    <span class="face none" />
                  ))}
                <div class="stack">
                  {starts && !card && (
                    <span class={entry.mine ? 'hidden' : 'author'}>
                      {entry.mine ? words.me : (entry.author ?? words.someone)}
                    </span>
                  )}
                  {entry.line ? (
                    <DeskLine talk={talk} line={entry.line} words={words} locale={locale} last={Boolean(ends)} />
                  ) : (
                    <PendingView talk={talk} line={entry.pending} words={words} last={Boolean(ends)} />
                  )}
                </div>
              </div>
            </Fragment>
          );
        })}
        {children}
        <div class="typing" role="status">
          {typing && (
            <>
              <span class="dots" aria-hidden="true">
                <i /> <i /> <i />
              </span>
              {words.typing(typing)}
            </>
          )}
        </div>
      </div>
    </div>
  );
}

const together = (a: Entry, b: Entry): boolean =>
  a.mine === b.mine && a.author === b.author && !a.line?.card && Date.parse(b.at) - Date.parse(a.at) < GROUP_MS;

function dayName(at: string, words: Words, locale: Locale): string {
  const day = new Date(at);
  const ago = daysBetween(day, new Date());
  if (ago === 0) return words.today;
  if (ago === 1) return words.yesterday;
  const year = day.getFullYear() === new Date().getFullYear() ? undefined : 'numeric';
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year,
  }).format(day);
}

const NEAR_TOP = 160;

/**
 * Stays at the newest line while the visitor is there; never pulls them away from what they read above, but for their own words.
 * What comes above `first` moves nothing that they see. `more` asks for it, when they are near the top; null: there is none.
 */
function useStickyBottom(count: number, own: number, first: string | undefined, more: (() => void) | null) {
  const box = useRef<HTMLDivElement>(null);
  const stuck = useRef(true);
  const known = useRef({ first, height: 0, top: 0 });
  const ask = useRef(more);
  ask.current = more;
  // Measured while the old lines still stand: the effect below runs when the new ones do.
  if (known.current.first !== first && box.current) {
    known.current = { first, height: box.current.scrollHeight, top: box.current.scrollTop };
  }
  useLayoutEffect(() => {
    const { height, top } = known.current;
    const element = box.current!;
    if (height > 0 && !stuck.current) element.scrollTop = top + element.scrollHeight - height;
  }, [first]);
  useEffect(() => {
    const element = box.current!;
    let top = 0;
    // Only the visitor scrolls up: what grows below, or a scroll of ours that is reported late, unsticks nothing.
    const onScroll = () => {
      const atBottom = element.scrollHeight - element.scrollTop - element.clientHeight < 60;
      stuck.current = atBottom || (stuck.current && element.scrollTop >= top);
      top = element.scrollTop;
      if (!stuck.current && top < NEAR_TOP) ask.current?.();
    };
    const toBottom = () => {
      if (stuck.current) element.scrollTop = element.scrollHeight;
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    const sizes = new ResizeObserver(toBottom);
    sizes.observe(element);
    sizes.observe(element.firstElementChild!);
    return () => sizes.disconnect();
  }, []);
  // A new line is what moves the view.
  useEffect(() => {
    if (own > 0) stuck.current = true;
    if (stuck.current && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [count, own]);
  return box;
}
