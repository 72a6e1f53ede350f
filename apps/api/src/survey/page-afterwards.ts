// Path C, what came of an answer: that it was read, by whom, what was done; and where whoever is glad may say so.
import { type Locale, say } from '../platform/words/words.js';
import { asText } from './page-points.js';
import type { ReviewPlace } from './survey-settings.js';

export interface Afterwards {
  /** Who of ours read the answer as it stands; a first name. Null: nobody has yet. */
  read: { at: Date; by: string | null } | null;
  /** What was done about it, in the words of who did it. */
  told: { text: string; at: Date; by: string | null } | null;
  /** Only after a good answer. */
  reviews: ReviewPlace[];
  /** The public list of what others said and what was done; null: there is none. */
  saidUrl: string | null;
  /** Nobody says whether it was read: there is no page to come back to. */
  quiet?: boolean;
}

export const NOTHING_YET: Afterwards = { read: null, told: null, reviews: [], saidUrl: null };

/** The page names people by what their colleagues call them, and no further. */
export const firstNameOf = (name: string | undefined): string | null => name?.trim().split(/\s+/)[0] || null;

export function afterwardsHtml(after: Afterwards, locale: Locale, timeZone: string): string {
  const day = (at: Date) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(at).replaceAll(' ', '\u00a0');
  const words = (key: Parameters<typeof say>[1], params = {}) => asText(say(locale, key, params));
  const heard = `${readHtml()}${toldHtml()}`;
  return `${heard && `<section class="after">${heard}</section>`}${reviewsHtml()}${saidHtml()}`;

  function readHtml(): string {
    if (!after.read) return after.told || after.quiet ? '' : `<p class="soft">${words('survey.not-read')}</p>`;
    const { at, by } = after.read;
    return `<p>${by ? words('survey.read-by', { name: by, date: day(at) }) : words('survey.read', { date: day(at) })}</p>`;
  }

  function toldHtml(): string {
    if (!after.told) return '';
    const { text, at, by } = after.told;
    const sign = by ? words('survey.told-by', { name: by, date: day(at) }) : asText(day(at));
    return `<h2>${words('survey.told')}</h2><blockquote>${asText(text)}</blockquote><p class="soft">${sign}</p>`;
  }

  function reviewsHtml(): string {
    if (after.reviews.length === 0) return '';
    const links = after.reviews.map(
      ({ label, url }) => `<li><a href="${asText(url)}" rel="noopener noreferrer nofollow">${asText(label)}</a></li>`,
    );
    return `<section class="after"><p>${words('survey.reviews')}</p><ul>${links.join('')}</ul></section>`;
  }

  function saidHtml(): string {
    return after.saidUrl ? `<p><a href="${asText(after.saidUrl)}">${words('survey.said-link')}</a></p>` : '';
  }
}
