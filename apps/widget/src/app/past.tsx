// Path A looked back on: the conversations a visitor has had, and one of them to read.
import type { WidgetLine, WidgetTalks } from '@otklik/contract';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Locale } from '../choose-locale.js';
import { mergeLines } from '../talk/lines.js';
import type { Talk } from '../talk/talk.js';
import type { Words } from '../words/words.js';
import { BackIcon } from './icons.js';
import { Log } from './log.js';

interface PastProps {
  talk: Talk;
  words: Words;
  locale: Locale;
  /** Back to the conversation that goes on. */
  leave: () => void;
}

/** Lies over the conversation, which stays as it was beneath. */
export function Past({ talk, words, locale, leave }: PastProps) {
  const [chosen, choose] = useState<string | null>(null);
  const [page, setPage] = useState<WidgetTalks>({ talks: [], next: null });
  const [failed, setFailed] = useState(false);
  const back = useRef<HTMLButtonElement>(null);
  const load = useCallback(
    async (before: string | null) => {
      const found = await talk.talks(before);
      setFailed(!found);
      if (found) setPage((had) => ({ talks: before ? [...had.talks, ...found.talks] : found.talks, next: found.next }));
    },
    [talk],
  );
  useEffect(() => void load(null), [load]);
  useEffect(() => back.current?.focus(), [chosen]);
  const day = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { dateStyle: 'medium' });
  const up = chosen ? () => choose(null) : leave;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    up();
  };
  const current = page.talks.find((one) => one.ticketId === chosen);

  return (
    <section class="past" aria-label={words.past} onKeyDown={onKeyDown}>
      <div class="over">
        <button type="button" class="icon" ref={back} onClick={up} aria-label={words.goBack} title={words.goBack}>
          <BackIcon />
        </button>
        <h2>{current ? day.format(new Date(current.openedAt)) : words.past}</h2>
      </div>
      {chosen ? (
        <OnePast key={chosen} talk={talk} words={words} locale={locale} ticketId={chosen} />
      ) : (
        <div class="talks">
          <ul>
            {page.talks.map((one) => (
              <li key={one.ticketId}>
                <button type="button" onClick={() => (one.open ? leave() : choose(one.ticketId))}>
                  <span class="said">{one.words.trim() || words.filesOnly}</span>
                  <span class="when">{one.open ? words.goesOn : day.format(new Date(one.lastAt))}</span>
                </button>
              </li>
            ))}
          </ul>
          {(page.next || failed) && (
            <button type="button" class="earlier" onClick={() => void load(page.next)}>
              {failed ? words.retry : words.more}
            </button>
          )}
        </div>
      )}
    </section>
  );
}

function OnePast({ talk, words, locale, ticketId }: Omit<PastProps, 'leave'> & { ticketId: string }) {
  const [lines, setLines] = useState<WidgetLine[]>([]);
  const [earlier, setEarlier] = useState<string | null>(null);
  const loading = useRef(false);
  const load = useCallback(
    async (before: string | null) => {
      if (loading.current) return;
      loading.current = true;
      const found = await talk.past(ticketId, before);
      loading.current = false;
      if (!found) return;
      setEarlier(found.earlier);
      setLines((had) => mergeLines(had, found.lines));
    },
    [talk, ticketId],
  );
  useEffect(() => void load(null), [load]);
  const state = { lines, pending: [], typing: null, newAfter: undefined, earlier, loadingEarlier: true };
  return (
    <Log talk={talk} state={state} words={words} locale={locale} greeting="" loadEarlier={() => void load(earlier)} />
  );
}
