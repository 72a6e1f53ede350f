// How the mail programs of the world write a reply: the shapes of five of them, with words of our own.

/** The mail being answered, as it lay in the customer's mailbox. */
export interface Answered {
  messageId: string;
  references: string[];
  subject: string;
  from: { name: string; address: string };
  /** Where the program sends its answer: Reply-To, else From. */
  replyTo: string;
  text: string;
}

export interface Shape {
  name: string;
  /** What the customer newly wrote. */
  words: string;
  /** The whole mail, headers and body, LF lines. */
  mail(answered: Answered, id: string): string;
}

const CUSTOMER = '"Мария Петрова" <maria@customers.test>';

const head = (answered: Answered, id: string, subject: string, more: string[]): string =>
  [
    `From: ${encoded(CUSTOMER)}`,
    `To: ${answered.replyTo}`,
    `Subject: ${encoded(subject)}`,
    `Message-ID: <${id}>`,
    `In-Reply-To: <${answered.messageId}>`,
    ...more,
    'MIME-Version: 1.0',
  ].join('\n');

const references = ({ references: known, messageId }: Answered) =>
  `References: ${[...known, messageId].map((one) => `<${one}>`).join('\n ')}`;

/** Words outside ASCII as RFC 2047 writes them. */
const encoded = (text: string): string =>
  text.replace(/"?([^"<>]*[^\x20-\x7e"<>][^"<>]*)"?/g, (_, words: string) => {
    const trimmed = words.trim();
    return `=?UTF-8?B?${Buffer.from(trimmed).toString('base64')}?= `;
  });

const base64 = (text: string) => Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\n');

const part = (type: string, text: string) =>
  `Content-Type: ${type}; charset="UTF-8"\nContent-Transfer-Encoding: base64\n\n${base64(text)}\n`;

const alternative = (boundary: string, plain: string, html: string) =>
  `Content-Type: multipart/alternative; boundary="${boundary}"\n\n--${boundary}\n${part('text/plain', plain)}--${boundary}\n${part('text/html', html)}--${boundary}--\n`;

const quoted = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');
const html = (text: string) => text.trim().replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>');

const gmail: Shape = {
  name: 'Gmail',
  words: 'Спасибо, коробка уже у меня.\nНо чашка в ней одна, а заказывала я две.',
  mail: (answered, id) => {
    const said = `On Sun, 22 Nov 2026 at 10:15, ${answered.from.name} <${answered.from.address}> wrote:`;
    const plain = `${gmail.words}\n\n${said}\n\n${quoted(answered.text)}\n`;
    const rich = `<div dir="ltr">${html(gmail.words)}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">${html(said)}<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">${html(answered.text)}</blockquote></div>`;
    return `${head(answered, id, `Re: ${answered.subject}`, [references(answered)])}\n${alternative('000000000000aa11', plain, rich)}`;
  },
};

const outlook: Shape = {
  name: 'Outlook',
  words: 'Вторая чашка нашлась под бумагой. Простите за беспокойство!',
  mail: (answered, id) => {
    const block = `From: ${answered.from.name} <${answered.from.address}>\nSent: Sunday, November 22, 2026 10:20 AM\nTo: Мария Петрова <maria@customers.test>\nSubject: ${answered.subject}`;
    const plain = `${outlook.words}\n\n${block}\n\n${answered.text}`;
    const rows = html(block).replace(/(^|<br>)(From|Sent|To|Subject):/g, '$1<b>$2:</b>');
    const rich = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><body lang="RU"><div class="WordSection1"><p class="MsoNormal">${html(outlook.words)}<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">${rows}<o:p></o:p></p></div></div><p class="MsoNormal"><o:p>&nbsp;</o:p></p><p class="MsoNormal">${html(answered.text)}</p></div></body></html>`;
    const more = [
      references(answered),
      'Thread-Topic: order',
      'Thread-Index: AQHbPLqYx0aX2fGqvUyZ3J5n6oT1Kw==',
      'X-Mailer: Microsoft Outlook 16.0',
    ];
    return `${head(answered, id, `RE: ${answered.subject}`, more)}\n${alternative('_000_DB9PR01MB', plain, rich)}`;
  },
};

const apple: Shape = {
  name: 'Apple Mail',
  words: 'Последний вопрос: можно ли мыть её в машине?',
  mail: (answered, id) => {
    const said = `22 нояб. 2026 г., в 10:25, ${answered.from.name} <${answered.from.address}> написал(а):`;
    const plain = `${apple.words}\n\n> ${said}\n> \n${quoted(answered.text)}\n\n`;
    const rich = `<html><head></head><body style="overflow-wrap: break-word; -webkit-nbsp-mode: space; line-break: after-white-space;">${html(apple.words)}<br id="lineBreakAtBeginningOfMessage"><div><br><blockquote type="cite"><div>${html(said)}</div><br class="Apple-interchange-newline"><div>${html(answered.text)}</div></blockquote></div><br></body></html>`;
    return `${head(answered, id, `Re: ${answered.subject}`, [references(answered), 'X-Mailer: Apple Mail (2.3826.200.121)'])}\n${alternative('Apple-Mail=_41A5', plain, rich)}`;
  },
};

const yandex: Shape = {
  name: 'Yandex',
  words: 'Поняла, только руками. А крышка к ней бывает?',
  mail: (answered, id) => {
    const said = `22.11.2026, 10:30, "${answered.from.name}" <${answered.from.address}>:`;
    const rich = `<div>${html(yandex.words)}</div><div> </div><div>${html(said)}</div><blockquote><div>${html(answered.text)}</div></blockquote><div> </div>`;
    // Its web mail writes no text part at all.
    return `${head(answered, id, `Re: ${answered.subject}`, [references(answered), 'X-Mailer: Yamail [ http://yandex.ru ] 5.0'])}\n${part('text/html', rich)}`;
  },
};

const mailRu: Shape = {
  name: 'Mail.ru',
  words: 'Тогда добавьте, пожалуйста, крышку к следующему заказу.',
  mail: (answered, id) => {
    const said = `Воскресенье, 22 ноября 2026, 10:35 +03:00 от ${answered.from.name} <${answered.from.address}>:`;
    const plain = `\n${mailRu.words}\n \n  \n>${said}\n> \n${quoted(answered.text)}\n \n`;
    const rich = `\n<HTML><BODY><div>${html(mailRu.words)}<br>&nbsp;</div><blockquote style="border-left:1px solid #0857A6;margin:10px;padding:0 0 0 10px;">${html(said)}<br>&nbsp;<div id=""><div class="js-helper js-readmsg-msg"><div>${html(answered.text)}</div></div></div></blockquote></BODY></HTML>\n`;
    return `${head(answered, id, `Re: ${answered.subject}`, [references(answered), 'X-Mailer: Mail.Ru Mailer 1.0'])}\n${alternative('--ALT--aB1c', plain, rich)}`;
  },
};

export const SHAPES: Shape[] = [gmail, outlook, apple, yandex, mailRu];
