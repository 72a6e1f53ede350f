// What a letter says: the answers or the whole conversation, the way back, and how to get no more. Pure.
import { type Locale, say } from '../../platform/words/words.js';

export interface LetterLine {
  /** null: a machine of ours. */
  author: string | null;
  mine: boolean;
  text: string;
  html: string | null;
  at: Date;
  /** Links that work for whoever gets the letter. */
  files: { name: string; link: string }[];
}

export interface LetterPage {
  locale: Locale;
  /** What the chat calls itself. */
  title: string;
  colour: string;
  lines: LetterLine[];
  /** What the person had said before. */
  asked: string | null;
  timeZone: string;
  /** Into the conversation; null: the ticket is no chat. */
  back: string | null;
  /** To get no more of these; null: this one was asked for. */
  stop: string | null;
  /** Whether an answer to the mail reaches us. */
  answerable: boolean;
}

export interface LetterWords {
  subject: string;
  text: string;
  html: string;
}

export function answersLetter(page: LetterPage): LetterWords {
  const { locale, title, lines, asked } = page;
  const about = asked ? oneLine(asked, 60) : '';
  const subject = about
    ? say(locale, 'letter.subject-about', { title, words: about })
    : say(locale, 'letter.subject', { title });
  const names = [...new Set(lines.map((line) => line.author).filter((name) => name !== null))];
  const intro = say(locale, 'letter.intro', { name: names.join(', ') || title, title });
  const named = names.length > 1;
  return whole(
    page,
    subject,
    intro,
    lines.map((line) => ({ ...line, head: named ? (line.author ?? title) : null })),
  );
}

export function transcriptLetter(page: LetterPage): LetterWords {
  const { locale, title, lines, timeZone } = page;
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  });
  const head = (line: LetterLine) =>
    `${line.mine ? say(locale, 'letter.you') : (line.author ?? title)}, ${format.format(line.at)}`;
  const intro = say(locale, 'letter.transcript-intro', { title });
  const subject = say(locale, 'letter.transcript-subject', { title });
  return whole(
    page,
    subject,
    intro,
    lines.map((line) => ({ ...line, head: head(line) })),
  );
}

function whole(page: LetterPage, subject: string, intro: string, lines: (LetterLine & { head: string | null })[]) {
  const { locale, title, colour, back, stop, answerable } = page;
  const way = [
    ...(back ? [say(locale, 'letter.back', { link: back })] : []),
    ...(answerable ? [say(locale, 'letter.answer')] : []),
  ];
  const end = stop ? say(locale, 'letter.stop', { title, link: stop }) : '';
  const text = [intro, ...lines.map(textOf), way.join('\n'), end].filter(Boolean).join('\n\n');
  const button = back
    ? `<p style="margin:20px 0 8px"><a href="${escapeHtml(back)}" style="color:${colour};font-weight:bold">${escapeHtml(say(locale, 'letter.open'))}</a></p>`
    : '';
  const html = [
    `<p style="margin:0 0 16px;padding:0 0 8px;border-bottom:2px solid ${colour};font-weight:bold">${escapeHtml(title)}</p>`,
    `<p style="margin:0 0 12px">${escapeHtml(intro)}</p>`,
    ...lines.map((line) => htmlOf(line, colour)),
    button,
    answerable ? `<p style="margin:0 0 8px">${escapeHtml(say(locale, 'letter.answer'))}</p>` : '',
    stop
      ? `<p style="margin:16px 0 0;font-size:13px;color:#5b6670">${escapeHtml(say(locale, 'letter.stop-why', { title }))} <a href="${escapeHtml(stop)}" style="color:#5b6670">${escapeHtml(say(locale, 'letter.stop-link'))}</a></p>`
      : '',
  ];
  return { subject: oneLine(subject, 200), text, html: html.filter(Boolean).join('\n') };
}

function textOf({ head, text, files }: LetterLine & { head: string | null }): string {
  return [...(head ? [`${head}:`] : []), text.trim(), ...files.map(({ name, link }) => `📎 ${name}: ${link}`)]
    .filter(Boolean)
    .join('\n');
}

function htmlOf({ head, text, html, files, mine }: LetterLine & { head: string | null }, colour: string): string {
  const words = html ?? escapeHtml(text.trim()).replaceAll('\n', '<br>');
  const name = head ? `<p style="margin:0 0 4px;font-size:13px;color:#5b6670">${escapeHtml(head)}</p>` : '';
  const links = files.map(
    ({ name: file, link }) => `<p style="margin:4px 0 0">📎 <a href="${escapeHtml(link)}">${escapeHtml(file)}</a></p>`,
  );
  return `<div style="margin:0 0 14px;padding:0 0 0 12px;border-left:3px solid ${mine ? '#c3ccd2' : colour}">${name}<div>${words}</div>${links.join('')}</div>`;
}

const escapeHtml = (words: string) => words.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const oneLine = (words: string, most: number): string => {
  const line = words.replace(/\s+/g, ' ').trim();
  return line.length <= most ? line : `${line.slice(0, most - 1).trimEnd()}…`;
};
