// Path A, step 2 in a thread of its own: a 25 MB mail is taken apart here, so that nobody else has to wait for it.
import { parentPort } from 'node:worker_threads';
import { type ToUnderstand, type Understood, understand } from './understand.js';

export interface ParseOrder {
  id: number;
  raw: ToUnderstand;
}
export type ParseAnswer = { id: number; understood: Understood[] } | { id: number; error: string };

/** Smaller contents are copied: their bytes may lie in a pool that cannot be given away. */
const TRANSFER_BYTES = 64 * 1024;

parentPort?.on('message', async ({ id, raw }: ParseOrder) => {
  try {
    const understood = await understand(raw);
    parentPort!.postMessage({ id, understood } satisfies ParseAnswer, buffersOf(understood));
  } catch (error) {
    parentPort!.postMessage({ id, error: String((error as Error)?.message ?? error) } satisfies ParseAnswer);
  }
});

function buffersOf(understood: Understood[]): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const { event } of understood) {
    for (const { content } of event.attachments) {
      if (!content || content.byteLength < TRANSFER_BYTES) continue;
      if (content.buffer instanceof ArrayBuffer && content.byteLength === content.buffer.byteLength)
        buffers.add(content.buffer);
    }
  }
  return [...buffers];
}
