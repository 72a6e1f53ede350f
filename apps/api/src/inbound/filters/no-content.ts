// Filter: no usable sender, or neither words nor files: nothing an agent could answer, so an owner looks at it instead.
import type { Filter } from './verdict.js';

export const noContent: Filter = (event) => {
  if (event.mail?.verdict === 'quarantine') return { verdict: 'quarantine', reason: event.mail.reason ?? 'unreadable' };
  if (!event.sender.id) return { verdict: 'quarantine', reason: 'no-sender' };
  const words = event.text.trim() !== '' || (event.quoted?.trim() ?? '') !== '' || hasPicture(event.html);
  if (words || event.attachments.length > 0) return null;
  // A mail with a subject alone says something; a chat line without words or files says nothing.
  return event.mail?.subject.trim() ? null : { verdict: 'quarantine', reason: 'no-content' };
};

const hasPicture = (html: string | null) => html !== null && /<(img|svg|table)\b/i.test(html);
