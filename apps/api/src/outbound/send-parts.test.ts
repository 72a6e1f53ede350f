// Sending in parts: in order, never one twice, and honest about how far it got.
import { expect, test } from '@jest/globals';
import { ChannelError, type Client, type Part } from '@otklik/channels';
import { type Sending, SendingStopped, sendParts } from './send-parts.js';

function sending(answers: (ChannelError | string)[], parts: number): Sending & { sent: unknown[] } {
  const sent: unknown[] = [];
  const client: Client = {
    send: async (part) => {
      const answer = answers.shift()!;
      if (answer instanceof ChannelError) throw answer;
      sent.push(part.payload);
      return { externalId: answer };
    },
  };
  return {
    parts: Array.from({ length: parts }, (_, i): Part => ({ payload: i, files: [] })),
    conversation: 'c',
    abilities: { idempotent: false },
    client: () => client,
    stopping: new AbortController().signal,
    sent,
  };
}

test('every part once, in order', async () => {
  const work = sending(['a', 'b', 'c'], 3);
  expect(await sendParts(work)).toEqual([{ externalId: 'a' }, { externalId: 'b' }, { externalId: 'c' }]);
  expect(work.sent).toEqual([0, 1, 2]);
});

test('a first part refused for now is not waited for here', async () => {
  const work = sending([new ChannelError('retry', '429', 0), 'a'], 1);
  await expect(sendParts(work)).rejects.toMatchObject({ sentParts: 0 });
  expect(work.sent).toEqual([]);
});

test('in the middle a short wait is worth it, and the first part is not sent again', async () => {
  const work = sending(['a', new ChannelError('retry', '429', 0), 'b'], 2);
  await sendParts(work);
  expect(work.sent).toEqual([0, 1]);
});

test('a long wait in the middle, or a refusal, stops with what had gone', async () => {
  for (const error of [new ChannelError('retry', '429', 3600), new ChannelError('drop', 'no')]) {
    const stopped = await sendParts(sending(['a', error], 2)).catch((e: unknown) => e);
    expect(stopped).toBeInstanceOf(SendingStopped);
    expect(stopped).toMatchObject({ sentParts: 1, reason: error });
  }
});
