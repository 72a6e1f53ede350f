// The author's own words: a table of traps, each with what must be seen.
import { expect, it } from '@jest/globals';
import { replyOfHtml } from './html-reply.js';
import { replyOfText } from './reply-text.js';

const QUOTE = '> What colour?\n> Support';

it.each<[string, string, string]>([
  ['nothing to cut', 'Hello\nthere', 'Hello\nthere'],
  ['English', `Blue.\n\nOn 16 Nov 2026, at 09:40, Support <s@x.example> wrote:\n\n${QUOTE}`, 'Blue.'],
  ['broken over lines', `Blue.\n\nOn Mon, Nov 16, 2026 at 9:40 AM Support\n<s@x.example> wrote:\n\n${QUOTE}`, 'Blue.'],
  [
    'torn before the bracket',
    `Blå.\n\nman. 16. nov. 2026 kl. 09:40 skrev Support <s@x.example\n>:\n\n${QUOTE}`,
    'Blå.',
  ],
  ['unmarked quote', 'Blue.\n\nOn 16 Nov 2026 at 09:40 Support <s@x.example> wrote:\n\nWhat colour?', 'Blue.'],
  [
    'without a colon',
    'Blue.\n\nOn Mon, 16 Nov 2026 08:14:43 +0200 Support <s@x.example> wrote\n\nWhat colour?',
    'Blue.',
  ],
  ['a moment and a name', `Blue.\n\n2026-11-16 9:40 GMT+02:00 Anna Berg\n\n${QUOTE}`, 'Blue.'],
  ['a day and an address', `Blue.\n\n2026/11/16 Anna Berg <s@x.example>\n\n${QUOTE}`, 'Blue.'],
  [
    'a line of a diary is no announcement',
    `2026-11-15 9:40 The lid broke.\n2026-11-16 Sent it to you\n\n${QUOTE}`,
    '2026-11-15 9:40 The lid broke.\n2026-11-16 Sent it to you',
  ],
  ['a webmail that says it quotes', `Blue.\n\nQuoting Support <s@x.example>:\n\n${QUOTE}`, 'Blue.'],
  ['Russian, Apple', `Синий.\n\n16 нояб. 2026 г., в 9:40, Support <s@x.example> написал(а):\n\n${QUOTE}`, 'Синий.'],
  ['Russian, Thunderbird', `Синий.\n\n16.11.2026 9:40, Support пишет:\n${QUOTE}`, 'Синий.'],
  [
    'Russian, The Bat!',
    `Синий.\n\nВы писали 16 ноября 2026 г., 9:40:17:\n\n${QUOTE}\n\n-- \nС уважением, Анна`,
    'Синий.',
  ],
  ['Ukrainian', `Синій.\n\nпн, 16 лист. 2026 р. о 09:40 Support <s@x.example> пише:\n${QUOTE}`, 'Синій.'],
  ['Bulgarian', `Син.\n\nНа 16.11.2026 г. в 9:40, Support <s@x.example> написа:\n${QUOTE}`, 'Син.'],
  ['German', `Blau.\n\nAm 16.11.26 um 09:40 schrieb Support:\n${QUOTE}`, 'Blau.'],
  ['Spanish', `Azul.\n\nEl lun, 16 nov 2026 a las 9:40, Support (<s@x.example>) escribió:\n\n${QUOTE}`, 'Azul.'],
  [
    'Italian',
    `Blu.\n\nIl giorno lun 16 nov 2026 alle ore 09:40 Support <s@x.example>\nha scritto:\n\n${QUOTE}`,
    'Blu.',
  ],
  ['Polish', `Niebieski.\n\nW dniu 16.11.2026 o 09:40 Support pisze:\n${QUOTE}`, 'Niebieski.'],
  [
    'Turkish header',
    'Mavi.\n\nKimden: s@x.example\nTarih: 16 Kasım 2026\nKime: a@x.example\nKonu: renk\n\nNe renk?',
    'Mavi.',
  ],
  ['Original Message', 'Blue.\n\n-----Original Message-----\nFrom: s@x.example\n\nWhat colour?', 'Blue.'],
  ['Russian Original Message', 'Синий.\n\n----- Исходное сообщение -----\nОт: s@x.example\n\nКакой цвет?', 'Синий.'],
  [
    'bold header block',
    'Blue.\n\n*From:* s@x.example\n*Sent:* Monday\n*To:* a@x.example\n*Subject:* colour\n\nWhat?',
    'Blue.',
  ],
  ['a rule of Zendesk in Korean', 'Blue.\n\n##- 이 줄 위에 답장을 입력하세요 -##\nWhat colour?', 'Blue.'],
  ['a rule in German', 'Blau.\n\n--Antworten Sie oberhalb dieser Linie--\nWelche Farbe?', 'Blau.'],
  ['a rule in Russian', 'Синий.\n\n=== Напишите ответ над этой чертой ===\nКакой цвет?', 'Синий.'],
  ['a rule in dashes', 'Azul.\n\n— Responda por encima de esta línea —\n¿Qué color?', 'Azul.'],
  ['no rule at all', 'Blue.\n\nReply above this line to add a note.\n\nWhat colour?', 'Blue.'],
  [
    'a line that speaks of a line',
    'Hello.\nYour answer above this line of code is wrong.\nSee there.',
    'Hello.\nYour answer above this line of code is wrong.\nSee there.',
  ],
  ['reply above this line', 'Blue.\n\n##- Please type your reply above this line -##\nWhat colour?', 'Blue.'],
  ['answer below', `On 16 Nov 2026 at 09:40 Support wrote:\n${QUOTE}\n\nBlue.`, 'Blue.'],
  ['answers between', `> Colour?\n\nBlue.\n\n> Size?\n\nLarge.\n\n> Bye`, 'Blue.\n\n> Size?\n\nLarge.'],
  [
    'greeting, then quote, then answer',
    `Hi,\n\nOn 16 Nov 2026 at 09:40 Support wrote:\n${QUOTE}\n\nBlue.`,
    `Hi,\n\nOn 16 Nov 2026 at 09:40 Support wrote:\n${QUOTE}\n\nBlue.`,
  ],
  ['signature delimiter', 'Blue.\n-- \nAnna\n+359 2 123', 'Blue.'],
  ['sign-off', 'Blue.\n\nBest regards,\nAnna Ivanova\nShop Ltd', 'Blue.'],
  [
    'afterthought below a sign-off',
    'Blue.\n\nBest regards,\nAnna\n\nP.S. The order is 1042.',
    'Blue.\n\nBest regards,\nAnna\n\nP.S. The order is 1042.',
  ],
  ['regards in a sentence', 'With regards to my order,\nwhere is it?', 'With regards to my order,\nwhere is it?'],
  ['phone footer', 'Blue.\n\nОтправлено с iPhone', 'Blue.'],
  ['only a footer', 'Sent from my iPhone', 'Sent from my iPhone'],
  ['only a signature', '-- \nAnna', '--\nAnna'],
  ['a list of dashes is no signature', 'Items:\n-- one\n-- two', 'Items:\n-- one\n-- two'],
  ['wrote: in a sentence', 'Your agent wrote: all is well.\nIt is not.', 'Your agent wrote: all is well.\nIt is not.'],
  ['From: in a sentence', 'From: Sofia\nit takes two days.', 'From: Sofia\nit takes two days.'],
  ['a smiley is no quote', 'Thanks\n>:)', 'Thanks\n>:)'],
  [
    'a long quoted line torn in two',
    `Blue.\n\nOn 16 Nov 2026 at 09:40 Support <s@x.example> wrote:\n> a line that is long enough to have been broken by a careless program\nsomewhere here\n> end`,
    'Blue.',
  ],
  [
    'forward',
    'See below.\n\n---------- Forwarded message ---------\nFrom: b@x.example\nDate: Monday\nSubject: x\n\nWords.',
    'See below.\n\n---------- Forwarded message ---------\nFrom: b@x.example\nDate: Monday\nSubject: x\n\nWords.',
  ],
  [
    'nothing but a header block',
    'From: b@x.example\nSent: Monday\nTo: a@x.example\nSubject: x\n\nWords.',
    'From: b@x.example\nSent: Monday\nTo: a@x.example\nSubject: x\n\nWords.',
  ],
  [
    'header lines of another program',
    'Bleu.\n\n====\n\nMessage du : 16/11/2026 09:40\nDe : "S" <s@x.example>\nA : a@x.example\nCopie à :\nSujet : couleur\n\nQuoi ?',
    'Bleu.',
  ],
  [
    'a footer with a link',
    'Blue.\n\nSent from TinyPost<http://x.example/tp>\nOn 16 Nov 2026, at 09:40, S <s@x.example<\nmailto:s@x.example>> wrote:\nWhat?',
    'Blue.',
  ],
  [
    'a footer in two languages',
    'Blue.\nSent wirelessly from my Zelvophone device on the network.\nEnvoyé sans fil par mon terminal mobile Zelvo.',
    'Blue.',
  ],
  [
    'a mail passed on by Apple',
    'See.\n\nBegin forwarded message:\n\n> From: b@x.example\n> Subject: x\n>\n> Words.',
    'See.\n\nBegin forwarded message:\n\n> From: b@x.example\n> Subject: x\n>\n> Words.',
  ],
  [
    'a header without subject and addresses',
    'Blue.\n\nОт: Support\nОтправлено: понедельник, 16 ноября 2026 г. 9:40\nКому: Anna\n\nКакой цвет?',
    'Blue.',
  ],
  [
    'a label at the end of a quoted line',
    `Blue.\n\n16.11.2026 9:40, S <s@x.example>:\n> Colour:\n> Size:\n> none`,
    'Blue.',
  ],
  [
    'an address that a program broke',
    'Blue.\n\nOn Mon, Nov 16, 2026 at 9:40 AM S\n\n<\nmailto:S <s@x.example>\n> wrote:\nWhat?',
    'Blue.',
  ],
  ['empty', '', ''],
])('text: %s', (_, text, reply) => expect(replyOfText(text).reply).toBe(reply));

