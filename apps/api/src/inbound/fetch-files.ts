// Path A, ingest: gathers the files of a message; one that cannot be had now is named and fetched later, never waited for.
import { Injectable } from '@nestjs/common';
import { ChannelError, channelOf, type InboundAttachment } from '@otklik/channels';
import { ChannelClients } from '../desk/channel-clients.js';
import type { Connection } from '../desk/read-connections.js';
import { MAX_FILE_BYTES } from '../platform/files.js';
import { Log } from '../platform/log.js';

/** How long a message waits for its files before it goes on without them, in milliseconds. */
const PATIENCE_MS = 5_000;

export interface GatheredFile {
  name: string;
  contentType: string;
  contentId: string | null;
  content: Uint8Array;
}

/** `later`: it will be tried again. `too-large` and `gone`: it never comes. */
export interface MissingFile {
  name: string;
  contentType: string;
  contentId: string | null;
  ref: string;
  fate: 'later' | 'too-large' | 'gone';
  error: string;
}

@Injectable()
export class FetchFiles {
  constructor(
    private readonly clients: ChannelClients,
    private readonly log: Log,
  ) {}

  /** The files of a message, those at hand and those to be fetched, in their order. */
  async run(
    connection: Connection,
    attachments: InboundAttachment[],
  ): Promise<{ files: GatheredFile[]; missing: MissingFile[] }> {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    // What is neither kept by the channel nor here is no file: a die, a place. The words tell it.
    const held = attachments.filter((attachment) => attachment.ref !== null || attachment.content !== null);
    const all = await Promise.all(held.map((attachment) => this.one(connection, attachment, signal)));
    return {
      files: all.filter((each): each is GatheredFile => 'content' in each),
      missing: all.filter((each): each is MissingFile => 'fate' in each),
    };
  }

  /** One file; never throws. */
  async one(
    connection: Connection,
    attachment: Pick<InboundAttachment, 'name' | 'contentType' | 'contentId' | 'size' | 'ref' | 'content'>,
    signal: AbortSignal,
  ): Promise<GatheredFile | MissingFile> {
    const { name, contentType, contentId } = attachment;
    if (attachment.content) {
      if (attachment.content.byteLength <= MAX_FILE_BYTES)
        return { name, contentType, contentId, content: attachment.content };
      return { name, contentType, contentId, ref: '', fate: 'too-large', error: 'too-large' };
    }
    const ref = attachment.ref ?? '';
    const limit = Math.min(channelOf(connection.kind)?.abilities.maxFile ?? MAX_FILE_BYTES, MAX_FILE_BYTES);
    const miss = (fate: MissingFile['fate'], error: string): MissingFile => ({
      name,
      contentType,
      contentId,
      ref,
      fate,
      error,
    });
    if (attachment.size !== null && attachment.size > limit) return miss('too-large', 'too-large');
    try {
      const client = this.clients.of(connection, signal);
      if (!ref || !client.fetchFile) return miss('gone', 'the channel keeps no such file');
      const found = await client.fetchFile(ref);
      const content = await readWithin(found.body, limit, signal);
      if (!content) return miss('too-large', 'too-large');
      return {
        name: found.name && !attachment.name ? found.name : name,
        contentType: contentType || found.contentType || '',
        contentId,
        content,
      };
    } catch (error) {
      this.log.warn('a file could not be fetched now', { connectionId: connection.id, reason: reasonOf(error) });
      const never = error instanceof ChannelError && error.remedy === 'drop';
      const tooLarge = never && /too (?:big|large)/i.test(error.reason);
      return miss(tooLarge ? 'too-large' : never ? 'gone' : 'later', reasonOf(error));
    }
  }
}

/** The bytes of a stream, or null when there are more than `limit`. @throws when the stream breaks or `signal` aborts. */
async function readWithin(
  body: ReadableStream<Uint8Array>,
  limit: number,
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  const reader = body.getReader();
  const stop = () => void reader.cancel(signal.reason).catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) return Buffer.concat(chunks);
      size += value.byteLength;
      if (size > limit) {
        stop();
        return null;
      }
      chunks.push(value);
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

const reasonOf = (error: unknown): string =>
  (error instanceof ChannelError ? error.reason : String((error as Error)?.message ?? error)).slice(0, 300);
