// The widget's panel: greeting and promise above, the conversation in the middle, the composer below.
import { useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { Locale } from '../choose-locale.js';
import type { Talk } from '../talk/talk.js';
import { promise } from '../words/promise.js';
import type { Words } from '../words/words.js';
import { AboutCard } from './about-card.js';
import { Composer } from './composer.js';
import { Faces } from './faces.js';
import { CloseIcon, PastIcon } from './icons.js';
import { Log } from './log.js';
import { Menu } from './menu.js';
import { Past } from './past.js';
import { Transcript } from './transcript.js';

export interface PanelProps {
  talk: Talk;
  words: Words;
  locale: Locale;
  /** null: the panel stands alone in a tab, and there is nothing to close. */
  close: (() => void) | null;
}

export function Panel({ talk, words, locale, close }: PanelProps) {
  const state = useTalk(talk);
  const panel = useRef<HTMLDivElement>(null);
  const [looksBack, lookBack] = useState(false);
  const [mails, mail] = useState(false);
  const pastButton = useRef<HTMLButtonElement>(null);
  const { boot, phase, lines } = state;
  const away = Boolean(boot?.backAt && new Date(boot.backAt) > new Date());
  const asks =
    !state.asked && lines.length > 0 && (boot?.ask === 'always' || (boot?.ask === 'away' && (away || boot.nobody)));
  const hasPast = state.earlier !== null || lines.some((line) => line.ticketId !== lines[0]!.ticketId);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close?.();
    if (event.key === 'Tab' && panel.current && close) keepFocusInside(panel.current, event);
  };

  return (
    <div class="panel" ref={panel} role="dialog" aria-label={boot?.name ?? words.open} onKeyDown={onKeyDown}>
      <div class="head">
        {boot && boot.face !== 'none' && (
          <Faces
            people={
              boot.face === 'team'
                ? boot.agents
                : [{ name: boot.name, picture: boot.face === 'logo' ? boot.logo : null }]
            }
            label={boot.face === 'team' ? words.team(boot.agents.map((agent) => agent.name)) : boot.name}
          />
        )}
        <div class="title">
          <h1>{boot?.name ?? ''}</h1>
          {boot && <p>{promise(words, locale, boot, new Date())}</p>}
        </div>
        {hasPast && (
          <button
            type="button"
            class="icon"
            ref={pastButton}
            onClick={() => lookBack(!looksBack)}
            aria-expanded={looksBack}
            aria-label={words.past}
            title={words.past}
          >
            <PastIcon />
          </button>
        )}
        {lines.some((line) => line.from === 'them') && (
          <Menu
            label={words.menu}
            items={[
              {
                words: words.transcript.title,
                choose: () => {
                  lookBack(false);
                  mail(true);
                },
              },
            ]}
          />
        )}
        {close && (
          <button type="button" class="icon" onClick={close} aria-label={words.close} title={words.closeShort}>
            <CloseIcon />
          </button>
        )}
      </div>
      {boot ? (
        <div class="body">
          <div class="now" inert={looksBack || mails}>
            <Log
              talk={talk}
              state={state}
              words={words}
              locale={locale}
              greeting={state.said ?? boot.greeting}
              note={away && lines.length === 0 ? words.awayNote : null}
              loadEarlier={() => void talk.loadEarlier()}
            >
              {asks && <AboutCard talk={talk} words={words} away={away || boot.nobody === true} />}
            </Log>
            {state.link && (
              <div class="bar" role="status">
                {state.link === 'old' ? words.oldLink : words.offer}{' '}
                {state.link === 'other' && (
                  <button type="button" class="link" onClick={() => talk.takeOffered()}>
                    {words.take}
                  </button>
                )}
              </div>
            )}
            {!state.online && (
              <div class="bar" role="status">
                {words.offline}
              </div>
            )}
            <Composer talk={talk} words={words} locale={locale} maxFileBytes={boot.maxFileBytes} />
          </div>
          {mails && <Transcript talk={talk} words={words} leave={() => mail(false)} />}
          {looksBack && !mails && (
            <Past
              talk={talk}
              words={words}
              locale={locale}
              leave={() => {
                lookBack(false);
                pastButton.current?.focus();
              }}
            />
          )}
        </div>
      ) : (
        <div class="notice" role="status">
          {phase === 'waking' && <span class="waking">{words.waking}</span>}
          {phase === 'unknown-key' && <p>{words.unknownKey}</p>}
          {phase === 'failed' && (
            <>
              <p>
                <strong>{words.failed}</strong>
              </p>
              <p>{words.failedWhy}</p>
              <button type="button" class="main" onClick={() => void talk.start()}>
                {words.retry}
              </button>
            </>
          )}
        </div>
      )}
    </div>
  );
}

function useTalk(talk: Talk) {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  // Before the first paint: the desk may answer sooner than a hidden frame is painted.
  useLayoutEffect(() => talk.subscribe(() => redraw(undefined)), [talk]);
  return talk.state;
}

/** Tab goes round inside the panel; Escape is the way out, and the close button says so. */
function keepFocusInside(panel: HTMLElement, event: KeyboardEvent): void {
  const stops = [
    ...panel.querySelectorAll<HTMLElement>('a[href], button:not([disabled]), textarea, input, [tabindex="0"]'),
  ].filter((stop) => stop.tabIndex >= 0 && stop.offsetParent !== null && !stop.closest('[inert]'));
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  if (document.activeElement !== edge) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
}
