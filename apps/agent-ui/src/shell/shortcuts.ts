// Keys that act while nobody is typing: one letter each, two in a row after `g`, and ⌘/Ctrl combinations that act anywhere.
import { useEffect, useRef } from 'react';

export const isMac = /Mac|iP(hone|ad)/.test(navigator.platform);
export const MOD = isMac ? '⌘' : 'Ctrl';

const TYPING = 'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="textbox"]';
/** Open menus and windows keep their keys to themselves. */
const BUSY = '[role="dialog"], [role="menu"], [role="listbox"][data-combobox]';
/** How long the first of two keys waits for the second. */
const SECOND_KEY_MS = 1500;

export type Shortcuts = Record<string, (event: KeyboardEvent) => void>;

const tables = new Set<{ current: Shortcuts }>();
let first: { key: string; until: number } | null = null;

/**
 * `{ j: …, '?': …, 'mod+k': …, 'g o': … }`; letters are found by their place too, so that they work on a Cyrillic layout. Where two
 * know one key, who came first has it. With Shift a letter is the same letter: the action sees it in the event.
 */
export function useShortcuts(shortcuts: Shortcuts, enabled = true): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    if (!enabled) return;
    if (tables.size === 0) document.addEventListener('keydown', listen);
    tables.add(latest);
    return () => {
      tables.delete(latest);
      if (tables.size === 0) document.removeEventListener('keydown', listen);
    };
  }, [enabled]);
}

function listen(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || event.key === 'Shift') return;
  const key = keyOf(event);
  const mod = isMac ? event.metaKey : event.ctrlKey;
  if (!mod && (event.ctrlKey || event.metaKey)) return;
  const target = event.target as HTMLElement;
  const typing = target.closest(TYPING);
  if (!mod && (typing || target.closest(BUSY) || document.querySelector('[role="dialog"]'))) return;
  // Selecting all of what is being written is the field's own.
  if (mod && typing && key === 'a') return;
  if (!mod && first && first.until > event.timeStamp) {
    const both = find(`${first.key} ${key}`);
    first = null;
    if (both) {
      act(both, event);
      return;
    }
  }
  first = null;
  const action = find(mod ? `mod+${key}` : key);
  if (!action) {
    if (!mod && begins(key)) first = { key, until: event.timeStamp + SECOND_KEY_MS };
    return;
  }
  if ((key === 'Enter' || key === ' ') && target.closest('a, button:not([role="checkbox"])')) return;
  act(action, event);
}

function act(action: Shortcuts[string], event: KeyboardEvent): void {
  event.preventDefault();
  action(event);
}

function find(name: string): Shortcuts[string] | undefined {
  for (const table of tables) if (table.current[name]) return table.current[name];
  return undefined;
}

function begins(key: string): boolean {
  for (const table of tables) for (const name in table.current) if (name.startsWith(`${key} `)) return true;
  return false;
}

/** The Latin letter of the key when another script is on; else what it types. */
export function keyOf(event: Pick<KeyboardEvent, 'key' | 'code'>): string {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase();
  if (letter && !/^[a-zA-Z]$/.test(event.key)) return letter;
  return event.key.length === 1 ? event.key.toLowerCase() : event.key;
}
