// Path B, the moment of sending: part after part, each with a time limit; what could not go ends with how much had gone.
import type { Abilities, Client, Part, Sent } from '@otklik/channels';
import { ChannelError } from '@otklik/channels';

/** A part has this long, and a little longer for each megabyte that goes with it. */
const PATIENCE_MS = 45_000;
const PER_MEGABYTE_MS = 4_000;
/** In the middle of a message we wait this long for a "not now", rather than leave half a message behind. */
const WAIT_MS = 60_000;
const MIDDLE_TRIES = 4;

export class SendingStopped extends Error {
  constructor(
    readonly reason: unknown,
    /** Parts that the other side had accepted. */
    readonly sentParts: number,
  ) {
    super('sending stopped');
  }
}

export interface Sending {
  parts: Part[];
  conversation: string;
  abilities: Pick<Abilities, 'idempotent'>;
  /** A client that gives up when the signal aborts. */
  client: (signal: AbortSignal) => Client;
  /** Aborts when the desk stops. */
  stopping: AbortSignal;
}

/** What each part is called there now. @throws SendingStopped with the cause, at the first part that could not go. */
export async function sendParts(sending: Sending): Promise<Sent[]> {
  const sent: Sent[] = [];
  for (const part of sending.parts) {
    try {
      sent.push(await sendPart(sending, part, sent.length > 0 ? MIDDLE_TRIES : 1));
    } catch (error) {
      throw new SendingStopped(error, sent.length);
    }
  }
  return sent;
}

async function sendPart(sending: Sending, part: Part, tries: number): Promise<Sent> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await withPatience(sending, part);
    } catch (error) {
      const mayWait = error instanceof ChannelError && error.remedy === 'retry' && attempt < tries;
      const pause = mayWait ? (error.retryAfterSeconds ?? 2 ** attempt) * 1000 : 0;
      if (!mayWait || pause > WAIT_MS || sending.stopping.aborted) throw error;
      await pauseFor(pause, sending.stopping);
    }
  }
}

async function withPatience(sending: Sending, part: Part): Promise<Sent> {
  const megabytes = part.files.reduce((sum, file) => sum + file.size, 0) / 2 ** 20;
  const patience = Math.round(PATIENCE_MS + megabytes * PER_MEGABYTE_MS);
  const signal = AbortSignal.any([sending.stopping, AbortSignal.timeout(patience)]);
  const client = sending.client(signal);
  // A client that does not hear the signal must not hold the conversation for ever.
  let late: NodeJS.Timeout | undefined;
  const outOfPatience = new Promise<never>((_, reject) => {
    late = setTimeout(() => reject(new ChannelError('unknown', 'no answer in time')), patience + 5_000);
  });
  try {
    return await Promise.race([client.send(part, sending.conversation), outOfPatience]);
  } finally {
    clearTimeout(late);
  }
}

function pauseFor(milliseconds: number, stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    stopping.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
