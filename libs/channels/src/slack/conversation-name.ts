// Both paths for Slack: a thread or a direct line as the name of a conversation, and back; a message's name as its moment.
import { type Fields, idOf, numberOf } from '../exact-json.js';

/** A direct line with the app is one conversation; in a channel each thread is one. */
export function chatOf(holder: Fields): { conversation: string } {
  const channel = idOf(holder.channel) ?? '';
  const ts = idOf(holder.thread_ts) ?? idOf(holder.ts);
  if (holder.channel_type === 'im' || channel.startsWith('D') || !ts) return { conversation: channel };
  return { conversation: `${channel}:${ts}` };
}

/** `C1:1795000000.000100` is a thread, `D1` a direct line. */
export function placeOf(conversation: string): { channel: string; thread: string | null } {
  const [channel = '', thread] = conversation.split(':');
  return { channel, thread: thread ?? null };
}

/** `1795000000.000100` → ISO. */
export function instantOf(ts: unknown): string | null {
  const value = numberOf(ts);
  return Number.isFinite(value) && value > 0 && value < 8.64e12 ? new Date(value * 1000).toISOString() : null;
}
