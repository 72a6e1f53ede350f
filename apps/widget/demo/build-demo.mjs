// Makes the sample shop in its three languages from one page and one table of words.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { page } from './page.mjs';
import { shop } from './words.mjs';

const TINS = ['#3f6b4f', '#8a5a2b', '#7a3b46', '#c08a2e', '#4a5d7a', '#6b6f3a'];

/** Writes `to`/{index,ru/index,bg/index}.html, the style and the pictures; the desk puts its key for `__WIDGET_KEY__`. */
export function buildDemo(from, to) {
  for (const [lang, words] of Object.entries(shop)) {
    const { products, facts, ...plain } = words;
    const values = {
      ...plain,
      lang,
      home: lang === 'en' ? '/demo/' : `/demo/${lang}/`,
      currentEn: current(lang, 'en'),
      currentRu: current(lang, 'ru'),
      currentBg: current(lang, 'bg'),
      products: products.map(card).join('\n'),
      facts: facts.map(([term, said]) => `          <div><dt>${term}</dt><dd>${said}</dd></div>`).join('\n'),
    };
    const html = page(values);
    if (html.includes('undefined')) throw new Error(`demo/words.mjs lacks a word in ${lang}`);
    const folder = lang === 'en' ? to : join(to, lang);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'index.html'), html);
  }
  for (const file of ['demo.css', 'leaf.svg', 'pot.svg']) cpSync(join(from, file), join(to, file));
}

const current = (lang, of) => (lang === of ? ' aria-current="true"' : '');

const card = ([name, about, price], i) => `          <li>
            <svg viewBox="0 0 120 130" aria-hidden="true"><rect x="26" y="8" width="68" height="20" rx="5" fill="${TINS[i]}"/><rect x="20" y="24" width="80" height="98" rx="8" fill="${TINS[i]}"/><rect x="20" y="24" width="80" height="5" fill="#0002"/><rect x="32" y="52" width="56" height="46" rx="3" fill="#fbf7ee"/><path d="M60 90V72c0-9 6-14 15-14 0 9-6 14-15 14m0 8c0-7-5-11-12-11 0 7 5 11 12 11" fill="none" stroke="${TINS[i]}" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/></svg>
            <h3>${name}</h3>
            <p>${about}</p>
            <p class="price">${price}</p>
          </li>`;
