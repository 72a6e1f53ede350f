// Path A by IMAP: the bytes of some mails of the open folder; the small ones together, a large one as a stream, a broken one as its head.
import type { ImapFlow } from 'imapflow';
import type { Sized } from './imap-place.js';

/** As by SMTP: a larger mail is not taken, only told of. */
const MAX_MAIL = 50 * 1024 * 1024;
const STREAM_BYTES = 1024 * 1024;
const CHUNK_BYTES = 1024 * 1024;
const HEAD_BYTES = 64 * 1024;

/** Why only the head of a mail is there. */
export type MailFault = 'too-large' | 'not-given';

export interface FetchedMail {
  uid: number;
  came: Date | null;
  body: Uint8Array | AsyncIterable<Uint8Array>;
  /** MAIL FROM, as the server that delivered it wrote it down; '' is the null sender. */
  returnPath: string | null;
  deliveredTo: string[];
  fault: MailFault | null;
}

interface Listed extends Sized {
  came: Date | null;
}

export interface Choice {
  /** It was there before us. */
  isOld(mail: { uid: number; came: Date | null }): boolean;
  /** The first of them that make one batch. */
  choose(mails: Listed[]): Listed[];
}

/**
 * The first mails of `uids` (rising) that make a batch, and the last UID that is dealt with. A stream must be read to its end
 * before anything else is asked. @throws when the connection breaks.
 */
export async function fetchMails(
  client: ImapFlow,
  uids: number[],
  { isOld, choose }: Choice,
): Promise<{ mails: FetchedMail[]; until: number }> {
  const listed: Listed[] = [];
  for await (const one of client.fetch(uids.join(','), { uid: true, size: true, internalDate: true }, { uid: true })) {
    const came = one.internalDate === undefined ? null : new Date(one.internalDate);
    listed.push({ uid: one.uid, size: one.size ?? 0, came: came && !Number.isNaN(came.getTime()) ? came : null });
  }
  listed.sort((a, b) => a.uid - b.uid);
  // What was removed meanwhile is not listed: there is nothing to take of it.
  const ours = listed.filter((mail) => !isOld(mail));
  const wanted = choose(ours);
  const until = wanted.length === ours.length ? uids.at(-1)! : wanted.at(-1)!.uid;
  const mails: FetchedMail[] = [];
  const [single] = wanted;
  if (wanted.length === 1 && single && single.size > STREAM_BYTES) mails.push(await large(client, single));
  else if (wanted.length > 0) mails.push(...(await small(client, wanted)));
  return { mails, until };
}

async function small(client: ImapFlow, wanted: Listed[]): Promise<FetchedMail[]> {
  const range = wanted.map(({ uid }) => uid).join(',');
  const bodies = await sources(client, range).catch((fault) => {
    if (!isRefusal(fault, client)) throw fault;
    return null;
  });
  const mails: FetchedMail[] = [];
  for (const one of wanted) {
    // The server would not give them together: one by one it can be seen which of them it is.
    const body = bodies ? bodies.get(one.uid) : await alone(client, one.uid);
    if (body === undefined) continue;
    mails.push(described(one, body ?? Buffer.alloc(0), body === null ? 'not-given' : null));
  }
  return mails;
}

/** undefined: it is gone; null: the server refuses to give it. */
async function alone(client: ImapFlow, uid: number): Promise<Buffer | null | undefined> {
  try {
    return (await sources(client, String(uid))).get(uid);
  } catch (fault) {
    if (isRefusal(fault, client)) return null;
    throw fault;
  }
}

async function sources(client: ImapFlow, range: string): Promise<Map<number, Buffer>> {
  const bodies = new Map<number, Buffer>();
  for await (const one of client.fetch(range, { uid: true, source: true }, { uid: true })) {
    if (one.source) bodies.set(one.uid, one.source);
  }
  return bodies;
}

async function large(client: ImapFlow, one: Listed): Promise<FetchedMail> {
  const tooLarge = one.size > MAX_MAIL;
  const source = { start: 0, maxLength: HEAD_BYTES };
  const head = await client.fetchOne(String(one.uid), { uid: true, source }, { uid: true });
  const start = head ? (head.source ?? Buffer.alloc(0)) : Buffer.alloc(0);
  if (tooLarge) return described(one, start, 'too-large');
  const { content } = await client.download(String(one.uid), undefined, { uid: true, chunkSize: CHUNK_BYTES });
  if (!content) return described(one, start, 'not-given');
  return { ...described(one, start, null), body: content as AsyncIterable<Uint8Array> };
}

/** The server said no, or what no client can read; the connection itself is well. */
function isRefusal(fault: unknown, client: ImapFlow): boolean {
  const { responseStatus, code } = fault as { responseStatus?: string; code?: string };
  if (client.isClosed || !client.usable) return false;
  return responseStatus === 'NO' || responseStatus === 'BAD' || (code?.startsWith('ParserError') ?? false);
}

/** The trace that the delivering server put on top; the sender's own headers come below it. */
function described({ uid, came }: Listed, bytes: Buffer, fault: MailFault | null): FetchedMail {
  const text = bytes.subarray(0, HEAD_BYTES).toString('latin1').replace(/\r\n?/g, '\n');
  const head = text.split('\n\n', 1)[0]!.replace(/\n[ \t]+/g, ' ');
  const values = (name: string) =>
    [...head.matchAll(new RegExp(`^${name}:[ \\t]*<?([^\\s<>]*)>?[ \\t]*$`, 'gim'))].map((match) => match[1]!);
  const deliveredTo = ['Delivered-To', 'X-Original-To', 'Envelope-To']
    .flatMap(values)
    .filter((one) => one.includes('@'));
  const [returnPath = null] = values('Return-Path');
  return {
    uid,
    came,
    body: bytes,
    returnPath,
    deliveredTo: deliveredTo.slice(0, 10).map((one) => one.toLowerCase()),
    fault,
  };
}
