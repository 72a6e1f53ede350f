// Mail domains that belong to everybody: an address there says nothing of the company somebody works for.
import { createRequire } from 'node:module';

/** The list of the package email-providers (ISC, some 8,000 domains), and what people here use that it lacks. */
const LISTED = createRequire(import.meta.url)('email-providers/all.json') as string[];
const OURS = [
  // Mail.ru, Yandex and Rambler under their other names.
  ...['internet.ru', 'vk.com', 'yandex.by', 'yandex.kz', 'yandex.ua', 'yandex.uz', 'narod.ru', 'xmail.ru', 'mail.ua'],
  ...[
    'lenta.ru',
    'autorambler.ru',
    'myrambler.ru',
    'ro.ru',
    'rambler.ua',
    'tut.by',
    'mail.kz',
    'meta.ua',
    'bigmir.net',
  ],
  // Bulgaria.
  ...['mail.bg', 'dir.bg', 'gbg.bg', 'abv.bg', 'data.bg', 'gyuvetch.bg', 'mbox.contact.bg'],
  // The world.
  ...['googlemail.com', 'fastmail.com', 'tutanota.com', 'tuta.io', 'duck.com', 'privaterelay.appleid.com', 'hey.com'],
];
const PUBLIC = new Set([...LISTED, ...OURS].map((domain) => domain.toLowerCase()));

export const isPublicMail = (domain: string): boolean => PUBLIC.has(domain.toLowerCase());

/** As it is kept: `https://www.Acme.com/…`, `@acme.com` and `acme.com` are one; null: it is no domain. */
export function plainDomain(said: string): string | null {
  const bare = said
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^.*@/, '')
    .replace(/[/?#].*$/, '')
    .replace(/^www\./, '')
    .replace(/\.$/, '');
  if (!bare || bare.length > 253 || /[\s:@]/.test(bare)) return null;
  try {
    const ascii = new URL(`http://${bare}`).hostname;
    return /^([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/.test(ascii) ? ascii : null;
  } catch {
    return null;
  }
}
