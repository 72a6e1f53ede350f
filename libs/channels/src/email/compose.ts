// Path B for mail: the words of a message as text and as HTML: answer, signature, survey, quote.
import type { Card, OutboundMail, OutboundMessage } from '../channel.js';
import { escapeHtml } from '../escape-html.js';
import { sanitiseMailHtml } from './sanitise.js';
import type { Signature } from './settings-outbound.js';

/** A number, with a star or without one: such buttons stand in rows. */
const SHORT_LABEL = 4;

/** Plain words as HTML: their line breaks stay, their addresses become links. */
export function htmlOfText(text: string): string {
  const escaped = escapeHtml(text).replace(/https?:\/\/[^\s<>"]{1,2000}/g, (url) => {
    const tail = /(?:&quot;|&gt;|[.,;:!?)\]])+$/.exec(url)?.[0] ?? '';
    const address = url.slice(0, url.length - tail.length);
    return `<a href="${address}">${address}</a>${tail}`;
  });
  return escaped
    .split(/\n{2,}/)
    .map((paragraph) => `<p style="margin:0 0 12px">${paragraph.replaceAll('\n', '<br>')}</p>`)
    .join('');
}

/** The text part. */
export function textBody(message: OutboundMessage, signature: Signature | null): string {
  const parts = [message.text.trim()];
  if (message.card) parts.push(cardText(message.card, message.text));
  if (signature) parts.push(`-- \n${signature.text}`);
  const quote = message.mail?.quote;
  if (quote) parts.push(`${quote.header}\n${quote.text.trim().split('\n').map(quotedLine).join('\n')}`);
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

const quotedLine = (line: string): string => (line.startsWith('>') ? `>${line}` : line === '' ? '>' : `> ${line}`);

function cardText(card: Card, above: string): string {
  const links = card.buttons.map((button) => `${button.label}: ${button.url}`);
  const question = above.includes(card.text.trim()) ? '' : card.text.trim();
  return [question, (links.length > 0 ? links : [card.url]).join('\n'), card.footer?.trim()]
    .filter(Boolean)
    .join('\n\n');
}

/** The HTML part: tables and inline styles, as mail programs want it. */
export function htmlBody(message: OutboundMessage, signature: Signature | null): string {
  const words = message.html
    ? sanitiseMailHtml(message.html)
    : message.text.trim() === ''
      ? ''
      : htmlOfText(message.text.trim());
  const parts = [words];
  if (message.card) parts.push(cardHtml(message.card, message.text));
  if (signature)
    parts.push(
      `<div class="otklik-signature" style="color:#5b6670;margin:16px 0 0">-- <br>${signatureHtml(signature)}</div>`,
    );
  if (message.mail?.quote) parts.push(quoteHtml(message.mail.quote));
  const body = parts.filter(Boolean).join('\n');
  return `<!DOCTYPE html><html lang="${escapeHtml(message.locale)}"><head><meta charset="utf-8"></head><body><div style="font-family:-apple-system,'Segoe UI',Roboto,Arial,sans-serif;font-size:15px;line-height:1.5;color:#1d2429;overflow-wrap:anywhere">${body}</div></body></html>`;
}

const signatureHtml = ({ text, html }: Signature): string =>
  html ? sanitiseMailHtml(html) : escapeHtml(text).replaceAll('\n', '<br>');

function cardHtml(card: Card, above: string): string {
  const question = above.includes(card.text.trim())
    ? ''
    : `<p style="margin:16px 0 12px;font-size:17px;font-weight:bold">${escapeHtml(card.text.trim()).replaceAll('\n', '<br>')}</p>`;
  const short = card.buttons.every((button) => button.label.length <= SHORT_LABEL);
  const cells = card.buttons.map((button) => {
    const link = `<a href="${escapeHtml(button.url)}" style="display:block;padding:12px ${short ? 16 : 14}px;border:1px solid #c3ccd2;border-radius:8px;background-color:#f4f7f8;color:#1d2429;text-decoration:none;font-size:16px;text-align:center">${escapeHtml(button.label)}</a>`;
    return short ? `<td style="padding:0 6px 6px 0">${link}</td>` : `<tr><td style="padding:0 0 6px">${link}</td></tr>`;
  });
  const rows = short ? rowsOf(cells, 6) : cells.join('');
  const table =
    cells.length > 0
      ? `<table role="presentation" cellpadding="0" cellspacing="0" border="0">${rows}</table>`
      : `<p><a href="${escapeHtml(card.url)}">${escapeHtml(card.url)}</a></p>`;
  const footer = card.footer
    ? `<p style="margin:12px 0 0;font-size:13px;color:#5b6670">${footerHtml(card.footer)}</p>`
    : '';
  return `${question}${table}${footer}`;
}

function rowsOf(cells: string[], perRow: number): string {
  const rows: string[] = [];
  for (let i = 0; i < cells.length; i += perRow) rows.push(`<tr>${cells.slice(i, i + perRow).join('')}</tr>`);
  return rows.join('');
}

const footerHtml = (footer: string): string =>
  htmlOfText(footer)
    .replace(/^<p[^>]*>/, '')
    .replace(/<\/p>$/, '');

/** The markup that mail programs fold away, ours included. */
function quoteHtml({ header, text }: NonNullable<OutboundMail['quote']>): string {
  return `<div class="gmail_quote" style="margin:20px 0 0"><div class="gmail_attr">${escapeHtml(header)}<br></div><blockquote type="cite" class="gmail_quote" style="margin:8px 0 0;padding:0 0 0 12px;border-left:2px solid #c3ccd2;color:#5b6670">${escapeHtml(text.trim()).replaceAll('\n', '<br>')}</blockquote></div>`;
}
