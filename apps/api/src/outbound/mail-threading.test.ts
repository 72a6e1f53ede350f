// Our own names in mails: known again after what mail servers do to them, and not to be forged.
import { expect, test } from '@jest/globals';
import { newId } from '../platform/ids.js';
import { Secrets } from '../platform/secrets.js';
import { makeMessageId, makePlusAddress, verifyMessageId, verifyPlusAddress, withoutToken } from './mail-threading.js';

const secrets = new Secrets({ secret: 'x'.repeat(32) });
const others = new Secrets({ secret: 'y'.repeat(32) });
const id = newId();

test('a Message-ID names its message, with brackets and in capitals too', () => {
  const mailId = makeMessageId(secrets, id, 'Shop.Example');
  expect(mailId).toMatch(new RegExp(`^m\\.${id}\\.[0-9a-z]{12}@shop\\.example$`));
  expect(verifyMessageId(secrets, mailId)).toBe(id);
  expect(verifyMessageId(secrets, ` <${mailId.toUpperCase()}>`)).toBe(id);
  expect(makeMessageId(secrets, id, 'shop.example')).toBe(mailId);
});

test('a plus-address names its ticket, in capitals too', () => {
  const address = makePlusAddress(secrets, 'support@shop.example', id);
  expect(address.split('@')[0]!.length).toBeLessThanOrEqual(64);
  expect(verifyPlusAddress(secrets, address)).toEqual({ ticketId: id });
  expect(verifyPlusAddress(secrets, address.toUpperCase())).toEqual({ ticketId: id });
  expect(withoutToken(address)).toBe('support@shop.example');
});

test('an address that would grow too long stays as it is', () => {
  const long = `${'a'.repeat(40)}@shop.example`;
  expect(makePlusAddress(secrets, long, id)).toBe(long);
});

test.each(Array.from({ length: 50 }, () => newId()))('%s survives packing', (ticketId) => {
  expect(verifyPlusAddress(secrets, makePlusAddress(secrets, 'a@b.c', ticketId))).toEqual({ ticketId });
});

test.each([
  ['nothing', ''],
  ['a customer’s own', 'abc123@mail.example'],
  ['another secret', makeMessageId(others, id, 'shop.example')],
  ['another message', makeMessageId(secrets, id, 'x.y').replace(id, newId())],
  ['cut short', makeMessageId(secrets, id, 'x.y').slice(0, 45)],
])('a Message-ID refused: %s', (_, mailId) => expect(verifyMessageId(secrets, mailId)).toBeNull());

test.each([
  ['no token', 'support@shop.example'],
  ['somebody’s own tag', 'support+tickets@shop.example'],
  ['another secret', makePlusAddress(others, 'support@shop.example', id)],
  ['a letter we never write', makePlusAddress(secrets, 'support@shop.example', id).replace(/\+t./, '+tu')],
  ['too large a number', `a+t${'z'.repeat(26)}${'0'.repeat(12)}@b.c`],
])('a plus-address refused: %s', (_, address) => expect(verifyPlusAddress(secrets, address)).toBeNull());
