// Part of understanding a mail (path A): a delivery report says which mail did not arrive, to whom, why, and whether for ever.
import type { InboundMail } from '../inbound-event.js';
import { isDelayNotice, reportInProse } from './bounce-prose.js';
import { looseStatus, reportInFields } from './bounce-status.js';
import { noticeOfSender } from './bounce-vendor.js';
import { decodeBytes } from './charset.js';
import { contentOf, headerOf, type MimePart, parseMime } from './mime.js';

export type Bounce = NonNullable<InboundMail['bounce']>;
export type Complaint = NonNullable<InboundMail['complaint']>;
/** `bounce`: it did not arrive. `notice`: a delay, a success or a read receipt: neither bounce nor answer. */
export type Report =
  | { kind: 'bounce'; bounce: Bounce }
  | { kind: 'notice'; reason: string }
  | { kind: 'complaint'; complaint: Complaint }
  | null;

export interface ReportFacts {
  subject: string;
  from: string | null;
  text: string;
  envelopeFrom: string | null;
}

/** Text of a report worth reading: what stands further down is the returned mail. */
export const ENOUGH = 64 * 1024;

/** Reads a delivery report or complaint; null when the mail is neither. Never throws. */
export function reportOf(root: MimePart, facts: ReportFacts): Report {
  const parts = leavesOf(root);
  const reportType = (root.type.params['report-type'] ?? '').toLowerCase();
  const returned = returnedHeaders(parts);
  const feedback = parts.find((part) => part.type.value === 'message/feedback-report');
  if (feedback || reportType === 'feedback-report' || /^complaint about message from /i.test(facts.subject))
    return { kind: 'complaint', complaint: complaintIn(feedback ? textOfPart(feedback) : '', returned) };
  if (
    reportType === 'disposition-notification' ||
    parts.some((part) => part.type.value === 'message/disposition-notification')
  ) {
    return rejectionIn(parts, facts, returned) ?? { kind: 'notice', reason: 'read-receipt' };
  }
  const byVendor = noticeOfSender(facts.text);
  if (byVendor) return byVendor;
  const status = parts.find(isStatus);
  const statusText = status ? textOfPart(status) : looseStatus(facts.text);
  if (statusText !== null) {
    const read = reportInFields(statusText, facts, returned);
    if (read) return read;
  }
  const told = reportInProse(root, facts, returned);
  return told?.kind === 'bounce' && told.bounce.status === '5.0.0' ? (nestedReport(parts, facts) ?? told) : told;
}

const isStatus = (part: MimePart): boolean => /^message\/(?:global-)?delivery-status$/.test(part.type.value);

/** RFC 5429: a mailbox whose rules refuse a letter says so in a receipt that no person sent. */
function rejectionIn(parts: MimePart[], facts: ReportFacts, returned: string): Report {
  const receipt = parts.find((part) => part.type.value === 'message/disposition-notification');
  const fields = receipt ? textOfPart(receipt) : '';
  if (!/^disposition:[ \t]*automatic-action\b.{0,80};[ \t]*deleted/im.test(fields)) return null;
  const recipient = /^final-recipient:[ \t]*(?:[\w-]+[ \t]*;)?(.{1,300})/im.exec(fields)?.[1];
  return {
    kind: 'bounce',
    bounce: {
      recipient: recipient ? addressIn(recipient) : null,
      status: '5.7.1',
      permanent: true,
      dead: false,
      original: /^original-message-id:[ \t]*<([^<>\s]{3,500})>/im.exec(fields)?.[1] ?? originalId(returned, facts.text),
    },
  };
}

/** A gateway that passes on another server's report says less than the report within. */
function nestedReport(parts: MimePart[], facts: ReportFacts): Report {
  const returned = parts.find((part) => part.type.value === 'message/rfc822');
  if (!returned || returned.raw.length > ENOUGH * 4) return null;
  const inner = leavesOf(parseMime(contentOf(returned)));
  const status = inner.find(isStatus);
  return status && !isDelayNotice(facts)
    ? reportInFields(textOfPart(status), { ...facts, text: '' }, returnedHeaders(inner))
    : null;
}

/** RFC 5965. Many providers hide the address; whose mail it was is then told by our Message-ID alone. */
function complaintIn(fields: string, returned: string): Complaint {
  const field = (text: string, name: string) => new RegExp(`^${name}:[ \\t]*(.{1,500})`, 'im').exec(text)?.[1] ?? '';
  const recipient =
    addressIn(field(fields, 'Original-Rcpt-To')) ??
    addressIn(field(fields, 'Removal-Recipient')) ??
    addressIn(field(returned, 'To'));
  return {
    recipient,
    original: originalId(returned, ''),
    kind: field(fields, 'Feedback-Type').trim().toLowerCase() || null,
  };
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

/** Message-ID of the mail that came back: from its own head, else from what the report quotes of it. */
export const originalId = (returned: string, words: string): string | null =>
  (/^message-id:\s*<([^<>\s]{3,500})>/im.exec(returned) ??
    /^\s*message-id:\s*<([^<>\s]{3,500})>/im.exec(words.slice(0, ENOUGH)))?.[1] ?? null;

const ADDRESS =
  /[^\s<>"'(),:;[\]@]{1,128}@(?:[\p{L}\p{N}_-]{1,63}\.){1,8}[\p{L}\p{N}-]{2,63}|[^\s<>"'(),:;[\]@]{1,128}@[\p{L}\p{N}-]{1,63}(?=[\s>"',;)\]]|$)/u;

export const addressIn = (text: string): string | null =>
  ADDRESS.exec(text.slice(0, 2000))?.[0]?.replace(/[.]+$/, '') ?? null;

/** An enhanced status code (RFC 3463) that is no part of an IP address or a version. */
export function codeIn(text: string): string | null {
  return /(?<![\d.])([45]\.\d{1,2}\.\d{1,3})(?![\d]|\.\d)/.exec(text.slice(0, 8000))?.[1] ?? null;
}

export const isNullSender = (root: MimePart, envelopeFrom: string | null): boolean =>
  envelopeFrom === '' || headerOf(root, 'return-path')?.trim() === '<>';
