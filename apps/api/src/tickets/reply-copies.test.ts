// Rules of copies: what the agent chose is remembered, who joins is added, we ourselves are left out.
import { describe, expect, it } from '@jest/globals';
import { ownMailboxes, usualCopies } from './reply-copies.js';

const box = (address: string) => ({ name: null, address });
const isOurs = ownMailboxes(['support@shop.example', 'sales@shop.example']);
const wrote = (seq: number, from: string, cc: string[]) => ({ seq, mail: { from: box(from), cc: cc.map(box) } });
const replied = (seq: number, cc: string[]) => ({ seq, mail: { cc: cc.map(box), bcc: [box('spy@shop.test')] } });
const anna = 'anna@mail.example';

describe('usualCopies', () => {
  it.each<[string, ReturnType<typeof wrote> | null, ReturnType<typeof replied> | null, string[]]>([
    ['nobody', wrote(1, anna, []), null, []],
    [
      'those in the customer’s copy',
      wrote(1, anna, ['boss@mail.example', 'Support+t1@shop.example']),
      null,
      ['boss@mail.example'],
    ],
    ['whoever wrote instead of the requester', wrote(1, 'boss@mail.example', [anna]), null, ['boss@mail.example']],
    [
      'as the agent chose',
      wrote(1, anna, ['boss@mail.example']),
      replied(2, ['lawyer@mail.example']),
      ['lawyer@mail.example'],
    ],
    ['nobody, as the agent chose', wrote(1, anna, ['boss@mail.example']), replied(2, []), []],
    [
      'the chosen, when the customer answers us alone',
      wrote(3, anna, []),
      replied(2, ['lawyer@mail.example']),
      ['lawyer@mail.example'],
    ],
    [
      'the chosen and who joined',
      wrote(3, anna, ['wife@mail.example', 'LAWYER@mail.example']),
      replied(2, ['lawyer@mail.example']),
      ['lawyer@mail.example', 'wife@mail.example'],
    ],
  ])('%s', (_, last, reply, copies) => {
    expect(usualCopies(last, reply, anna, isOurs).map((one) => one.address)).toEqual(copies);
  });
});
