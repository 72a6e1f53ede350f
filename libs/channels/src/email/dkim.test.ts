// A signed mail is what whoever checks it wants; a key that is none turns the mailbox red.
import { describe, expect, it } from '@jest/globals';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { dkimRecordOf, makeDkimKeys, signWithDkim } from './dkim.js';

const MAIL = Buffer.from(
  'From: support@shop.example\r\nTo: anna@mail.example\r\nSubject: Hello\r\nDate: Sun, 22 Nov 2026 03:00:00 +0000\r\nMessage-ID: <1@shop.example>\r\n\r\nWords.\r\n',
);

describe('DKIM', () => {
  it.each(['as it is', 'in one line, as a form gives it back'])('signs with a key %s', async (how) => {
    const { privateKey, record } = await makeDkimKeys('shop.example', 'desk');
    expect(record).toEqual({
      name: 'desk._domainkey.shop.example',
      value: expect.stringMatching(/^v=DKIM1; k=rsa; p=[\w+/=]+$/),
    });
    const given = how === 'as it is' ? privateKey : privateKey.replaceAll('\n', '');
    const settings = { domainName: 'shop.example', keySelector: 'desk', privateKey: given };
    expect(dkimRecordOf(settings)).toEqual(record);
    const signed = await signWithDkim(MAIL, settings);
    const { results } = await dkimVerify(signed, {
      resolver: async (name: string) => (name === record.name ? [[record.value]] : []),
    });
    expect(results.map((one: { status: { result: string } }) => one.status.result)).toEqual(['pass']);
  });

  it('is refused with a key that cannot be read', async () => {
    const settings = { domainName: 'shop.example', keySelector: 'desk', privateKey: 'not a key' };
    await expect(signWithDkim(MAIL, settings)).rejects.toMatchObject({ remedy: 'reconnect' });
  });
});
