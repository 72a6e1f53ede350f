// A body that names no charset is read as the head beside it was written.
import { expect, it } from '@jest/globals';
import { inspectMail } from '../inspect.js';

const KOI8 = { сыр: 'd3d9d2', тест: 'd4c5d3d4', 'новый заказ': 'cecfd7d9ca20dac1cbc1da' };
const mail = (subject: string, body: string, type = '') =>
  inspectMail(
    Buffer.concat([
      Buffer.from(`From: vera@shop.example\r\nTo: desk@otklik.example\r\n${type}Subject: `),
      Buffer.from(subject, 'hex'),
      Buffer.from('\r\n\r\n'),
      Buffer.from(body, 'hex'),
      Buffer.from('\r\n'),
    ]),
    'short.eml',
  );
const hex = (text: string) => Buffer.from(text).toString('hex');

it('takes the raw letters of the Subject for a witness', () => {
  expect(mail(KOI8['новый заказ'], KOI8.тест)).toMatchObject({ subject: 'новый заказ', reply: 'тест' });
  expect(mail(KOI8['новый заказ'], KOI8.сыр)).toMatchObject({ subject: 'новый заказ', reply: 'сыр' });
});

it('takes the charset of its encoded words', () => {
  expect(mail(hex('=?koi8-r?B?1MXT1A==?='), KOI8.тест)).toMatchObject({ subject: 'тест', reply: 'тест' });
  expect(mail(hex('=?iso-8859-2?Q?=BF=F3=B3w?='), 'bff3b377')).toMatchObject({ subject: 'żółw', reply: 'żółw' });
});

it('but lets UTF-8 and a declared charset stand', () => {
  expect(mail(hex('=?koi8-r?B?1MXT1A==?='), hex('тест')).reply).toBe('тест');
  expect(mail(hex('тест'), KOI8['новый заказ']).reply).toBe('новый заказ');
  const declared = 'Content-Type: text/plain; charset=windows-1251\r\n';
  expect(mail(hex('=?koi8-r?B?1MXT1A==?='), 'f2e5f1f2', declared).reply).toBe('тест');
  expect(mail(hex('=?utf-8?Q?hi?='), hex('ok')).reply).toBe('ok');
});
