// A look around in five stops: each points at a part of the desk; by keys or by mouse, and left at any time.
import { Button, FocusTrap, Portal } from '@mantine/core';
import { type CSSProperties, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { MOD } from '../shell/shortcuts.js';
import { useWords } from '../words/words.js';
import styles from './tour.module.css';
import { rememberTour } from './tour-memory.js';

const STOPS = [
  { word: 'views', target: '[data-tour="views"]' },
  { word: 'list', target: '#list' },
  { word: 'conversation', target: '#conversation' },
  { word: 'bell', target: '[data-testid="bell"]' },
  { word: 'help', target: '[data-tour="help"]' },
] as const;
const CARD = { width: 320, height: 210, gap: 14, edge: 12 };

export function Tour({ onClose }: { onClose: () => void }) {
  const { say } = useWords();
  const [at, setAt] = useState(0);
  const id = useId();
  const stop = STOPS[at] ?? STOPS[0];
  const last = at === STOPS.length - 1;
  const box = useBox(stop.target);
  const leave = (how: 'done' | 'skipped') => {
    void rememberTour(how);
    onClose();
  };
  const next = () => (last ? leave('done') : setAt(at + 1));
  const keys = useRef<(event: KeyboardEvent) => void>(() => {});
  keys.current = (event) => {
    const rtl = document.documentElement.dir === 'rtl';
    const act: Record<string, () => void> = {
      Escape: () => leave('skipped'),
      [rtl ? 'ArrowLeft' : 'ArrowRight']: next,
      [rtl ? 'ArrowRight' : 'ArrowLeft']: () => setAt(Math.max(0, at - 1)),
    };
    if (!act[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    act[event.key]?.();
  };
  // Wherever the focus is: the tour stands above everything.
  useEffect(() => {
    const listen = (event: KeyboardEvent) => keys.current(event);
    document.addEventListener('keydown', listen, true);
    return () => document.removeEventListener('keydown', listen, true);
  }, []);
  return (
    <Portal>
      <div className={styles.shade} style={box ? lightOn(box) : undefined} data-none={!box || undefined} />
      <FocusTrap active>
        <div
          role="dialog"
          aria-modal="true"
          aria-label={say('tour.label', { stop: at + 1, of: STOPS.length })}
          aria-describedby={id}
          className={styles.card}
          style={box ? beside(box) : undefined}
          data-testid="tour"
        >
          <div id={id} aria-live="polite">
            <small>
              {at + 1} / {STOPS.length}
            </small>
            <h2>{say(`tour.${stop.word}`)}</h2>
            <p>{say(`tour.${stop.word}-text`, { key: `${MOD} K` })}</p>
          </div>
          <div className={styles.ways}>
            {!last && (
              <Button size="xs" variant="subtle" color="gray" onClick={() => leave('skipped')}>
                {say('tour.skip')}
              </Button>
            )}
            <span className={styles.gap} />
            {at > 0 && (
              <Button size="xs" variant="default" onClick={() => setAt(at - 1)}>
                {say('tour.back')}
              </Button>
            )}
            <Button size="xs" data-autofocus onClick={next}>
              {say(last ? 'tour.done' : 'tour.next')}
            </Button>
          </div>
        </div>
      </FocusTrap>
    </Portal>
  );
}

/** Where the first visible part of this name stands; null: nowhere on this screen. Followed while the window changes. */
function useBox(target: string): DOMRect | null {
  const [box, setBox] = useState<DOMRect | null>(null);
  const look = () => {
    const boxes = [...document.querySelectorAll(target)].map((part) => part.getBoundingClientRect());
    setBox(boxes.find((one) => one.width > 0 && one.height > 0) ?? null);
  };
  useLayoutEffect(look, [target]);
  useEffect(() => {
    window.addEventListener('resize', look);
    return () => window.removeEventListener('resize', look);
  });
  return box;
}

const lightOn = (box: DOMRect): CSSProperties => ({
  left: box.left - 4,
  top: box.top - 4,
  width: box.width + 8,
  height: box.height + 8,
});

/** Beside the part where there is room, else below it, above it, or over its lower end; never outside the window. */
function beside(box: DOMRect): CSSProperties {
  const [width, height] = [window.innerWidth, window.innerHeight];
  const wide = Math.min(CARD.width, width - 2 * CARD.edge);
  const keep = (value: number, most: number) => Math.max(CARD.edge, Math.min(value, most - CARD.edge));
  const top = keep(box.top, height - CARD.height);
  if (box.right + CARD.gap + wide < width) return { width: wide, left: box.right + CARD.gap, top };
  if (box.left - CARD.gap - wide > 0) return { width: wide, left: box.left - CARD.gap - wide, top };
  const left = keep(box.left, width - wide);
  if (box.bottom + CARD.gap + CARD.height < height) return { width: wide, left, top: box.bottom + CARD.gap };
  if (box.top - CARD.gap - CARD.height > 0) return { width: wide, left, top: box.top - CARD.gap - CARD.height };
  return { width: wide, left: keep(box.left + 24, width - wide), bottom: 24 };
}
