// Postmark (path A): one JSON object a call, a mail or news of ours; known by the password in the address.
import { fieldsOf, idOf, listOf, parseExactly, textOf } from '../../exact-json.js';
import { buildMime, headerList, withHeaders } from './build-mime.js';
import { idIn, instantOf, knownBySecret, type MailProvider, type Posted, present, statusIn } from './posted.js';

export const postmark: MailProvider = {
  verify: (request, config) => knownBySecret(request, config),

  read(body) {
    const told = fieldsOf(parseExactly(body));
    if (!told) return [{ kind: 'ignored', reason: 'not a call of Postmark' }];
    return [told.RecordType && told.RecordType !== 'Inbound' ? news(told) : mail(told)];
  },
};

type Fields = Record<string, unknown>;

function mail(told: Fields): Posted {
  const to = present([textOf(told.OriginalRecipient)]);
  const headers = headerList(told.Headers);
  const header = (name: string) => headers.find(([each]) => each.toLowerCase() === name)?.[1];
  const returnPath = header('return-path')?.replace(/[<>\s]/g, '') ?? null;
  const whole = textOf(told.RawEmail);
  if (whole) return { kind: 'mail', mime: Buffer.from(whole), genuine: true, from: returnPath, to };
  if (!told.From && !told.FromFull) return { kind: 'ignored', reason: 'not a mail of Postmark' };
  const files = listOf(told.Attachments).flatMap((one) => {
    const file = fieldsOf(one);
    if (!file) return [];
    const content = Buffer.from(textOf(file.Content) ?? '', 'base64');
    return {
      name: textOf(file.Name) ?? 'file',
      contentType: textOf(file.ContentType) ?? 'application/octet-stream',
      contentId: textOf(file.ContentID),
      content,
    };
  });
  const pieces = {
    headers: withHeaders(headers, {
      From: person(told.FromFull) ?? textOf(told.From),
      To: people(told.ToFull) ?? textOf(told.To),
      Cc: people(told.CcFull) ?? textOf(told.Cc),
      'Reply-To': textOf(told.ReplyTo),
      Subject: textOf(told.Subject),
      Date: textOf(told.Date),
      'Message-ID': told.MessageID ? `<${String(told.MessageID)}@inbound.postmarkapp.com>` : null,
    }),
    text: textOf(told.TextBody),
    html: textOf(told.HtmlBody),
    files,
  };
  const spf = /^(\w+)/.exec(header('received-spf') ?? '')?.[1]?.toLowerCase();
  return {
    kind: 'mail',
    mime: buildMime(pieces),
    genuine: false,
    from: returnPath,
    to,
    ...(spf ? { found: { spf } } : {}),
  };
}

function person(given: unknown): string | null {
  const one = fieldsOf(given);
  const address = textOf(one?.Email);
  const name = textOf(one?.Name)?.replace(/["\\]/g, '');
  return address && (name ? `"${name}" <${address}>` : address);
}

const people = (given: unknown): string | null => listOf(given).map(person).filter(Boolean).join(', ') || null;

/** Bounces of these types are no failure of the mail: out of office, a change of address, a question of a filter… */
const NO_BOUNCE = new Set([
  'AutoResponder',
  'AddressChange',
  'ChallengeVerification',
  'Subscribe',
  'Unsubscribe',
  'OpenRelayTest',
  'VirusNotification',
  'DnsError',
  'Transient',
]);

function news(told: Fields): Posted {
  const said = [textOf(told.Details), textOf(told.Description)].filter(Boolean).join(' ');
  const known = {
    kind: 'news' as const,
    id: `${String(told.RecordType)} ${idOf(told.ID) ?? `${String(told.MessageID)} ${String(told.Recipient)}`}`,
    names: present([idIn(fieldsOf(told.Metadata)?.otklik), idIn(told.MessageID)]),
    recipient: textOf(told.Email) ?? textOf(told.Recipient),
    said,
    status: statusIn(said),
    at: instantOf(told.BouncedAt ?? told.DeliveredAt ?? told.ReceivedAt),
  };
  const type = textOf(told.Type) ?? '';
  switch (told.RecordType) {
    case 'Delivery':
      return { ...known, what: 'delivered', permanent: false, dead: null };
    case 'SpamComplaint':
      return { ...known, what: 'complaint', permanent: false, dead: null };
    case 'Bounce':
      if (type === 'SpamComplaint') return { ...known, what: 'complaint', permanent: false, dead: null };
      if (NO_BOUNCE.has(type)) return { kind: 'ignored', reason: `no bounce: ${type}` };
      return {
        ...known,
        what: 'bounced',
        permanent: true,
        dead: /^(HardBounce|BadEmailAddress|ManuallyDeactivated)$/.test(type) ? true : null,
      };
    default:
      return { kind: 'ignored', reason: textOf(told.RecordType) ?? 'not a call of Postmark' };
  }
}
