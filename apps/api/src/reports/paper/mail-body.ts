// The words of a mailed report: what changed and the figures, plain first; the same as a simple page for readers of HTML. Pure.
import { say } from '../../platform/words/words.js';
import type { Paper } from './paper.js';

interface About {
  report: string;
  workspace: string;
  link: string;
  files: boolean;
}

export function mailBody(paper: Paper, about: About): { subject: string; text: string; html: string } {
  const { locale, title, under } = paper;
  const why = say(locale, 'mail.report-why', { report: about.report, workspace: about.workspace });
  const files = about.files ? [say(locale, 'mail.report-files')] : [];
  const subject = say(locale, 'mail.report-subject', { report: about.report, period: under }).replace(/[\r\n]+/g, ' ');
  const blocks = paper.blocks.flatMap((block) => {
    if (block.kind === 'text') return [{ text: block.text, html: `<p>${safe(block.text)}</p>` }];
    if (block.kind === 'heading')
      return [{ text: block.text.toUpperCase(), html: `<h2 style="${H2}">${safe(block.text)}</h2>` }];
    if (block.kind === 'tiles')
      return [
        {
          text: block.tiles.map(({ name, value, notes }) => `${name}: ${value} (${notes.join('; ')})`).join('\n'),
          html: table(block.tiles.map(({ name, value, notes }) => [name, value, notes.join('; ')])),
        },
      ];
    if (block.kind === 'table')
      return [
        {
          text: [block.title ?? '', ...block.rows.map(({ cells }) => cells.join(' · '))].filter(Boolean).join('\n'),
          html: `${block.title ? `<p><b>${safe(block.title)}</b></p>` : ''}${table(
            block.rows.map(({ cells }) => cells),
            block.head,
          )}`,
        },
      ];
    if (block.kind === 'bars')
      return [
        {
          text: [block.title, ...block.bars.map(({ name, words }) => `${name}: ${words}`)].join('\n'),
          html: `<p><b>${safe(block.title)}</b></p>${table(block.bars.map(({ name, words }) => [name, words]))}`,
        },
      ];
    return [];
  });
  const open = say(locale, 'mail.report-open');
  return {
    subject,
    text: [title, under, ...blocks.map(({ text }) => text), ...files, `${open}: ${about.link}`, why].join('\n\n'),
    html: `<div style="font:15px/1.5 sans-serif;max-width:44em"><h1 style="font-size:20px">${safe(title)}</h1><p>${safe(under)}</p>${blocks
      .map(({ html }) => html)
      .join(
        '\n',
      )}${files.map((line) => `<p>${safe(line)}</p>`).join('')}<p><a href="${safe(about.link)}">${safe(open)}</a></p><p style="font-size:12px">${safe(why)}</p></div>`,
  };
}

/** With the way out, each receiver's own, at the foot. */
export function withStop<Body extends { text: string; html: string }>(body: Body, locale: string, link: string): Body {
  const words = say(locale, 'mail.report-stop');
  return {
    ...body,
    text: `${body.text}\n\n${words}: ${link}`,
    html: body.html.replace(
      /<\/div>$/,
      `<p style="font-size:12px"><a href="${safe(link)}">${safe(words)}</a></p></div>`,
    ),
  };
}

const H2 = 'font-size:16px;margin:24px 0 8px';
const CELL = 'padding:4px 12px 4px 0;border-bottom:1px solid #8884;text-align:left;vertical-align:top';

function table(rows: string[][], head?: string[]): string {
  const line = (cells: string[], tag: 'td' | 'th') =>
    `<tr>${cells.map((cell) => `<${tag} style="${CELL}">${safe(cell)}</${tag}>`).join('')}</tr>`;
  return `<table cellspacing="0" style="border-collapse:collapse;font-size:14px">${head ? line(head, 'th') : ''}${rows
    .map((cells) => line(cells, 'td'))
    .join('')}</table>`;
}

const safe = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
