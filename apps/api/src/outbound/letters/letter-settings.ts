// What a chat's settings say of the mails that follow it. Pure.
import type { Connection } from '../../desk/read-connections.js';

const USUAL_MINUTES = 5;
const LONGEST_MINUTES = 24 * 60;

/** After how many minutes unread an answer goes by mail too; 0: never. */
export function mailAfterMinutes(config: Record<string, unknown>): number {
  const { mailAfter } = config;
  if (typeof mailAfter !== 'number' || !Number.isFinite(mailAfter)) return USUAL_MINUTES;
  return Math.min(LONGEST_MINUTES, Math.max(0, mailAfter));
}

/** The mailbox that writes for a chat: the one its settings name, else the first that works, else the first. */
export function mailboxOf(all: Connection[], config: Record<string, unknown>): Connection | null {
  const boxes = all.filter((one) => one.kind === 'email' && one.address && one.state !== 'off');
  const wanted = typeof config.mailFrom === 'string' ? config.mailFrom.trim().toLowerCase() : '';
  return boxes.find((one) => one.address === wanted) ?? boxes.find((one) => one.state === 'ok') ?? boxes[0] ?? null;
}

/** What the chat calls itself. */
export const titleOf = (config: Record<string, unknown>, workspace: string): string =>
  (typeof config.title === 'string' && config.title.trim()) || workspace;
