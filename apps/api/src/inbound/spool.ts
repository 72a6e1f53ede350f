// Part of path A by mail: gathers a mail as it trickles in; a large one waits on disk, not in memory, until its end.
import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

const IN_MEMORY_BYTES = 256 * 1024;

/**
 * Reads a stream to its end. Past 256 KB the bytes go to a file in `folder`, gone again when this returns.
 * A stream that the SMTP server marked `sizeExceeded` is drained and its bytes thrown away.
 * @throws when the stream breaks or the disk is full; the stream is drained all the same, so that an answer can be given.
 */
export async function spool(stream: Readable & { sizeExceeded?: boolean }, folder: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let held = 0;
  let file: FileHandle | null = null;
  let fault: unknown = null;
  const path = join(folder, randomUUID());
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (fault || stream.sizeExceeded) continue;
      try {
        if (!file && held + chunk.length > IN_MEMORY_BYTES) {
          await mkdir(folder, { recursive: true });
          file = await open(path, 'w');
          await file.writeFile(Buffer.concat(chunks.splice(0)));
        }
        if (file) await file.writeFile(chunk);
        else chunks.push(chunk);
        held += chunk.length;
      } catch (error) {
        fault = error;
      }
    }
    if (fault) throw fault;
    return file ? await readFile(path) : Buffer.concat(chunks);
  } finally {
    await file?.close();
    if (file) await rm(path, { force: true });
  }
}
