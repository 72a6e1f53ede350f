// Words beside what is pointed at or has the keyboard: one bubble for the whole desk, so that a button with a hint is a plain button.
import { cloneElement, type ReactElement, useEffect, useLayoutEffect, useRef, useState } from 'react';
import styles from './hints.module.css';

const OPENS_MS = 350;
const GAP_PX = 5;
const EDGE_PX = 6;

/** Gives its child a hint. */
export const Hint = ({ label, children }: { label: string | null; children: ReactElement<{ 'data-hint'?: string }> }) =>
  cloneElement(children, label ? { 'data-hint': label } : {});

interface Shown {
  of: HTMLElement;
  words: string;
}

const hinted = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>('[data-hint]') : null;

export function Hints() {
  const [shown, setShown] = useState<Shown | null>(null);
  useEffect(() => {
    let of: HTMLElement | null = null;
    let timer: ReturnType<typeof setTimeout>;
    const point = (next: HTMLElement | null) => {
      if (next === of) return;
      of = next;
      clearTimeout(timer);
      setShown(null);
      const words = next?.dataset.hint;
      if (words) timer = setTimeout(() => next.isConnected && setShown({ of: next, words }), OPENS_MS);
    };
    const over = (event: PointerEvent) => event.pointerType !== 'touch' && point(hinted(event.target));
    const focus = ({ target }: FocusEvent) =>
      point(target instanceof Element && target.matches(':focus-visible') ? hinted(target) : null);
    // Once it was pressed its hint has done its work; the next pointing says it again.
    const press = () => {
      clearTimeout(timer);
      setShown(null);
    };
    const key = ({ key }: KeyboardEvent) => key === 'Escape' && press();
    document.addEventListener('pointerover', over);
    document.addEventListener('focusin', focus);
    document.addEventListener('pointerdown', press);
    document.addEventListener('keydown', key, true);
    document.addEventListener('scroll', press, true);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('pointerover', over);
      document.removeEventListener('focusin', focus);
      document.removeEventListener('pointerdown', press);
      document.removeEventListener('keydown', key, true);
      document.removeEventListener('scroll', press, true);
    };
  }, []);
  return shown && <Bubble key={shown.words} {...shown} />;
}

function Bubble({ of, words }: Shown) {
  const bubble = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = bubble.current;
    if (!element) return;
    const place = of.getBoundingClientRect();
    const { width, height } = element.getBoundingClientRect();
    const middle = place.left + place.width / 2 - width / 2;
    const left = Math.max(EDGE_PX, Math.min(middle, window.innerWidth - width - EDGE_PX));
    const above = place.top - height - GAP_PX;
    element.style.left = `${left}px`;
    element.style.top = `${above < EDGE_PX ? place.bottom + GAP_PX : above}px`;
    of.setAttribute('aria-describedby', BUBBLE);
    return () => of.removeAttribute('aria-describedby');
  }, [of]);
  return (
    <div ref={bubble} id={BUBBLE} role="tooltip" className={styles.bubble}>
      {words}
    </div>
  );
}
const BUBBLE = 'hint';
