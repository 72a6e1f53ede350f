// Rules of the filters: one lesson a line, and the order in which they speak.
import { describe, expect, it } from '@jest/globals';
import type { InboundEvent, InboundMail } from '@otklik/channels';
import { blockedSender } from './blocked-sender.js';
import { judge } from './judge.js';
import { withoutPlus } from './own-echo.js';
import type { FilterView } from './verdict.js';

const MAIL: InboundMail = {
  messageId: 'm@x',
  inReplyTo: [],
  references: [],
  from: { name: null, address: 'anna@example.com' },
  to: [],
  cc: [],
  replyTo: null,
  subject: 'Subject',
  auto: null,
  bounce: null,
  verdict: 'accept',
  reason: null,
  wholeText: '',
};

const mail = (over: Partial<InboundMail>, event: Partial<InboundEvent> = {}): InboundEvent => ({
  kind: 'message',
  externalId: 'm@x',
  conversation: 'anna@example.com',
  sender: { id: 'anna@example.com', name: null, username: null, phone: null },
  text: 'Hello',
  html: null,
  quoted: null,
  attachments: [],
  at: null,
  replyTo: null,
  status: null,
  reason: null,
  button: null,
  language: null,
  mail: { ...MAIL, ...over },
  ...event,
});
const chat = (event: Partial<InboundEvent>) => ({ ...mail({}), mail: null, ...event });
const view = (over: Partial<FilterView> = {}): FilterView => ({
  ownAddresses: new Set(['support@desk.example']),
  ours: false,
  ticketKnown: false,
  spamScore: null,
  ...over,
});
const own = { sender: { id: 'Support+t1@desk.example', name: null, username: null, phone: null } };
const bounced = { recipient: null, status: '5.1.1', permanent: true, dead: true, original: null };

describe('judge', () => {
  it.each<[string, InboundEvent, FilterView, string, string | null]>([
    ['a person', mail({}), view(), 'accept', null],
    ['a chat line', chat({}), view(), 'accept', null],
    ['a loop', mail({ auto: 'loop' }), view(), 'drop', 'loop'],
    ['a mail with our signed Message-ID', mail({}), view({ ours: true }), 'drop', 'own-echo'],
    ['a mail from our own mailbox', mail({}, own), view(), 'drop', 'own-address'],
    ['a bounce', mail({ auto: 'bounce', bounce: bounced }), view(), 'drop', 'bounce 5.1.1'],
    ['a bounce without a code', mail({ auto: 'bounce' }), view(), 'drop', 'bounce'],
    ['a bounce of ours wins over the echo', mail({ auto: 'bounce' }, own), view({ ours: true }), 'drop', 'bounce'],
    ['a complaint', mail({ auto: 'complaint' }), view(), 'drop', 'complaint'],
    ['a delay notice', mail({ verdict: 'drop', reason: 'delay-notice' }), view(), 'drop', 'delay-notice'],
    ['an auto-reply out of the blue', mail({ auto: 'auto-reply' }), view(), 'drop', 'auto-reply'],
    ['an auto-reply to a ticket', mail({ auto: 'auto-reply' }), view({ ticketKnown: true }), 'fold', 'auto-reply'],
    ['a person on a list', mail({ auto: 'list' }), view(), 'accept', 'list'],
    ['an unreadable mail', mail({ verdict: 'quarantine', reason: 'no-sender' }), view(), 'quarantine', 'no-sender'],
    ['no words, no files, no subject', mail({ subject: ' ' }, { text: ' \n' }), view(), 'quarantine', 'no-content'],
    ['a subject alone', mail({}, { text: '' }), view(), 'accept', null],
    ['quotes alone', mail({ subject: '' }, { text: '', quoted: '> yes' }), view(), 'accept', null],
    ['a picture alone', mail({ subject: '' }, { text: '', html: '<p><img src="cid:1"></p>' }), view(), 'accept', null],
    ['an empty chat line', chat({ text: '' }), view(), 'quarantine', 'no-content'],
    ['a high score', mail({ spam: { score: 7.5, flagged: true } }), view({ spamScore: 5 }), 'spam', 'spam 7.5'],
    ['a low score', mail({ spam: { score: 2, flagged: false } }), view({ spamScore: 5 }), 'accept', null],
    [
      'a flag without a score',
      mail({ spam: { score: null, flagged: true } }),
      view({ spamScore: 5 }),
      'spam',
      'spam flagged',
    ],
    ['a score nobody asked about', mail({ spam: { score: 99, flagged: true } }), view(), 'accept', null],
    [
      'a high score on a known ticket',
      mail({ spam: { score: 9, flagged: true } }),
      view({ spamScore: 5, ticketKnown: true }),
      'accept',
      null,
    ],
    ['an empty mail on a list', mail({ auto: 'list', subject: '' }, { text: '' }), view(), 'quarantine', 'no-content'],
  ])('%s', (_, event, look, verdict, reason) => {
    expect(judge(event, look)).toEqual({ verdict, reason });
  });

  it('hears a blocked contact no more', () => {
    expect(blockedSender(true)).toEqual({ verdict: 'drop', reason: 'blocked-sender' });
    expect(blockedSender(false)).toBeNull();
  });

  it('knows its own plus-addresses', () => {
    expect(withoutPlus('Support+a.b@Desk.example')).toBe('support@desk.example');
    expect(withoutPlus('plain@desk.example')).toBe('plain@desk.example');
  });
});
