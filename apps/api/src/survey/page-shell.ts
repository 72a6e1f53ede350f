// The frame of every small public page: the languages above, the words on a card, nothing else to be fetched.
import { LOCALES, type Locale } from '../platform/words/words.js';
import { asText } from './page-points.js';
import { STYLE } from './page-style.js';

const NAMES: Record<Locale, string> = { en: 'English', ru: 'Русский', bg: 'Български' };

export interface Shell {
  locale: Locale;
  path: string;
  title: string;
  body: string;
  /** What the links to other languages carry along, written for HTML. */
  kept?: string;
  below?: string;
  script?: string;
}

export function shellHtml({ locale, path, title, body, kept = '', below = '', script = '' }: Shell): string {
  const languages = LOCALES.map((one) =>
    one === locale
      ? `<span aria-current="true">${NAMES[one]}</span>`
      : `<a href="${path}?lang=${one}${kept}" lang="${one}" hreflang="${one}">${NAMES[one]}</a>`,
  );
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${asText(title)}</title><style>${STYLE}</style></head>
<body><main><nav aria-label="Language">${languages.join('')}</nav><div class="card">${body}</div><footer>${below}</footer></main>${script}</body></html>`;
}
