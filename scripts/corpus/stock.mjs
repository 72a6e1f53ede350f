// Part of scoring the corpus: the same facts as the stock libraries see them, for the column beside ours.
import { simpleParser } from 'mailparser';
import PostalMime from 'postal-mime';

/**
 * What each stock library makes of a mail, in one shape; a library that throws or hangs saw nothing.
 * @returns {Promise<{ library: string, from: { address: string, name: string } | null, to: { address: string, name: string }[],
 *   subject: string, text: string, html: string, attachments: { name: string, size: number }[] }[]>}
 */
export async function stockFacts(bytes) {
  return [
    await guarded('postal-mime', () => byPostalMime(bytes)),
    await guarded('mailparser', () => byMailparser(bytes)),
  ];
}

const NOTHING = {
  from: null,
  to: [],
  subject: '',
  text: '',
  html: '',
  attachments: [],
  messageId: '',
  date: null,
  inReplyTo: null,
  references: [],
};

async function guarded(library, read) {
  try {
    const patience = new Promise((_, reject) => setTimeout(reject, 10_000, new Error('hangs')).unref());
    return { library, ...NOTHING, ...(await Promise.race([read(), patience])) };
  } catch {
    return { library, ...NOTHING };
  }
}

async function byPostalMime(bytes) {
  const mail = await PostalMime.parse(bytes);
  const person = (each) => ({ address: each.address ?? '', name: each.name ?? '' });
  return {
    from: mail.from ? person(mail.from) : null,
    to: (mail.to ?? []).map(person),
    subject: mail.subject ?? '',
    text: mail.text ?? withoutTags(mail.html ?? ''),
    html: mail.html ?? '',
    messageId: mail.messageId ?? '',
    date: instant(mail.date),
    inReplyTo: idsIn(mail.inReplyTo)[0] ?? null,
    references: idsIn(mail.references),
    attachments: mail.attachments.map((each) => ({
      name: each.filename ?? '',
      size: each.content?.byteLength ?? 0,
      inline: each.related === true,
    })),
  };
}

async function byMailparser(bytes) {
  const mail = await simpleParser(bytes);
  const person = (each) => ({ address: each.address ?? '', name: each.name ?? '' });
  const to = [mail.to ?? []].flat().flatMap((each) => each.value ?? []);
  return {
    from: mail.from?.value?.[0] ? person(mail.from.value[0]) : null,
    to: to.map(person),
    subject: mail.subject ?? '',
    text: mail.text ?? withoutTags(mail.html || ''),
    html: mail.html || '',
    messageId: mail.messageId ?? '',
    date: instant(mail.date),
    inReplyTo: idsIn(mail.inReplyTo)[0] ?? null,
    references: idsIn([mail.references ?? []].flat().join(' ')),
    attachments: mail.attachments.map((each) => ({
      name: each.filename ?? '',
      size: each.size ?? 0,
      inline: each.related === true,
    })),
  };
}

const withoutTags = (html) => html.replace(/<(?:style|script)[\s\S]*?<\/(?:style|script)>|<[^>]*>/gi, ' ');

const idsIn = (value) => (value ?? '').split(/[\s<>]+/).filter(Boolean);

function instant(date) {
  const time = new Date(date ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
