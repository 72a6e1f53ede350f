// Path A for mail, step 2: everything that a mail's bytes say, read once; normalise and inspect both tell it in their own shape.
import { cleanText } from '../exact-json.js';
import type { InboundAttachment, InboundMail, MailAddress } from '../inbound-event.js';
import { addressesOf, mailboxOf, peopleOf } from './addresses.js';
import { isAutoReply, isList, isLoop, wantsNoMachine } from './automatic.js';
import { reportOf } from './bounce.js';
import { decodeWordsSafely } from './encoded-words.js';
import { type Forwarded, forwardedIn, isForwardSubject } from './forwarded.js';
import { replyOfHtml } from './html-reply.js';
import { languageOf } from './language.js';
import { bodyOf, type MailBody } from './mail-body.js';
import { instantOf } from './mail-date.js';
import { mailDigest } from './mail-digest.js';
import { headerOf, headersOf, type MimePart, parseMime } from './mime.js';
import type { About } from './reply-lines.js';
import { replyOfText } from './reply-text.js';
import { sanitiseMailHtml } from './sanitise.js';
import { type SpamVerdict, spamVerdictOf } from './spam-score.js';

export interface ReadMail {
  /** Without brackets; null when the mail has none. */
  messageId: string | null;
  inReplyTo: string[];
  references: string[];
  from: MailAddress | null;
  to: MailAddress[];
  cc: MailAddress[];
  replyTo: MailAddress[];
  subject: string;
  date: string | null;
  /** The whole body. */
  text: string;
  /** What the author newly wrote. */
  reply: string;
  quoted: string | null;
  /** Sanitised; of the whole mail. */
  html: () => string | null;
  /** Sanitised; without the quote. */
  replyHtml: () => string | null;
  language: string | null;
  attachments: InboundAttachment[];
  auto: InboundMail['auto'];
  /** No machine may answer it. */
  noMachine: boolean;
  bounce: InboundMail['bounce'];
  complaint: NonNullable<InboundMail['complaint']> | null;
  /** The mail that this one passes on. */
  forwarded: Forwarded | null;
  /** What the site's own filter says. */
  spam: SpamVerdict | null;
  verdict: InboundMail['verdict'];
  reason: string | null;
  /** Of what its sender wrote: the key of a mail without Message-ID. */
  digest: string;
}

export interface Circumstances {
  /** Our own mailboxes, lower case. */
  ownAddresses: string[];
  /** MAIL FROM of the envelope; '' is the null sender; null when unknown. */
  envelopeFrom: string | null;
}

/** Never throws on what a mail may hold; callers still guard, because parsers are written by people. */
export function readMail(bytes: Uint8Array, { ownAddresses, envelopeFrom }: Circumstances): ReadMail {
  const root = parseMime(bytes);
  const mailboxes = new Set(ownAddresses.map(mailboxOf));
  const isOwn = (address: string) => mailboxes.has(mailboxOf(address));
  const subject = wordsIn(root, 'subject');
  const body = bodyOf(root);
  const inReplyTo = idsIn(headersOf(root, 'in-reply-to'));
  const references = idsIn(headersOf(root, 'references'));
  const about = {
    forward: isForwardSubject(subject, body.text ?? body.html ?? ''),
    reply:
      inReplyTo.length + references.length > 0 ||
      /^\s*(?:re|aw|sv|отв|ответ|отг|відп|odp|antw|ynt|vá|yn|απ|回复|回覆|答复)\s*(?:\[\d+\])?\s*[:：]/iu.test(subject),
    sender: addressesOf(root, 'from')[0]?.name ?? null,
  };
  const words = separate(body, about);
  const forwarded = forwardedIn(root, subject, words.text);
  const people = peopleOf(root, isOwn, forwarded?.from ?? null);
  const judged = judge(root, {
    subject,
    text: words.text,
    own: people.own,
    from: people.from,
    envelopeFrom,
    isOwn,
    body,
  });
  const bare = subject.replace(/^(?:\s*\p{L}{1,5}(?:\[\d+\])?:)+/u, '');
  const own = words.reply.trim() === '' ? words.text : words.reply;
  return {
    messageId: idsIn(headersOf(root, 'message-id'))[0] ?? null,
    inReplyTo,
    references,
    from: people.from,
    to: people.to,
    cc: people.cc,
    replyTo: people.replyTo,
    subject,
    date: instantOf(headerOf(root, 'date')),
    text: words.text,
    reply: words.reply,
    quoted: words.quoted,
    html: () => sanitised(words.html === null ? null : body.html),
    replyHtml: () => sanitised(words.html),
    language: languageOf(own.length < 200 ? `${own}\n${bare}` : own),
    attachments: body.attachments,
    forwarded: judged.verdict === 'accept' ? forwarded : null,
    spam: spamVerdictOf(root),
    noMachine: wantsNoMachine(root),
    complaint: null,
    ...judged,
    digest: mailDigest(bytes),
  };
}

