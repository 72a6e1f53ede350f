// Part of understanding a mail (path A): a delivery report says which mail did not arrive, to whom, why, and whether for ever.
import type { InboundMail } from '../inbound-event.js';
import { causeOf } from './bounce-cause.js';
import { decodeBytes } from './charset.js';
import { contentOf, headerOf, type MimePart } from './mime.js';

export type Bounce = NonNullable<InboundMail['bounce']>;
/** `bounce`: it did not arrive. `notice`: a delay, a success or a read receipt: neither bounce nor answer. */
export type Report =
  | { kind: 'bounce'; bounce: Bounce }
  | { kind: 'notice'; reason: string }
  | { kind: 'complaint' }
  | null;

const MACHINE =
  /^(?:mailer[-_.]?daemon|post_?master|mail[-_.]?delivery(?:[-_.]?(?:system|subsystem))?|mdaemon|daemon|mmdf|bounces?|double-bounce|microsoftexchange[0-9a-f]{10,}|mailerdaemon|maildelivery|no-?reply-?bounce)(?:\+[^@]*)?@/i;
const FAILED_SUBJECT =
  /undeliver|not delivered|delivery (?:status notification|failure|has failed|problem|report|error|failed|notification)|failed? deliver|mail delivery|mail (?:system )?error|returned? (?:to sender|mail)|failure notice|mail failed|returning to sender|failure delivery|mail could not be delivered|could not be delivered|can ?not be delivered|non remis|nicht zustellbar|unzustellbar|nondeliver|non-?delivery|mailer[- ]daemon|bounced|message (?:not|undelivered)|warning: could not send|rejected|user unknown|недостав|не доставлен|не удалось доставить|невозможно доставить|ошибка (?:при )?доставк|не ?може да (?:бъде|се) достав|недоставен|недоставк|no entregad|no se ha entregado|mancata consegna|echec|échec|entrega|メールエラー|配信|送達|退信/iu;
const DELAY =
  /delayed|delay(?:ed)? (?:delivery|notification)|(?:delivery|status notification) \(delay\)|still (?:trying|being)|will (?:continue|keep) (?:trying|to (?:be )?(?:retr|try))|warning: message (?:still )?undelivered|warning: could not send message for past|temporarily delayed|задерж|отложен|verzögert|retardé/iu;
/** Text of a report worth reading: what stands further down is the returned mail. */
const ENOUGH = 64 * 1024;
const ADDRESS =
  /[^\s<>"'(),:;[\]@]{1,128}@(?:[\p{L}\p{N}_-]{1,63}\.){1,8}[\p{L}\p{N}-]{2,63}|[^\s<>"'(),:;[\]@]{1,128}@[\p{L}\p{N}-]{1,63}(?=[\s>"',;)\]]|$)/u;

/** Reads a delivery report or complaint; null when the mail is neither. Never throws. */
export function reportOf(
  root: MimePart,
  facts: { subject: string; from: string | null; text: string; envelopeFrom: string | null },
): Report {
  const parts = leavesOf(root);
  const reportType = (root.type.params['report-type'] ?? '').toLowerCase();
  if (
    reportType === 'feedback-report' ||
    /^complaint about message from /i.test(facts.subject) ||
    parts.some((part) => part.type.value === 'message/feedback-report')
  )
    return { kind: 'complaint' };
  if (
    reportType === 'disposition-notification' ||
    parts.some((part) => part.type.value === 'message/disposition-notification')
  ) {
    return { kind: 'notice', reason: 'read-receipt' };
  }
  const returned = returnedHeaders(parts);
  const status = parts.find((part) => /^message\/(?:global-)?delivery-status$/.test(part.type.value));
  const statusText = status ? textOfPart(status) : looseStatus(facts.text);
  if (statusText !== null) {
    const read = fromStatus(statusText, facts.text, returned);
    if (read) return read;
  }
  return fromText(root, facts, returned);
}

function leavesOf(root: MimePart): MimePart[] {
  const leaves: MimePart[] = [];
  const pending = [root];
  for (let part = pending.pop(); part; part = pending.pop()) {
    if (part.children.length === 0) leaves.push(part);
    else pending.push(...part.children.toReversed());
  }
  return leaves;
}

