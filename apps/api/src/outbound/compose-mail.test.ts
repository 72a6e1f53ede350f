// Whom a reply reaches and how it threads.
import { expect, test } from '@jest/globals';
import { newId } from '../platform/ids.js';
import { Secrets } from '../platform/secrets.js';
import type { ClaimedMessage } from '../tickets/claim-message.js';
import { composeMail, type MailCircumstances, replySubject } from './compose-mail.js';
import { verifyMessageId, verifyPlusAddress } from './mail-threading.js';

const secrets = new Secrets({ secret: 'x'.repeat(32) });
const anna = { name: 'Анна', address: 'anna@mail.example' };

function circumstances(mails: object[], kind: 'agent' | 'bot' = 'agent'): MailCircumstances {
  const claimed = {
    message: { id: newId(), kind },
    ticket: { id: newId(), subject: 'Посылка' },
    follows: null,
    customerMessages: mails.map((mail, i) => ({
      id: newId(),
      mail,
      text: `words ${i}`,
      at: new Date('2026-11-22T08:30:00Z'),
    })),
  } as unknown as ClaimedMessage;
  const ownAddress = 'support@shop.example';
  return {
    claimed,
    ownAddress,
    ownAddresses: [ownAddress, 'sales@shop.example'],
    senderName: 'Ivo',
    author: { agent: 'Ivo', workspace: 'Shop' },
    requester: anna,
    timeZone: 'Europe/Sofia',
    locale: 'ru',
  };
}

test('a reply goes to the requester, copies those who were copied, and never ourselves', () => {
  const last = {
    from: anna,
    cc: [{ name: null, address: 'boss@mail.example' }, { name: null, address: 'Sales@shop.example' }, anna],
    subject: 'Посылка',
    messageId: 'c2@mail.example',
  };
  const given = circumstances([last]);
  const mail = composeMail(secrets, given);
  expect(mail.to).toEqual([anna]);
  expect(mail.cc).toEqual([{ name: null, address: 'boss@mail.example' }]);
  expect(mail.from).toEqual({ name: 'Ivo', address: 'support@shop.example' });
  expect(mail.subject).toBe('Re: Посылка');
  expect(mail.inReplyTo).toBe('c2@mail.example');
  expect(verifyMessageId(secrets, mail.messageId)).toBe(given.claimed.message.id);
  expect(verifyPlusAddress(secrets, mail.replyTo)).toEqual({ ticketId: given.claimed.ticket.id });
  expect(mail.quote?.text).toBe('words 0');
  expect(mail.quote?.header).toMatch(/Анна пишет:$/);
});

test('a survey goes to the requester alone, says it is automatic and quotes nothing', () => {
  const mail = composeMail(
    secrets,
    circumstances([{ from: anna, cc: [{ name: null, address: 'boss@mail.example' }] }], 'bot'),
  );
  expect(mail).toMatchObject({ to: [anna], cc: [], automatic: true, quote: null });
});

test('Reply-To is obeyed when it is the requester’s and does not lead to us', () => {
  const replyTo = { name: null, address: 'anna.home@mail.example' };
  expect(composeMail(secrets, circumstances([{ from: anna, replyTo }])).to[0]!.address).toBe('anna.home@mail.example');
  const ours = { name: null, address: 'support@shop.example' };
  expect(composeMail(secrets, circumstances([{ from: anna, replyTo: ours }])).to).toEqual([anna]);
});

test('a colleague who wrote last is copied', () => {
  const colleague = { name: 'Bo', address: 'bo@mail.example' };
  const mail = composeMail(secrets, circumstances([{ from: colleague }]));
  expect(mail.to).toEqual([anna]);
  expect(mail.cc).toEqual([colleague]);
});

test('references keep the first and the latest, at most eleven', () => {
  const references = Array.from({ length: 60 }, (_, i) => `<r${i}@x>`);
  const mail = composeMail(secrets, circumstances([{ from: anna, references, messageId: 'last@x' }]));
  expect(mail.references).toHaveLength(11);
  expect(mail.references[0]).toBe('r0@x');
  expect(mail.references.at(-1)).toBe('last@x');
});

test('a ticket without mails yet starts a thread', () => {
  expect(composeMail(secrets, circumstances([]))).toMatchObject({ inReplyTo: null, references: [], quote: null });
});

test.each([
  ['Hello', 'Re: Hello'],
  ['Re: Hello', 'Re: Hello'],
  ['RE: Отв: Re[2]: Привет', 'Re: Привет'],
  ['Re:', 'Re: Re:'],
  ['На море', 'Re: На море'],
])('%s → %s', (subject, expected) => expect(replySubject(subject)).toBe(expected));
