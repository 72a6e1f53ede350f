// What system mails say: subject, plain text and a simple page, in the reader's language. Pure.
import type { SystemMailParams, SystemMailTemplate } from '../platform/mail.js';
import { say } from '../platform/words/words.js';

const KEYS = {
  'password-reset': ['mail.reset-subject', 'mail.reset-text'],
  'agent-invited': ['mail.invited-subject', 'mail.invited-text'],
  'case-opened': ['mail.case-subject', 'mail.case-text'],
  'answer-by-link': ['mail.by-link-subject', 'mail.by-link-text'],
  'missed-news': ['mail.missed-subject', 'mail.missed-text'],
} as const satisfies Record<Exclude<SystemMailTemplate, 'report'>, readonly [string, string]>;

/** null: a template this version does not know. */
export function systemMailWords<T extends SystemMailTemplate>(
  locale: string,
  template: T,
  params: SystemMailParams[T],
): { subject: string; text: string; html: string } | null {
  if (template === 'report') {
    const { subject, text, html } = params as SystemMailParams['report'];
    return { subject, text, html };
  }
  if (!Object.hasOwn(KEYS, template)) return null;
  const [subject, text] = KEYS[template as keyof typeof KEYS];
  const words = say(locale, text, { ...params });
  return { subject: say(locale, subject, { ...params }).replace(/[\r\n]+/g, ' '), text: words, html: asPage(words) };
}

function asPage(text: string): string {
  const paragraphs = text.split('\n\n').map((paragraph) => {
    const safe = paragraph.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`).replaceAll('\n', '<br>');
    return `<p>${/^https?:\/\/\S+$/.test(paragraph) ? `<a href="${safe}">${safe}</a>` : safe}</p>`;
  });
  return `<div style="font:16px/1.5 sans-serif;max-width:36em">${paragraphs.join('\n')}</div>`;
}
