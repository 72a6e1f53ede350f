// Whom a passed-on mail was from: the header block, as mail programs write it in their languages.
import { expect, it } from '@jest/globals';
import { forwardedIn } from './forwarded.js';
import { parseMime } from './mime.js';

const EMPTY = parseMime(Buffer.from('Subject: x\r\n\r\n'));
const LINES: [language: string, from: string, date: string, to: string, subject: string][] = [
  ['English', 'From', 'Date', 'To', 'Subject'],
  ['Russian', 'От', 'Дата', 'Кому', 'Тема'],
  ['Bulgarian', 'От', 'Дата', 'До', 'Относно'],
  ['Ukrainian', 'Від', 'Дата', 'Кому', 'Тема'],
  ['German', 'Von', 'Gesendet', 'An', 'Betreff'],
  ['French', 'De', 'Envoyé', 'À', 'Objet'],
  ['Spanish', 'De', 'Enviado', 'Para', 'Asunto'],
  ['Italian', 'Da', 'Inviato', 'A', 'Oggetto'],
  ['Portuguese', 'De', 'Enviado', 'Para', 'Assunto'],
  ['Polish', 'Od', 'Wysłano', 'Do', 'Temat'],
  ['Dutch', 'Van', 'Verzonden', 'Aan', 'Onderwerp'],
  ['Swedish', 'Från', 'Skickat', 'Till', 'Ämne'],
  ['Danish', 'Fra', 'Sendt', 'Til', 'Emne'],
  ['Finnish', 'Lähettäjä', 'Lähetetty', 'Vastaanottaja', 'Aihe'],
  ['Czech', 'Od', 'Odesláno', 'Komu', 'Předmět'],
  ['Hungarian', 'Feladó', 'Küldve', 'Címzett', 'Tárgy'],
  ['Turkish', 'Kimden', 'Gönderildi', 'Kime', 'Konu'],
  ['Japanese', '差出人', '送信日時', '宛先', '件名'],
  ['Chinese', '发件人', '发送时间', '收件人', '主题'],
  ['Korean', '보낸 사람', '보낸 날짜', '받는 사람', '제목'],
];

it.each(LINES)('%s', (_, from, date, to, subject) => {
  const block = [
    `${from}: Vera <vera@mail.example>`,
    `${date}: 16.11.2026 10:15`,
    `${to}: a@b.example`,
    `${subject}: Lamp 5`,
  ];
  for (const text of [
    ['Please.', '', ...block, '', 'It broke.'],
    ['Please.', '', ...block.map((line) => `*${line}*`), '', 'It broke.'],
  ]) {
    expect(forwardedIn(EMPTY, 'Fwd: Lamp', text.join('\n'))).toEqual({
      from: { name: 'Vera', address: 'vera@mail.example' },
      subject: 'Lamp 5',
      text: 'It broke.',
    });
  }
});

it('is nothing where the mail is an answer, or names nobody', () => {
  const block = 'From: Vera <vera@mail.example>\nSubject: Lamp\n\nIt broke.';
  expect(forwardedIn(EMPTY, 'Re: Lamp', block)).toBe(null);
  const quoted = `Thanks!\n> ---------- Forwarded message ---------\n> ${block.replaceAll('\n', '\n> ')}`;
  expect(forwardedIn(EMPTY, 'Re: Lamp', quoted)).toBe(null);
  expect(forwardedIn(EMPTY, 'Lamp', quoted.replaceAll('> ', ''))).not.toBe(null);
  expect(forwardedIn(EMPTY, 'Fwd: Lamp', 'See below.\nFrom: the kitchen\n')).toBe(null);
});
