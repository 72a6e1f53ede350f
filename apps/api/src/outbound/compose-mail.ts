// Path B for e-mail: who it is from and to, how it threads, what it quotes. Pure given Secrets.
import type { OutboundMail } from '@otklik/channels';
import type { Secrets } from '../platform/secrets.js';
import { say } from '../platform/words/words.js';
import type { ClaimedMessage } from '../tickets/claim-message.js';
import { makeMessageId, makePlusAddress, withoutToken } from './mail-threading.js';

interface Address {
  name: string | null;
  address: string;
}

/** What the desk keeps of a customer's mail; all of it came from outside and may be missing. */
interface CustomerMail {
  from?: Address | null;
  cc?: Address[];
  replyTo?: Address | null;
  subject?: string;
  messageId?: string | null;
  references?: string[];
}

export interface MailCircumstances {
  claimed: ClaimedMessage;
  /** Our own address on this connection. */
  ownAddress: string;
  /** All our mailboxes, to leave ourselves out of Cc. */
  ownAddresses: string[];
  /** Agent's name, or the mailbox's. */
  senderName: string;
  /** For the mailbox's patterns: who wrote the answer, and the house. */
  author: { agent: string | null; workspace: string };
  requester: Address;
  timeZone: string;
  locale: string;
}

/** The first names the thread, the last ten are what mail programs look at. */
const MAX_REFERENCES = 11;
const MAX_QUOTE = 10_000;

/** A survey or another automatic word goes to the requester alone; an agent's reply also to those copied in the last mail. */
export function composeMail(secrets: Secrets, given: MailCircumstances): OutboundMail {
  const { claimed, ownAddress, senderName, locale } = given;
  const { message, ticket, customerMessages } = claimed;
  const last = customerMessages[0];
  const mail = (last?.mail ?? {}) as CustomerMail;
  const own = new Set([ownAddress, ...given.ownAddresses].map((address) => address.toLowerCase()));
  const isOurs = (address: string) => own.has(withoutToken(address).toLowerCase());
  const to = answerAddress(given.requester, mail, isOurs);
  const automatic = message.kind === 'bot';
  const domain = ownAddress.slice(ownAddress.lastIndexOf('@') + 1);
  const references = claimed.follows
    ? [makeMessageId(secrets, claimed.follows, domain)]
    : threadOf(customerMessages.map((one) => (one.mail ?? {}) as CustomerMail));
  // Asked by mail about what was said elsewhere: it follows no mail, and has nothing of their last one's subject.
  const elsewhere = message.card !== null && message.via !== null && !last;
  const said = elsewhere
    ? say(locale, 'survey.title')
    : mail.subject || ticket.subject || say(locale, 'mail.subject-none');
  return {
    from: { name: senderName, address: ownAddress },
    to: [to],
    ...(automatic ? { cc: [] } : copied(message.mail, to, () => copies(mail, given.requester, to, isOurs))),
    author: given.author,
    replyTo: makePlusAddress(secrets, ownAddress, ticket.id),
    messageId: makeMessageId(secrets, message.id, domain),
    inReplyTo: references.at(-1) ?? null,
    references,
    // The first words of a conversation that we begin answer nothing.
    subject: references.length === 0 && !last ? said.slice(0, 250) : replySubject(said),
    automatic,
    ...(automatic && message.card === null ? { answers: true } : {}),
    quote: automatic || !last?.text.trim() ? null : quoteOf(given, last),
  };
}

/** `Re:` once, whatever the language of the client that wrote the last one. */
export function replySubject(subject: string): string {
  const bare = subject.replace(/^(?:\s*(?:re|aw|sv|отв|ha|на|отг|ответ)\s*(?:\[\d+\])?\s*:)+\s*/i, '').trim();
  return `Re: ${bare || subject.trim()}`.slice(0, 250);
}

/** Where the requester wants answers, if their last mail says so and it does not lead back to us. */
function answerAddress(requester: Address, mail: CustomerMail, isOurs: (address: string) => boolean): Address {
  const { from, replyTo } = mail;
  const theirs = from?.address.toLowerCase() === requester.address.toLowerCase();
  if (!theirs || !replyTo?.address || isOurs(replyTo.address)) return requester;
  return { name: replyTo.name ?? requester.name, address: replyTo.address };
}

/** As was settled when Send was pressed; replies of earlier days keep nothing of it. */
function copied(
  settled: Record<string, unknown> | null,
  to: Address,
  usual: () => Address[],
): { cc: Address[]; bcc?: Address[] } {
  const { cc, bcc } = (settled ?? {}) as { cc?: Address[]; bcc?: Address[] };
  if (!cc) return { cc: usual() };
  const others = (list: Address[]) => list.filter((one) => one.address.toLowerCase() !== to.address.toLowerCase());
  return { cc: others(cc), bcc: others(bcc ?? []) };
}

/** Who was copied, and whoever wrote last if it was not the requester. */
function copies(mail: CustomerMail, requester: Address, to: Address, isOurs: (address: string) => boolean): Address[] {
  const seen = new Set([requester.address.toLowerCase(), to.address.toLowerCase()]);
  return [...(mail.from ? [mail.from] : []), ...(mail.cc ?? [])].filter(({ address }) => {
    const key = address.toLowerCase();
    if (seen.has(key) || isOurs(address)) return false;
    seen.add(key);
    return true;
  });
}

/** Ids of the thread, oldest first: what the last mail refers to and itself, else the customer's mails before it. */
function threadOf(mails: CustomerMail[]): string[] {
  const [last] = mails;
  const earlier = mails.slice(1).flatMap((mail) => mail.messageId ?? []);
  const known = last?.references?.length ? last.references : earlier.reverse();
  const ids = [
    ...new Set([...known, ...(last?.messageId ? [last.messageId] : [])].map((id) => id.replace(/^<|>$/g, ''))),
  ];
  return ids.length <= MAX_REFERENCES ? ids : [ids[0]!, ...ids.slice(1 - MAX_REFERENCES)];
}

function quoteOf(given: MailCircumstances, last: { text: string; at: Date }): OutboundMail['quote'] {
  const { locale, requester, timeZone } = given;
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const name = requester.name || requester.address;
  return {
    header: say(locale, 'mail.quote-header', { date: format.format(last.at), name }),
    text: last.text.slice(0, MAX_QUOTE),
  };
}
