// Path A by IMAP: what came into a folder since the saved place, batch by batch; between batches it listens (IDLE), and asks all the same.

import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ChannelError, type ClientContext, type Polled } from '../channel.js';
import { fetchMails, type MailFault } from './imap-fetch.js';
import { batchOf, cursorOf, isOlder, movedTo, type Place, placeOf, rereadFrom, setAside } from './imap-place.js';
import { faultOf, neededSettings, openSession, type Session, tokensOf } from './imap-session.js';
import { addressOf } from './settings.js';
import type { ImapSettings } from './settings-inbound.js';

/** IDLE is begun anew so often: servers and routers forget silent connections, and no promise of IDLE is believed for longer. */
const LISTEN_MS = 50_000;
/** Where a server does not know IDLE. */
const ASK_MS = 20_000;
const BATCH_MAILS = 50;
const BATCH_BYTES = 8 * 1024 * 1024;
/** So many lost connections at the same mail, and it is left for later. */
const PATIENCE = 5;
const ASIDE_MS = 3_600_000;

export interface ImapMailbox {
  poll(cursor: string | null): Promise<Polled>;
}

/** One mailbox, read by whoever owns it; its connection lives until the context's signal aborts. */
export function imapMailbox(context: ClientContext): ImapMailbox {
  const settings = neededSettings(context);
  const tokens = tokensOf(settings, context);
  let session: Session | null = null;
  let seen: number[] = [];
  /** The mail that comes first, and how often it was tried; so many mails go one by one since the connection was lost. */
  const tries = { uid: 0, times: 0, careful: 0 };
  let asideAt = 0;

  async function poll(cursor: string | null): Promise<Polled> {
    const place = placeOf(cursor, boxOf(settings));
    try {
      if (!session || session.client.isClosed || !session.client.usable) {
        seen = [];
        session = await openSession(settings, tokens, context);
        const begin = await placed(session, place, settings);
        // At once, so that the desk knows it has come back to life; and what waited aside gets another chance.
        return await taken(session, begin, aside(begin), cursor);
      }
      await markSeen(session);
      session.news = false;
      const at = place ?? (await placed(session, place, settings));
      const first = await taken(session, at, [], cursor);
      if (first.mails!.length > 0 || first.cursor !== cursor) return first;
      await listen(session, context.signal);
      return await taken(session, at, [], cursor);
    } catch (fault) {
      const lost = session;
      session = null;
      tries.careful = BATCH_MAILS;
      lost?.client.close();
      throw faultOf(fault, settings.folder);
    }
  }

  /** What was left for later gets another chance when the desk has just begun to read, and then once an hour. */
  function aside(place: Place): number[] {
    const now = performance.now();
    if (place.later.length === 0 || now < asideAt) return [];
    asideAt = now + ASIDE_MS;
    return [...place.later].sort((a, b) => a - b);
  }

  /** What is next after a place, and the place after it. */
  async function taken(open: Session, place: Place, again: number[], cursor: string | null): Promise<Polled> {
    const fresh = await newUids(open, place);
    const uids = fresh.length > 0 ? fresh : again;
    const [first] = uids;
    if (first === undefined) {
      const same = placeOf(cursor, place.box);
      return told([], same && cursorOf(same) === cursorOf(place) ? cursor! : cursorOf(place));
    }
    tries.times = tries.uid === first ? tries.times + 1 : 1;
    tries.uid = first;
    const without = tries.times > PATIENCE && fresh.length > 0 ? setAside(place, first) : null;
    if (without) return told([], cursorOf(without));
    const { mails, until } = await fetchMails(open.client, uids.slice(0, tries.careful > 0 ? 1 : BATCH_MAILS), {
      isOld: (mail) => isOlder(place, mail),
      choose: (sized) => batchOf(sized, BATCH_MAILS, BATCH_BYTES),
    });
    tries.careful = Math.max(0, tries.careful - 1);
    let next = place;
    for (const { uid, came } of mails) next = movedTo(next, uid, came);
    next = fresh.length > 0 ? movedTo(next, until, null) : { ...next, later: next.later.filter((uid) => uid > until) };
    if (settings.seen) seen = mails.map(({ uid }) => uid);
    return told(
      mails.map((mail) => ({ body: mail.body, envelope: envelopeOf(mail) })),
      cursorOf(next),
    );
  }

  function envelopeOf(mail: {
    uid: number;
    body: unknown;
    returnPath: string | null;
    deliveredTo: string[];
    fault: MailFault | null;
  }) {
    const own = addressOf(context.config);
    const to = [...new Set([...mail.deliveredTo, ...(own ? [own] : [])])];
    return {
      ...(mail.returnPath === null ? {} : { from: mail.returnPath }),
      to,
      folder: settings.folder,
      uid: mail.uid,
      ...(mail.fault ? { fault: mail.fault } : {}),
    };
  }

  /** A courtesy to whoever looks into the mailbox; that it failed is nobody's loss. */
  async function markSeen(open: Session): Promise<void> {
    const uids = seen;
    seen = [];
    if (uids.length === 0) return;
    await open.client.messageFlagsAdd(uids.join(','), ['\\Seen'], { uid: true }).catch(() => undefined);
  }

  return { poll };
}

