// Which error leads to what.
import { expect, test } from '@jest/globals';
import { ChannelError } from '@otklik/channels';
import { outcomeOf } from './send-outcome.js';

const retry = new ChannelError('retry', '429', 30);
const reconnect = new ChannelError('reconnect', 'Unauthorized');
const blocked = new ChannelError('drop', 'Forbidden: bot was blocked by the user');
const tooLong = new ChannelError('drop', 'Bad Request: message is too long');
const cut = new ChannelError('unknown', 'socket hang up');
const bug = new TypeError('x is not a function');

test.each([
  ['refused for now', retry, 0, false, { do: 'retry', afterSeconds: 30 }],
  ['token revoked', reconnect, 0, false, { do: 'reconnect' }],
  ['blocked', blocked, 0, false, { do: 'fail', unreachable: true }],
  ['refused for its content', tooLong, 0, false, { do: 'fail', unreachable: false }],
  ['cut, not idempotent', cut, 0, false, { do: 'unknown' }],
  ['cut, idempotent', cut, 0, true, { do: 'retry' }],
  ['a fault of ours, not idempotent', bug, 0, false, { do: 'unknown' }],
  ['a fault of ours, idempotent', bug, 0, true, { do: 'retry' }],
  ['the second part refused for now', retry, 1, false, { do: 'unknown', remedy: 'partly: 429', reconnect: null }],
  ['the second part: token revoked', reconnect, 1, false, { do: 'unknown', reconnect: 'Unauthorized' }],
  ['the second part, idempotent', retry, 1, true, { do: 'retry' }],
] as [string, unknown, number, boolean, object][])('%s', (_, error, parts, idempotent, expected) => {
  expect(outcomeOf(error, parts, idempotent)).toMatchObject(expected);
});
