// Rules of mail that was passed on: whose it becomes, and what of it.
import { describe, expect, it } from '@jest/globals';
import type { InboundEvent } from '@otklik/channels';
import { forwardersOf, passedOn } from './passed-on.js';

const event = (from: string, forwarded: object | null): InboundEvent =>
  ({
    sender: { id: from, name: 'Ivo', username: null, phone: null },
    text: 'Please look, he is angry.\n\nI want my money.',
    html: '<p>…</p>',
    quoted: null,
    mail: {
      forwarded,
      wholeText: 'all of it',
      subject: 'Fwd: Money',
      references: ['a'],
      inReplyTo: ['a'],
      cc: [{ name: null, address: 'colleague@shop.example' }],
    },
  }) as unknown as InboundEvent;
const anna = { from: { name: 'Anna', address: 'Anna@mail.example' }, subject: 'Money', text: 'I want my money.' };

describe('passedOn', () => {
  const ours = forwardersOf({ forwardersAreAgents: true, forwarders: ['info@old.example'] }, ['ivo@shop.example']);

  it('is the first author’s, without the remark and the colleagues', () => {
    for (const from of ['ivo@shop.example', 'Ivo+desk@shop.example', 'info@old.example']) {
      const taken = passedOn(event(from, anna), ours)!;
      expect(taken).toMatchObject({
        sender: { id: 'anna@mail.example', name: 'Anna' },
        text: 'I want my money.',
        html: null,
        quoted: 'all of it',
        mail: { subject: 'Money', references: [], inReplyTo: [], cc: [], replyTo: null },
      });
    }
  });

  it.each([
    ['a stranger’s forward', 'eve@x.example', anna, ours],
    ['an agent’s own words', 'ivo@shop.example', null, ours],
    [
      'a forward of a colleague’s mail',
      'ivo@shop.example',
      { ...anna, from: { name: null, address: 'info@old.example' } },
      ours,
    ],
    ['without the rule', 'ivo@shop.example', anna, forwardersOf({}, ['ivo@shop.example'])],
  ])('leaves %s as it is', (_, from, forwarded, forwarders) => {
    expect(passedOn(event(from, forwarded), forwarders)).toBeNull();
  });
});