const textOfPart = (part: MimePart): string =>
  decodeBytes(contentOf(part).subarray(0, ENOUGH), part.type.params.charset ?? null).replace(/\r\n?/g, '\n');

/** The head of the mail that came back, as text. */
function returnedHeaders(parts: MimePart[]): string {
  const part = parts.find((each) =>
    /^(?:message\/(?:global|rfc822)(?:-headers)?|text\/rfc822-headers)$/.test(each.type.value),
  );
  return part ? textOfPart(part) : '';
}

/** Some systems write the fields of a report into plain text. */
function looseStatus(text: string): string | null {
  const at = text.search(/^(?:Final-Recipient|Original-Recipient|Reporting-MTA):/im);
  return at >= 0 && /^Action:/im.test(text.slice(at, at + ENOUGH)) ? text.slice(at, at + 4000) : null;
}

/** RFC 3464: groups of fields, the first about the mail, the others one a recipient. */
function fromStatus(statusText: string, words: string, returned: string): Report {
  const groups = statusText
    .replace(/\n[ \t]+/g, ' ')
    .split(/\n[ \t]*\n/)
    .map(fieldsIn)
    .filter((fields) => fields.has('action') || fields.has('final-recipient') || fields.has('status'));
  if (groups.length === 0) return null;
  const merged =
    groups.length > 1 && !groups.some((group) => group.has('action') && group.has('final-recipient'))
      ? [new Map(groups.flatMap((group) => [...group]))]
      : groups;
  const failed =
    merged.find((fields) => /^(?!delayed|delivered|relayed|expanded)\w/i.test(fields.get('action') ?? '')) ??
    merged.find((fields) => !fields.has('action') && /^[45]/.test(fields.get('status') ?? ''));
  if (!failed) {
    const action = /^[a-z]+/i.exec(merged[0]?.get('action') ?? '')?.[0]?.toLowerCase() ?? 'unknown';
    return { kind: 'notice', reason: action === 'delayed' ? 'delay-notice' : `delivery-notice: ${action}` };
  }
  const diagnostic = failed.get('diagnostic-code') ?? '';
  const recipient =
    addressAfterType(failed.get('final-recipient')) ??
    addressAfterType(failed.get('original-recipient')) ??
    addressIn(diagnostic);
  const told = codeIn(failed.get('status') ?? '');
  // A general code (5.0.0) hides what the other server said; its own words are more exact.
  const exact = codeIn(diagnostic) ?? codeAbout(recipient, words);
  const status = told === null || (/\.0\.0$|^5\.1\.0$/.test(told) && exact?.[0] === told[0]) ? (exact ?? told) : told;
  const cause = causeOf(
    status,
    diagnostic !== '' ? `${diagnostic} ${failed.get('status') ?? ''}` : words.slice(0, 4000),
  );
  return {
    kind: 'bounce',
    bounce: {
      recipient,
      status: status ?? cause.status ?? '5.0.0',
      permanent: true,
      dead: cause.dead,
      original: originalId(returned, words),
    },
  };
}

function fieldsIn(group: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of group.split('\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase();
    if (colon > 0 && !fields.has(name))
      fields.set(
        name,
        line
          .slice(colon + 1)
          .trim()
          .slice(0, 2000),
      );
  }
  return fields;
}

const addressAfterType = (value: string | undefined): string | null =>
  value === undefined ? null : addressIn(value.replace(/^[\w-]+\s*;/, ''));
const addressIn = (text: string): string | null => ADDRESS.exec(text.slice(0, 2000))?.[0]?.replace(/[.]+$/, '') ?? null;

/** An enhanced status code (RFC 3463) that is no part of an IP address or a version. */
export function codeIn(text: string): string | null {
  return /(?<![\d.])([245]\.\d{1,2}\.\d{1,3})(?![\d]|\.\d)/.exec(text.slice(0, 8000))?.[1] ?? null;
}

