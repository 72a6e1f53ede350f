// Path A, step zero: what the visitor wrote and the desk has not confirmed yet. Pure.
import type { FileItem, WidgetLine } from '@otklik/contract';

export interface PendingLine {
  /** A UUID: the desk takes the same one once, however often it comes. */
  clientId: string;
  text: string;
  files: FileItem[];
  /** ISO. */
  at: string;
  /** `waiting`: goes out by itself. `refused`: the desk will not take it as it is; the visitor decides. */
  state: 'waiting' | 'refused';
}

/** What is still on its way: a line the desk has shown us is no longer ours to send. */
export function stillPending(pending: readonly PendingLine[], lines: readonly WidgetLine[]): PendingLine[] {
  const arrived = new Set(lines.map((line) => line.clientId));
  return pending.filter((line) => !arrived.has(line.clientId));
}

/** The oldest line that may go now; nothing overtakes it, so that words arrive in the order they were written. */
export const nextPending = (pending: readonly PendingLine[]): PendingLine | null =>
  pending.find((line) => line.state === 'waiting') ?? null;

/** Two tabs write to one memory: both sets, each line once, oldest first. */
export function joinPending(ours: readonly PendingLine[], stored: readonly PendingLine[]): PendingLine[] {
  const byId = new Map([...stored, ...ours].map((line) => [line.clientId, line]));
  return [...byId.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

export type Verdict = 'arrived' | 'again' | 'stranger' | 'refused';

/** What an HTTP status says about a post; 0 stands for no answer at all. */
export function verdictOf(status: number): Verdict {
  if (status >= 200 && status < 300) return 'arrived';
  if (status === 401) return 'stranger';
  if (status === 0 || status === 408 || status === 425 || status === 429 || status >= 500) return 'again';
  return 'refused';
}

/** Milliseconds until try number `attempt` (from 1): 1 s, 2 s, 4 s … 30 s, each with up to a quarter of chance on top. */
export const waitBefore = (attempt: number, chance: number): number =>
  Math.round(Math.min(30_000, 1000 * 2 ** Math.max(0, attempt - 1)) * (1 + chance / 4));
