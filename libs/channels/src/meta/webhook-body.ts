// Second step of path A for Meta's messengers: the parcel is opened; one body may carry many entries with many events each.
import { createHash } from 'node:crypto';
import { eventWith } from '../blank-event.js';
import { type Fields, fieldsOf, idOf, listOf, numberOf, parseExactly } from '../exact-json.js';
import type { InboundEvent } from '../inbound-event.js';

/**
 * Reads every entry of a webhook body for `object`; never throws.
 * @param read what one entry tells
 */
export function readEntries(
  body: Uint8Array,
  object: string,
  read: (entry: Fields, entryId: string) => InboundEvent[],
): InboundEvent[] {
  let parcel: Fields | null;
  try {
    parcel = fieldsOf(parseExactly(body));
  } catch {
    return [ignored('', 'not JSON')];
  }
  if (!parcel || !Array.isArray(parcel.entry)) return [ignored('', 'not a webhook of Meta')];
  if (parcel.object !== object) return [ignored('', `another object: ${idOf(parcel.object) ?? 'none'}`)];
  const events: InboundEvent[] = [];
  for (const each of listOf(parcel.entry)) {
    const entry = fieldsOf(each);
    const entryId = idOf(entry?.id) ?? '';
    try {
      events.push(...(entry ? read(entry, entryId) : [ignored('', 'an entry that is none')]));
    } catch (fault) {
      events.push(
        ignored(`entry:${entryId}:${idOf(entry?.time) ?? ''}`, `cannot be read: ${(fault as Error).message}`),
      );
    }
  }
  return events.length > 0 ? events : [ignored('', 'an empty webhook')];
}

export const ignored = (externalId: string, reason: string, known: Partial<InboundEvent> = {}): InboundEvent =>
  eventWith({ ...known, kind: 'ignored', externalId, reason });

/** A name for what has none: the same words give the same name. */
export const digestOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value) ?? '')
    .digest('hex')
    .slice(0, 24);

/** Seconds or milliseconds since 1970 → ISO; null when there is no such instant. */
export function instantOf(since: unknown): string | null {
  const value = numberOf(since);
  if (!Number.isFinite(value) || value <= 0) return null;
  const milliseconds = value < 1e11 ? value * 1000 : value;
  return milliseconds < 8.64e15 ? new Date(milliseconds).toISOString() : null;
}

/** A pressed button of ours comes back with what we gave it: a survey's answer. Another's data is only its own affair. */
export const isOurs = (data: string | null): data is string => /^s(?::|\d\.[\w-]{22}\.)/.test(data ?? '');