const told = (mails: NonNullable<Polled['mails']>, cursor: string): Polled => ({ updates: [], mails, cursor });

/** Where to begin: at the saved place; by date where the folder's numbers were made anew; at the end the first time. */
async function placed({ client, folder }: Session, place: Place | null, settings: ImapSettings): Promise<Place> {
  const validity = String(folder.uidValidity);
  if (place?.validity === validity) return place;
  const end = Math.max(0, folder.uidNext - 1);
  if (place) {
    const from = rereadFrom(place);
    const uids = from ? await search(client, { since: from }) : [];
    return { ...place, validity, uid: from ? (uids[0] ?? end + 1) - 1 : 0, below: end, later: [] };
  }
  const blank = { box: boxOf(settings), validity, uid: end, floor: null, below: 0, at: null, later: [] };
  if (settings.importDays > 0) {
    const from = new Date(Date.now() - settings.importDays * 86_400_000);
    const uids = await search(client, { since: from });
    return { ...blank, uid: (uids[0] ?? end + 1) - 1, floor: from.toISOString(), below: end };
  }
  const newest = folder.exists > 0 ? await client.fetchOne('*', { uid: true, internalDate: true }) : null;
  const came = newest ? dateOf(newest.internalDate) : null;
  return { ...blank, floor: came?.toISOString() ?? null };
}

async function newUids({ client }: Session, place: Place): Promise<number[]> {
  const uids = await search(client, { uid: `${place.uid + 1}:*` });
  // `n:*` always names the last mail, however small its number.
  return uids.filter((uid) => uid > place.uid);
}

async function search(client: Session['client'], query: Parameters<Session['client']['search']>[0]): Promise<number[]> {
  const found = await client.search(query, { uid: true });
  if (!Array.isArray(found)) throw new ChannelError('retry', 'imap-unreached: no answer to a search');
  return found.sort((a, b) => a - b);
}

/** Until something stirs, or it is time to ask anyhow. */
async function listen(session: Session, signal: AbortSignal): Promise<void> {
  const { client } = session;
  const began = performance.now();
  const ended = new AbortController();
  const wait = (milliseconds: number) =>
    sleep(milliseconds, undefined, { signal: AbortSignal.any([signal, ended.signal]), ref: false }).catch(
      () => undefined,
    );
  const idle = client.capabilities.has('IDLE')
    ? client.idle().then(
        () => undefined,
        () => undefined,
      )
    : null;
  await Promise.race([session.stirred(ended.signal), wait(idle ? LISTEN_MS : ASK_MS), ...(idle ? [idle] : [])]);
  // A server that refuses IDLE at once must not be asked in a tight circle.
  if (idle && !session.news && !client.isClosed && performance.now() - began < 1_000)
    await Promise.race([session.stirred(ended.signal), wait(ASK_MS)]);
  ended.abort();
  if (client.isClosed) throw new ChannelError('retry', 'imap-unreached: the server has closed the connection');
  await client.noop();
  await idle;
}

const boxOf = ({ host, user, folder }: ImapSettings): string =>
  createHash('sha256')
    .update(JSON.stringify([host, user, folder]))
    .digest('base64url')
    .slice(0, 16);

const dateOf = (value: Date | string | undefined): Date | null => {
  const date = value === undefined ? null : new Date(value);
  return date && !Number.isNaN(date.getTime()) ? date : null;
};

/** The test button: signs in and says what it found. @throws ChannelError. */
export async function testMailbox(context: ClientContext): Promise<string> {
  const settings = neededSettings(context);
  const session = await openSession(settings, tokensOf(settings, context), context);
  const { path, exists } = session.folder;
  await session.client.logout().catch(() => undefined);
  return `${settings.user}: ${path} (${exists})`;
}
