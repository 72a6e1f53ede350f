// The author's own words in every language and in the shape of every widespread mail program: exactly they, and nothing else.
import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { replyOfHtml } from './html-reply.js';
import { replyOfText } from './reply-text.js';

interface Words {
  own: string;
  gmail: string;
  apple: string;
  labels: [string, string, string, string];
  sent: string;
  original: string;
  iphone: string;
  regards: string;
  forwarded: string;
  appleForward: string;
}
const table = JSON.parse(readFileSync(new URL('./fixtures/reply-languages.json', import.meta.url), 'utf8')) as Record<
  string,
  Words
>;
const languages = Object.entries(table);

const QUOTED = ['Zelvo Kantari 1042.', '', 'Mira — Desk'];
const marked = QUOTED.map((line) => `> ${line}`.trimEnd()).join('\n');
const inHtml = (lines: string) =>
  lines
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .split('\n')
    .map((line) => `<div>${line}</div>`)
    .join('');
const header = ({ labels: [from, sent, to, subject], sent: date }: Words, star = '') =>
  [`${from}:`, `${sent}:`, `${to}:`, `${subject}:`]
    .map((label) => `${star}${label}${star} `)
    .map((label, i) => label + ['Support', date, 'Anna', 'Zelvo 1042'][i])
    .join('\n');
const text = (words: string) => replyOfText(words, { reply: false }).reply;
const html = (words: string) =>
  replyOfHtml(words, { reply: false })
    .reply.split('\n')
    .filter((line) => line !== '')
    .join('\n');

it.each(languages)('%s: Gmail', (_, words) => {
  expect(text(`${words.own}\n\n${words.gmail}\n\n${marked}\n`)).toBe(words.own);
  expect(text(`${words.gmail}\n\n${marked}\n\n${words.own}\n`)).toBe(words.own);
  expect(
    html(
      `<div dir="ltr">${inHtml(words.own)}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">${inHtml(words.gmail)}</div><blockquote class="gmail_quote" style="border-left:1px solid">${inHtml(QUOTED.join('\n'))}</blockquote></div>`,
    ),
  ).toBe(words.own);
});

it.each(languages)('%s: Apple, from a phone', (_, words) => {
  expect(text(`${words.own}\n\n${words.iphone}\n\n${words.apple}\n\n${marked}\n`)).toBe(words.own);
  expect(
    html(
      `<html><body>${inHtml(words.own)}<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">${words.iphone}</div><div dir="ltr"><br><blockquote type="cite">${inHtml(words.apple)}<br></blockquote></div><blockquote type="cite">${inHtml(QUOTED.join('\n'))}</blockquote></body></html>`,
    ),
  ).toBe(words.own);
});

it.each(languages)('%s: Outlook', (_, words) => {
  const rule = '________________________________';
  expect(text(`${words.own}\n\n${rule}\n${header(words)}\n\n${QUOTED.join('\n')}\n`)).toBe(words.own);
  expect(text(`${words.own}\n\n${header(words, '*')}\n\n${QUOTED.join('\n')}\n`)).toBe(words.own);
  expect(
    html(
      `<body>${inHtml(words.own)}<hr style="width:98%"><div id="divRplyFwdMsg"><font>${header(words)
        .split('\n')
        .map((line) => line.replace(/^(.*?:)/, '<b>$1</b>'))
        .join('<br>')}</font></div>${inHtml(QUOTED.join('\n'))}</body>`,
    ),
  ).toBe(words.own);
});

it.each(languages)('%s: a closing, and the original message below', (_, words) => {
  const original = `-----${words.original}-----`;
  expect(text(`${words.own}\n\n${words.regards}\n\n${original}\n${header(words)}\n\n${QUOTED.join('\n')}\n`)).toBe(
    words.own,
  );
  expect(text(`${words.own}\n\n${words.regards}\nAnna Ilieva\n\n${original}\n\n${QUOTED.join('\n')}\n`)).toBe(
    words.own,
  );
});

it.each(languages)('%s: what is passed on stays', (_, words) => {
  const forward = `---------- ${words.forwarded} ---------\n${header(words)}\n\n${QUOTED.join('\n')}\n\n${words.gmail}\n${marked}`;
  expect(text(`${words.own}\n\n${forward}`)).toBe(`${words.own}\n\n${forward}`);
  expect(text(forward)).toBe(forward);
  const apple = `${words.appleForward}\n\n> ${header(words).replaceAll('\n', '\n> ')}\n>\n${marked}`;
  expect(text(`${words.own}\n\n${apple}`)).toBe(`${words.own}\n\n${apple}`);
  expect(text(`${words.own}\n\n> ${apple}`)).toBe(`${words.own}\n\n> ${apple}`);
});

it.each(languages)('%s: the words of programs in a sentence are the author’s', (_, words) => {
  const [from, sent, to] = words.labels;
  const trip = `${from}: Plovdiv\n${to}: Ruse\n${sent}: 14`;
  expect(text(`${words.own}\n\n${trip}\n\n${words.own}`)).toBe(`${words.own}\n\n${trip}\n\n${words.own}`);
  const inSentence = `${words.own} ${words.iphone.replace(/\.$/, '')}, ${words.own}`;
  expect(text(inSentence)).toBe(inSentence);
});
