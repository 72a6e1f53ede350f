// How a ticket looks on paper and in a file: one column, every fold open, nothing to load. Pure.
import type { MessageItem } from '@otklik/contract';
import { channelWords } from '../platform/words/channel-words.js';
import { type Locale, say, type WordKey } from '../platform/words/words.js';
import type { TicketDetails } from './read-ticket.js';

export interface PageFile {
  /** A picture, as a data: address. */
  source: string;
}

export interface TicketPage {
  exportedAt: string;
  workspace: string;
  ticket: TicketDetails;
  tags: string[];
  agents: Record<string, string>;
  messages: MessageItem[];
  /** What was said about it with others, each after the conversation. */
  sides: { subject: string | null; contact: { name: string | null; address: string }; items: MessageItem[] }[];
  files: Map<string, PageFile>;
  locale: Locale;
  timeZone: string;
}

const STYLE = `:root{color-scheme:light}*{box-sizing:border-box}body{margin:0 auto;padding:32px 24px;max-width:760px;font:14px/1.5 Inter,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:#16191d;background:#fff;overflow-wrap:anywhere}
h1{margin:0 0 4px;font-size:20px;line-height:28px}dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px;margin:12px 0 24px;font-size:13px}dt{color:#626973}dd{margin:0}
h1.side{margin-top:32px;padding-top:16px;border-top:1px solid #e4e7e9;font-size:16px}h2{margin:24px 0 8px;font-size:12px;font-weight:600;color:#626973;text-align:center}
article{margin:0 0 12px;padding:10px 14px;border:1px solid #e4e7e9;border-radius:8px;break-inside:avoid-page}
article.us{border-inline-start:3px solid #0f766e}article.note{border-color:#f0dcae;border-inline-start:3px solid #b45309;background:#fff8e6}
header{display:flex;gap:8px;margin-bottom:6px;font-size:12px;color:#626973}header strong{color:#16191d}header time{margin-inline-start:auto;white-space:nowrap;font-variant-numeric:tabular-nums}
p{margin:0;white-space:pre-wrap}blockquote{margin:8px 0 0;padding-inline-start:12px;border-inline-start:3px solid #d6dade;color:#4b525b;white-space:pre-wrap}
ul{margin:8px 0 0;padding:0;list-style:none;font-size:12px;color:#4b525b}img{display:block;max-width:100%;max-height:420px;margin-top:6px;border-radius:4px}
.small,footer{font-size:12px;color:#626973}footer{margin-top:24px;border-top:1px solid #e4e7e9;padding-top:8px}
@media print{body{max-width:none;padding:0}@page{margin:16mm 14mm}article.note{background:none}}`;

/** The whole page; every word of a person in it is escaped. */
export function ticketPage(given: TicketPage): string {
  const { ticket, locale, workspace, exportedAt, tags } = given;
  const word = (key: WordKey, params: Record<string, string | number> = {}) => text(say(locale, key, params));
  const moment = (iso: string) => text(time(iso, given, { dateStyle: 'medium', timeStyle: 'short' }));
  const customer = ticket.contact.name || ticket.contact.address;
  const title = `${say(locale, 'ticket.sign')}${ticket.number} ${ticket.subject ?? customer}`;
  const rows: [WordKey, string][] = [
    ['export.customer', text(ticket.contact.name ? `${ticket.contact.name} (${ticket.contact.address})` : customer)],
    ['export.channel', text(channelWords(ticket.channel, locale))],
    ['export.state', word(`export.state-${ticket.state}`)],
    ['export.opened', moment(ticket.openedAt)],
    ...(ticket.solvedAt ? [['export.solved', moment(ticket.solvedAt)] as [WordKey, string]] : []),
    ...(tags.length > 0 ? [['export.tags', text(tags.join(', '))] as [WordKey, string]] : []),
  ];
  const lines = talk(given.messages, given, customer);
  const sides = given.sides.flatMap(({ subject, contact, items }) => {
    const name = contact.name || contact.address;
    const head = `<h1 class="side">${word('export.side', { name })}</h1><p class="small">${text(subject ?? '')}</p>`;
    return [head, ...talk(items, given, name)];
  });
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer"><title>${text(title)}</title><style>${STYLE}</style></head><body><main>
<h1>${text(title)}</h1><dl>${rows.map(([key, value]) => `<dt>${word(key)}</dt><dd>${value}</dd>`).join('')}</dl>
${[...lines, ...sides].join('\n')}
</main><footer>${word('export.footer', { workspace, time: time(exportedAt, given, { dateStyle: 'medium', timeStyle: 'short' }), zone: given.timeZone })}</footer></body></html>`;
}

/** Its lines, with the days between them. */
function talk(messages: MessageItem[], given: TicketPage, customer: string): string[] {
  let day = '';
  return messages.map((one) => {
    const its = time(one.at, given, { dateStyle: 'long' });
    const head = its === day ? '' : `<h2>${text(its)}</h2>`;
    day = its;
    return head + line(one, given, customer);
  });
}

function line(item: MessageItem, given: TicketPage, customer: string): string {
  const { locale, agents, files } = given;
  const word = (key: WordKey, params: Record<string, string | number> = {}) => text(say(locale, key, params));
  const theirs = item.kind === 'customer';
  const name = theirs ? item.mail?.fromName || item.mail?.from || customer : (agents[item.agentId ?? ''] ?? null);
  const who = name === null ? word('export.machine') : text(name);
  const to = [...(item.mail?.to ?? []), ...(item.mail?.cc ?? [])];
  const marks = [
    ...(item.kind === 'note' ? [word('export.note')] : []),
    ...(item.state === 'failed' ? [word('export.failed')] : []),
    ...(item.deletedAt ? [word('export.deleted')] : []),
    ...(item.card ? [word('export.survey')] : []),
  ];
  const named = item.files.map((file) => {
    const picture = files.get(file.id);
    return `<li>${text(file.name)} (${Math.max(1, Math.round(file.size / 1024))} KB)${picture ? `<img alt="${text(file.name)}" src="${picture.source}">` : ''}</li>`;
  });
  return `<article class="${item.kind === 'note' ? 'note' : theirs ? 'them' : 'us'}" id="m-${item.id}"><header><strong>${who}</strong>${marks.map((mark) => `<span>${mark}</span>`).join('')}<time datetime="${item.at}">${text(time(item.at, given, { timeStyle: 'short' }))}</time></header>${
    to.length > 0 ? `<p class="small">→ ${text(to.join(', '))}</p>` : ''
  }<p>${text(item.text)}</p>${item.quoted?.trim() ? `<blockquote>${text(item.quoted)}</blockquote>` : ''}${
    named.length > 0 ? `<ul>${named.join('')}</ul>` : ''
  }</article>`;
}

const time = (iso: string, { locale, timeZone }: TicketPage, style: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { ...style, timeZone }).format(new Date(iso));

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const text = (words: string) => words.replace(/[&<>"']/g, (sign) => SIGNS[sign]!);
