// Part of reading a delivery report (path A): sending services that tell of bounces and complaints in JSON, mailed by their notifier.

import type { Report } from './bounce.js';
import { causeOf } from './bounce-cause.js';

interface Told {
  notificationType?: unknown;
  eventType?: unknown;
  bounce?: {
    bounceType?: unknown;
    bouncedRecipients?: { emailAddress?: unknown; status?: unknown; diagnosticCode?: unknown }[];
  };
  complaint?: { complainedRecipients?: { emailAddress?: unknown }[]; complaintFeedbackType?: unknown };
  mail?: { messageId?: unknown; commonHeaders?: { messageId?: unknown } };
}

/** Amazon SES by way of SNS; null for any other text. */
export function noticeOfSender(text: string): Report {
  if (!/^\s*\{/.test(text) || !/"(?:notificationType|eventType)"/.test(text.slice(0, 2000))) return null;
  const told = objectIn(text);
  const kind = told?.notificationType ?? told?.eventType;
  if (!told || typeof kind !== 'string') return null;
  const id = told.mail?.commonHeaders?.messageId;
  const original = typeof id === 'string' ? id.replace(/[<>]/g, '') : null;
  if (kind === 'Complaint') {
    const recipient = wordOf(told.complaint?.complainedRecipients?.[0]?.emailAddress);
    return {
      kind: 'complaint',
      complaint: { recipient, original, kind: wordOf(told.complaint?.complaintFeedbackType) },
    };
  }
  if (kind !== 'Bounce') return { kind: 'notice', reason: `delivery-notice: ${kind.toLowerCase().slice(0, 40)}` };
  const failed = told.bounce?.bouncedRecipients?.[0];
  const permanent = told.bounce?.bounceType !== 'Transient';
  const cause = causeOf(wordOf(failed?.status), wordOf(failed?.diagnosticCode) ?? '', '');
  const status = cause.status ?? (permanent ? '5.0.0' : '4.0.0');
  const recipient = wordOf(failed?.emailAddress);
  return { kind: 'bounce', bounce: { recipient, status, permanent: true, dead: permanent && cause.dead, original } };
}

const wordOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value.slice(0, 500) : null;

/** The object that the text begins with; some relays break its lines with "!" and a blank. */
function objectIn(text: string): Told | null {
  const end = text.lastIndexOf('}');
  for (const json of [text.slice(0, end + 1), text.slice(0, end + 1).replace(/!\n /g, '')]) {
    try {
      return JSON.parse(json) as Told;
    } catch {
      // The other reading may do.
    }
  }
  return null;
}
