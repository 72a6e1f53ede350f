// A small public page that says one thing, with a button where something is to be done; no script, nothing loaded.
import type { FastifyReply } from 'fastify';
import type { Locale } from '../platform/words/words.js';
import { PAGE_POLICY, STYLE } from '../survey/page-style.js';

export interface ButtonPage {
  status: number;
  locale: Locale;
  title: string;
  text: string;
  /** Where the button posts to; null: there is none. */
  button: { path: string; label: string } | null;
}

export async function sendButtonPage(reply: FastifyReply, page: ButtonPage): Promise<void> {
  const { status, locale, button } = page;
  const [title, text] = [safe(page.title), safe(page.text)];
  const form = button
    ? `<form method="post" action="${safe(button.path)}"><button>${safe(button.label)}</button></form>`
    : '';
  const html = `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${title}</title><style>${STYLE}</style></head>
<body><main><div class="card"><h1>${title}</h1><p role="status">${text}</p>${form}</div></main></body></html>`;
  await reply
    .status(status)
    .headers({ 'content-security-policy': PAGE_POLICY, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
    .type('text/html; charset=utf-8')
    .send(html);
}

const safe = (words: string): string => words.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
