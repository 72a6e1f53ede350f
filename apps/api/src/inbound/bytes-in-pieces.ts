// Part of path A: large contents go to the disk in small steps, so that hashing 25 MB never holds everybody up.
import { Readable } from 'node:stream';

const PIECE_BYTES = 256 * 1024;

export function bytesInPieces(content: Uint8Array): Readable {
  return Readable.from(
    (function* () {
      for (let at = 0; at < content.byteLength; at += PIECE_BYTES)
        yield Buffer.from(content.subarray(at, at + PIECE_BYTES));
    })(),
    { objectMode: false },
  );
}
