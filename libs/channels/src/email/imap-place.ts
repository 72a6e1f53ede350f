// Path A by IMAP: how far a folder was read, as the desk saves it with what was read; and what is to be read next. Pure.

/** Saved as JSON in the connection's cursor. Flags play no part: whoever reads the mailbox elsewhere hides nothing from us. */
export interface Place {
  /** Which mailbox and folder it is of: of another one it means nothing. */
  box: string;
  /** UIDVALIDITY, in decimal: the folder's numbers mean nothing under another one. */
  validity: string;
  /** The last UID that was taken. */
  uid: number;
  /** Mails that came to the folder before it (ISO, INTERNALDATE) were there before us, and are not ours to take; null: none were. */
  floor: string | null;
  /** Up to this UID the floor holds; above it everything is new, however old: people move mails between folders. */
  below: number;
  /** When the last taken mail came to the folder. */
  at: string | null;
  /** UIDs that broke the connection time after time: left for later, so that they hold up nobody. */
  later: number[];
}

const MAX_LATER = 100;

/** null for a cursor that is none, or of another mailbox: reading begins anew. */
export function placeOf(cursor: string | null, box: string): Place | null {
  try {
    const { box: of, validity, uid, floor, below, at, later } = JSON.parse(cursor ?? '') as Place;
    if (of !== box || typeof validity !== 'string' || !Number.isSafeInteger(uid)) return null;
    const date = (value: unknown) => (typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : null);
    return {
      box,
      validity,
      uid,
      floor: date(floor),
      below: Number.isSafeInteger(below) ? below : 0,
      at: date(at),
      later: Array.isArray(later) ? later.filter((each) => Number.isSafeInteger(each)).slice(0, MAX_LATER) : [],
    };
  } catch {
    return null;
  }
}

export const cursorOf = (place: Place): string => JSON.stringify(place);

/** Forward to these UIDs; `taken` is when the newest of them came. */
export function movedTo(place: Place, uid: number, taken: Date | null): Place {
  const at = taken && (place.at === null || taken > new Date(place.at)) ? taken.toISOString() : place.at;
  return { ...place, uid: Math.max(place.uid, uid), at, later: place.later.filter((each) => each !== uid) };
}

/** Leaves one mail for later; null when so many wait already that it is not the mails' fault: then nothing may be passed over. */
export function setAside(place: Place, uid: number): Place | null {
  const later = [...new Set([...place.later, uid])];
  return later.length > MAX_LATER ? null : { ...place, uid: Math.max(place.uid, uid), later };
}

const DAY_MS = 86_400_000;

/**
 * From when on to read a folder whose numbers were all made anew (another UIDVALIDITY): a day before the last mail taken,
 * for clocks differ and mails are moved; what was taken already is known by its Message-ID. null: from the beginning.
 */
export function rereadFrom({ floor, at }: Pick<Place, 'floor' | 'at'>): Date | null {
  const from = at === null ? null : new Date(Date.parse(at) - DAY_MS);
  if (floor === null) return from;
  return from && from > new Date(floor) ? from : new Date(floor);
}

/** True for a mail that was in the folder before we were. */
export const isOlder = (
  { floor, below }: Pick<Place, 'floor' | 'below'>,
  mail: { uid: number; came: Date | null },
): boolean => floor !== null && mail.uid <= below && mail.came !== null && mail.came <= new Date(floor);

export interface Sized {
  uid: number;
  size: number;
}

/** The first mails of a list that make one batch: at most `count`, of at most `bytes` together; a larger one goes alone. */
export function batchOf<T extends Sized>(mails: T[], count: number, bytes: number): T[] {
  const batch: T[] = [];
  let sum = 0;
  for (const mail of mails) {
    if (batch.length >= count || (batch.length > 0 && sum + mail.size > bytes)) break;
    batch.push(mail);
    sum += mail.size;
  }
  return batch;
}
