// Who is told of a reply besides the customer.
import { describe, expect, it } from '@jest/globals';
import type { ConversationItem } from '@otklik/contract';
import { copiedTo } from './copied-to.js';

const mail = (from: string, cc: string[], kind = 'customer') =>
  ({
    type: 'message',
    kind,
    mail: { from, to: ['help@desk.test'], cc, subject: '', messageId: null },
  }) as unknown as ConversationItem;

describe('copies of a reply', () => {
  it.each([
    [[mail('anna@example.com', ['boss@example.com', 'Anna@Example.com'])], ['boss@example.com']],
    [[mail('anna@example.com', ['old@example.com']), mail('anna@example.com', [])], []],
    [[mail('colleague@example.com', [])], ['colleague@example.com']],
    [
      [mail('anna@example.com', ['boss@example.com']), mail('help@desk.test', ['x@y.z'], 'agent')],
      ['boss@example.com'],
    ],
    [[], []],
  ])('%#', (items, copies) => {
    expect(copiedTo(items, 'anna@example.com')).toEqual(copies);
  });
});