const wordsIn = (root: MimePart, header: string): string =>
  cleanText(decodeWordsSafely(headerOf(root, header) ?? ''))
    .replace(/\s+/g, ' ')
    .trim();

/** Message ids without brackets, in order, each once. */
function idsIn(values: string[]): string[] {
  const ids: string[] = [];
  for (const value of values) {
    const text = value.slice(0, 64 * 1024);
    const bracketed = [...text.matchAll(/<([^<>]{1,1000})>/g)].map((match) => match[1]!.replace(/\s+/g, ''));
    ids.push(
      ...(bracketed.length > 0
        ? bracketed
        : text.split(/[\s,]+/).filter((word) => word.length > 2 && /[@.\w-]/.test(word))),
    );
  }
  return [...new Set(ids.map(cleanText))].filter(Boolean);
}

interface Words {
  text: string;
  reply: string;
  quoted: string | null;
  /** Without the quote, not sanitised. */
  html: string | null;
}

/** A text part this short beside a long HTML one says only "your program cannot show this". */
const EXCUSE = 200;

function separate(body: MailBody, about: About): Words {
  const fromHtml = body.html === null ? null : replyOfHtml(body.html, about);
  const text = body.text ?? '';
  const excuse = fromHtml !== null && text.trim().length < EXCUSE && fromHtml.text.length > text.trim().length * 5;
  if (fromHtml && (text.trim() === '' || excuse)) return { ...fromHtml };
  const fromText = replyOfText(text, about);
  // Some gateways flatten the quote of the text part; the HTML beside it still knows.
  const better = fromHtml?.quoted && !fromText.quoted && fromHtml.reply.trim() !== '' ? fromHtml : fromText;
  return { text: text.trim(), reply: better.reply, quoted: better.quoted, html: fromHtml?.html ?? null };
}

function sanitised(html: string | null): string | null {
  return html === null ? null : sanitiseMailHtml(html) || null;
}

type Judged = Pick<ReadMail, 'auto' | 'bounce' | 'verdict' | 'reason'> & Partial<Pick<ReadMail, 'complaint'>>;

/** What an empty desk would do with it. */
function judge(
  root: MimePart,
  facts: {
    subject: string;
    text: string;
    own: boolean;
    from: MailAddress | null;
    envelopeFrom: string | null;
    isOwn: (address: string) => boolean;
    body: MailBody;
  },
): Judged {
  const { subject, text, from, envelopeFrom, isOwn, body } = facts;
  const report = reportOf(root, { subject, text, from: from?.address ?? null, envelopeFrom });
  const drop = (auto: ReadMail['auto'], reason: string): Judged => ({ auto, bounce: null, verdict: 'drop', reason });
  if (report?.kind === 'bounce')
    return {
      ...drop('bounce', report.bounce.status ? `bounce ${report.bounce.status}` : 'bounce'),
      bounce: report.bounce,
    };
  if (report?.kind === 'complaint') return { ...drop('complaint', 'complaint'), complaint: report.complaint };
  if (isLoop(root, isOwn)) return drop('loop', 'loop');
  if (facts.own) return drop('loop', 'own-address');
  if (report?.kind === 'notice') return drop(null, report.reason);
  if (isAutoReply(root, subject)) return drop('auto-reply', 'auto-reply');
  const list = isList(root);
  const auto = list ? 'list' : null;
  if (root.headers.length === 0) return { auto, bounce: null, verdict: 'quarantine', reason: 'not-a-mail' };
  if (!from) return { auto, bounce: null, verdict: 'quarantine', reason: 'no-sender' };
  const empty =
    text.trim() === '' && subject === '' && body.attachments.length === 0 && !/<img\b/i.test(body.html ?? '');
  if (empty) return { auto, bounce: null, verdict: 'quarantine', reason: 'no-content' };
  return { auto, bounce: null, verdict: 'accept', reason: list ? 'list' : null };
}
