// What a visitor seldom needs, behind three dots in the head of the panel.
import { useEffect, useRef, useState } from 'preact/hooks';
import { DotsIcon } from './icons.js';

export interface MenuItem {
  words: string;
  choose: () => void;
}

export function Menu({ label, items }: { label: string; items: MenuItem[] }) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    box.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    const outside = (event: Event) => !box.current?.contains(event.target as Node) && setOpen(false);
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return;
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.stopPropagation();
      setOpen(false);
      button.current?.focus();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = [...box.current!.querySelectorAll<HTMLElement>('[role=menuitem]')];
    all[(all.indexOf(document.activeElement as HTMLElement) + step + all.length) % all.length]?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the menu inside, wherever in it they are pressed
    <div class="menu" ref={box} onKeyDown={onKeyDown}>
      <button
        type="button"
        class="icon"
        ref={button}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={label}
        title={label}
        onClick={() => setOpen(!open)}
      >
        <DotsIcon />
      </button>
      {open && (
        <div class="items" role="menu" aria-label={label}>
          {items.map(({ words, choose }) => (
            <button
              key={words}
              type="button"
              role="menuitem"
              onClick={() => {
                setOpen(false);
                choose();
              }}
            >
              {words}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