it.each<[string, string, string]>([
  [
    'Thunderbird',
    '<p>Blue.</p><div class="moz-cite-prefix">On 11/16/26 9:40, Support wrote:<br></div><blockquote type="cite" cite="mid:x">What colour?</blockquote>',
    'Blue.',
  ],
  [
    'Yahoo',
    '<div>Blue.</div><div id="yahoo_quoted_1" class="yahoo_quoted">On Monday, November 16, 2026, 9:40, S &lt;s@x.example&gt; wrote:<div>What colour?</div></div>',
    'Blue.',
  ],
  [
    'Proton',
    '<div>Blue.</div><div class="protonmail_quote">On Monday, Support wrote:<blockquote class="protonmail_quote">What?</blockquote></div>',
    'Blue.',
  ],
  [
    'Outlook mobile',
    '<div>Blue.</div><div id="ms-outlook-mobile-signature">Get Outlook for iOS</div><hr><div id="divRplyFwdMsg"><b>From:</b> S &lt;s@x.example&gt;<br><b>Sent:</b> Monday<br><b>To:</b> A<br><b>Subject:</b> c</div><div>What?</div>',
    'Blue.',
  ],
  ['Gmail signature', '<div>Blue.</div><div class="gmail_signature">Anna<br>Shop</div>', 'Blue.'],
  [
    'a quote of the author’s own in a new mail',
    '<p>As the poet says:</p><blockquote>words</blockquote>',
    'As the poet says:\n\n> words',
  ],
  [
    'between answers',
    '<blockquote type="cite">Colour?</blockquote><p>Blue.</p><blockquote type="cite">Size?</blockquote><p>Large.</p>',
    'Blue.\n\n> Size?\n\nLarge.',
  ],
  [
    'a hand-made quote below answers between such quotes',
    'See:<blockquote>Colour?</blockquote>Blue.<blockquote>Size?</blockquote><img src="cid:1"><blockquote>Bye</blockquote>',
    'See:\n> Colour?\nBlue.\n> Size?',
  ],
  [
    'a hand-made quote above an announced one',
    'See<blockquote>Colour?</blockquote><div>On 16/11/2026 9:40, S &lt;s@x.example&gt; wrote:</div><blockquote>Size?</blockquote>',
    'See\n> Colour?',
  ],
  [
    'a hand-made quote that opens with its announcement, run together',
    '<p>Blue.</p><blockquote>On 16/11/26 9:40, S wrote:\n> Colour?\n> Or size?</blockquote>',
    'Blue.',
  ],
  [
    'lists and tables',
    '<ul><li>one</li><li>two</li></ul><table><tr><td>a</td><td>b</td></tr></table>',
    '- one\n- two\na b',
  ],
])('HTML: %s', (_, html, reply) => expect(replyOfHtml(html, { reply: false }).reply).toBe(reply));

it('takes the quote out of the HTML too, and nothing else', () => {
  const { html } = replyOfHtml(
    '<div><p>Blue &amp; <b>red</b>.</p><img src="cid:1"><div class="gmail_quote"><div>On 16 Nov 2026 at 09:40 S &lt;s@x.example&gt; wrote:</div><blockquote class="gmail_quote"><img src="cid:2">What?</blockquote></div></div>',
  );
  expect(html).toContain('<p>Blue &amp; <b>red</b>.</p><img src="cid:1">');
  expect(html).not.toMatch(/wrote|What|cid:2/);
});
