// Keys that act while nobody is typing: one letter each, and ⌘/Ctrl combinations that act anywhere.
import { useEffect, useRef } from 'react';

export const isMac = /Mac|iP(hone|ad)/.test(navigator.platform);
export const MOD = isMac ? '⌘' : 'Ctrl';

const TYPING = 'input, textarea, select, [contenteditable="true"], [role="textbox"]';
/** Open menus and windows keep their keys to themselves. */
const BUSY = '[role="dialog"], [role="menu"], [role="listbox"][data-combobox]';

export type Shortcuts = Record<string, (event: KeyboardEvent) => void>;

/** `{ j: …, '?': …, 'mod+k': … }`; letters are found by their place too, so that they work on a Cyrillic layout. */
export function useShortcuts(shortcuts: Shortcuts, enabled = true): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    if (!enabled) return;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return;
      const key = keyOf(event);
      const mod = isMac ? event.metaKey : event.ctrlKey;
      const action = latest.current[mod ? `mod+${key}` : key];
      if (!action || (!mod && (event.ctrlKey || event.metaKey))) return;
      const target = event.target as HTMLElement;
      if (!mod && (target.closest(TYPING) || target.closest(BUSY) || document.querySelector('[role="dialog"]'))) return;
      if (key === 'Enter' && target.closest('a, button')) return;
      event.preventDefault();
      action(event);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [enabled]);
}

/** The Latin letter of the key when another script is on; else what it types. */
export function keyOf(event: Pick<KeyboardEvent, 'key' | 'code'>): string {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase();
  if (letter && !/^[a-zA-Z]$/.test(event.key)) return letter;
  return event.key.length === 1 ? event.key.toLowerCase() : event.key;
}
