// What the widget remembers in the visitor's browser: nothing before they write; in memory alone where storage is blocked.
import type { ReadMark } from './lines.js';
import type { PendingLine } from './pending.js';

export interface Remembered {
  token: string | null;
  pending: PendingLine[];
  read: ReadMark | null;
  draft: string;
}

const NOTHING: Remembered = { token: null, pending: [], read: null, draft: '' };

export class Memory {
  private fallback: Remembered | null = null;
  private readonly name: string;

  constructor(widgetKey: string) {
    this.name = `otklik:${widgetKey}`;
  }

  /** What is known now; other tabs may have written since. Never throws. */
  read(): Remembered {
    if (this.fallback) return this.fallback;
    try {
      const stored: unknown = JSON.parse(localStorage.getItem(this.name) ?? 'null');
      return typeof stored === 'object' && stored ? { ...NOTHING, ...(stored as Partial<Remembered>) } : NOTHING;
    } catch {
      return NOTHING;
    }
  }

  /** Changes some of it. The first call is the first write to the browser: call it when the visitor has written. */
  keep(change: Partial<Remembered>): void {
    const next = { ...this.read(), ...change };
    try {
      localStorage.setItem(this.name, JSON.stringify(next));
      this.fallback = null;
    } catch {
      this.fallback = next;
    }
  }

  /** Calls `changed` when another tab has written. */
  watch(changed: () => void): void {
    addEventListener('storage', (event) => {
      if (event.key === this.name) changed();
    });
  }
}