/** The code in the line that speaks of this recipient. */
function codeAbout(recipient: string | null, words: string): string | null {
  if (!recipient) return null;
  const line = words
    .slice(0, 4000)
    .split('\n')
    .find((each) => each.includes(recipient) && codeIn(each) !== null);
  return line ? codeIn(line) : null;
}

const originalId = (returned: string, words: string): string | null =>
  (/^message-id:\s*<([^<>\s]{3,500})>/im.exec(returned) ??
    /^\s*message-id:\s*<([^<>\s]{3,500})>/im.exec(words.slice(0, ENOUGH)))?.[1] ?? null;

/** A report in a server's own prose. */
function fromText(
  root: MimePart,
  {
    subject,
    from,
    text,
    envelopeFrom,
  }: { subject: string; from: string | null; text: string; envelopeFrom: string | null },
  returned: string,
): Report {
  const failedHeader = headerOf(root, 'x-failed-recipients');
  const byMachine =
    from === null || MACHINE.test(from) || envelopeFrom === '' || headerOf(root, 'return-path')?.trim() === '<>';
  const failedSubject = FAILED_SUBJECT.test(subject);
  const isReport = root.type.value === 'multipart/report';
  if (byMachine && DELAY.test(subject)) return { kind: 'notice', reason: 'delay-notice' };
  if (!failedHeader && !(byMachine && (failedSubject || isReport || looksFailed(text))) && !(failedSubject && isReport))
    return null;
  const head = text.slice(0, ENOUGH);
  if (
    DELAY.test(`${subject}\n${head.slice(0, 3000)}`) &&
    !/permanent|gave up|giving up|has been returned|could not be delivered for|unable to deliver/i.test(
      head.slice(0, 3000),
    )
  ) {
    return { kind: 'notice', reason: 'delay-notice' };
  }
  const [own = ''] = head.split(
    /^-{2,}.{0,40}(?:copy of|original message|returned message|unsent message|begin).{0,60}-*$|^Received: /im,
    1,
  );
  const status = codeIn(own) ?? codeIn(head);
  const cause = causeOf(status, own.trim() === '' ? head : own);
  const recipient = recipientIn(failedHeader, own, head, returned, from);
  return {
    kind: 'bounce',
    bounce: {
      recipient,
      status: status ?? cause.status ?? '5.0.0',
      permanent: status === null || status[0] !== '4' || /gave up|giving up|returned|too long|expired/i.test(own),
      dead: cause.dead,
      original: originalId(returned, head),
    },
  };
}

const looksFailed = (text: string): boolean =>
  /could not be delivered|was not delivered|undeliverable|unable to deliver|delivery (?:has )?failed|permanent (?:fatal )?error|user unknown|не (?:было |был )?доставлен|не удалось доставить|не може да бъде доставен/i.test(
    text.slice(0, 8000),
  );

function recipientIn(
  failedHeader: string | null,
  own: string,
  head: string,
  returned: string,
  from: string | null,
): string | null {
  const named = failedHeader ? addressIn(failedHeader) : null;
  if (named) return named;
  const lines = own.split('\n').slice(0, 400);
  const tells = [
    /rcpt to:/i,
    /^\s*<[^<>\s]+@[^<>\s]+>[:.]?\s*(?:$|\(|\.\.\.|:)/,
    /^\s*[^\s<>@]+@[^\s<>@]+[:]?\s*$/,
    /^\s*(?:to|recipient|кому|получатель|final-recipient|address|user)\b.{0,20}:/i,
    /<[^<>\s]+@[^<>\s]+>/,
    /@/,
  ];
  for (const tell of tells) {
    for (const line of lines) {
      const address = line.length < 1000 && tell.test(line) ? addressIn(line.replace(/^.*rcpt to:/i, '')) : null;
      if (
        address &&
        address.toLowerCase() !== from?.toLowerCase() &&
        !MACHINE.test(address) &&
        !/message-id/i.test(line)
      )
        return address;
    }
  }
  const to = /^to:\s*(.{1,500})/im.exec(returned) ?? /^to:\s*(.{1,500})/im.exec(head);
  return to ? addressIn(to[1]!) : null;
}
