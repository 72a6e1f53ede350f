// "You said, we did", as everybody sees it: one small page of plain HTML, in three languages, that asks for nothing else.
import { type Locale, say } from '../../platform/words/words.js';
import { asText } from '../page-points.js';
import { shellHtml } from '../page-shell.js';
import type { Said, SaidPage } from './said.store.js';

/** What the lines may take up, in bytes; the frame around them takes the rest of the fifteen. */
const ROOM = 8500;

/** `from`: how many of the newest were on pages before. */
export function saidHtml(page: SaidPage, locale: Locale, path: string, from: number): string {
  const words = (key: Parameters<typeof say>[1], params = {}) => asText(say(locale, key, params));
  const lines: string[] = [];
  let room = ROOM;
  for (const one of page.items.slice(from)) {
    const line = lineHtml(one, locale);
    room -= Buffer.byteLength(line);
    if (room < 0 && lines.length > 0) break;
    lines.push(line);
  }
  const next = from + lines.length;
  const more =
    next < page.items.length
      ? `<p><a href="${path}?lang=${locale}&amp;from=${next}">${words('said.older')}</a></p>`
      : '';
  const title = say(locale, 'said.title');
  const list = lines.length > 0 ? `<ul class="said">${lines.join('')}</ul>` : `<p>${words('said.none')}</p>`;
  const body = `<h1>${asText(title)}</h1><p class="soft">${asText(page.workspace)}</p><p>${words('said.intro')}</p>${list}${more}`;
  return shellHtml({ locale, path, title, body, kept: from > 0 ? `&amp;from=${from}` : '' });
}

function lineHtml({ words, day }: Said, locale: Locale): string {
  const [language, told] = wordsIn(words, locale);
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
  const lang = language === locale ? '' : ` lang="${language}"`;
  return `<li><p class="soft"><time datetime="${day}">${asText(date)}</time></p>
<h2>${asText(say(locale, 'said.said'))}</h2><p${lang}>${asText(told.said)}</p>
<h2>${asText(say(locale, 'said.did'))}</h2><p${lang}>${asText(told.did)}</p></li>`;
}

/** In this language, else in whichever it was written. */
function wordsIn(words: Said['words'], locale: Locale): [Locale, { said: string; did: string }] {
  const written = Object.entries(words) as [Locale, { said: string; did: string }][];
  return written.find(([language]) => language === locale) ?? written[0] ?? [locale, { said: '', did: '' }];
}
