// What the widget remembers in the visitor's browser: nothing before they write; in memory alone where storage is blocked.
import type { ReadMark } from './lines.js';
import type { PendingLine } from './pending.js';

export interface Remembered {
  token: string | null;
  pending: PendingLine[];
  read: ReadMark | null;
  draft: string;
  /** The token is that of a person whom the site has signed. */
  person: boolean;
  /** The visitor was asked who they are, and has answered or would not. */
  asked: boolean;
}

const NOTHING: Remembered = { token: null, pending: [], read: null, draft: '', person: false, asked: false };

export class Memory {
  private fallback: Remembered | null = null;
  private allowed = false;
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

  /** Changes some of it; in the browser only after `allow`, or if something of ours stands there already. */
  keep(change: Partial<Remembered>): void {
    const next = { ...this.read(), ...change };
    this.fallback = next;
    if (!this.allowed && !this.isThere()) return;
    try {
      localStorage.setItem(this.name, JSON.stringify(next));
      this.fallback = null;
    } catch {
      // Storage is blocked: memory has to do.
    }
  }

  /** The visitor writes: from now on the browser may be written to. */
  allow(): void {
    if (this.allowed) return;
    this.allowed = true;
    if (this.fallback) this.keep({});
  }

  private isThere(): boolean {
    try {
      return localStorage.getItem(this.name) !== null;
    } catch {
      return false;
    }
  }

  /** Calls `changed` when another tab has written. */
  watch(changed: () => void): void {
    addEventListener('storage', (event) => {
      if (event.key === this.name) changed();
    });
  }
}
