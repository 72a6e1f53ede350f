// Both paths for Slack: its mrkdwn becomes plain words and HTML, and an agent's marks become mrkdwn.
import { escapeHtml } from '../escape-html.js';
import { type Fields, fieldsOf, listOf, textOf } from '../exact-json.js';
import type { Entity, RichText } from '../telegram/rich-text.js';

/** `<…>` of Slack: a person, a channel, a call to all, a date, a link. */
const REFERENCE = /<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g;

const LINK = 'rel="noopener noreferrer nofollow" target="_blank"';

/** What a person reads. Marks stay as they were typed. */
export function plainOf(mrkdwn: string, emojis: Map<string, string> = new Map()): string {
  const said = mrkdwn.replace(REFERENCE, (_, sigil: string, target: string, label: string | undefined) => {
    if (sigil !== '') return mention(sigil, target, label);
    const address = target.replace(/^(?:mailto|tel):/, '');
    return label && label !== target && label !== address ? `${label} (${address})` : address;
  });
  return withEmojis(unescaped(said), emojis);
}

/** The same with its marks and links, or null where there are none. */
export function htmlOf(mrkdwn: string, emojis: Map<string, string> = new Map()): string | null {
  let marked = false;
  // What is done with stands aside behind a number, so that no mark is looked for within it.
  const aside: string[] = [];
  const keep = (html: string) => `\u{e000}${aside.push(html) - 1}\u{e001}`;
  const restored = (html: string): string =>
    html.replace(/\u{e000}(\d+)\u{e001}/gu, (_, index: string) => restored(aside[Number(index)] ?? ''));
  const source = mrkdwn
    .replace(/[\u{e000}\u{e001}]/gu, '')
    .replace(REFERENCE, (_, sigil: string, target: string, label: string | undefined) => {
      if (sigil !== '') return mention(sigil, target, label);
      if (!/^(?:https?|mailto|tel):/i.test(target)) return label ?? target;
      marked ||= label !== undefined;
      const words = escapeHtml(unescaped(label ?? target.replace(/^(?:mailto|tel):/, '')));
      return keep(`<a href="${escapeHtml(unescaped(target))}" ${LINK}>${words}</a>`);
    });
  const mark = (name: string, done: (html: string) => string) => (_: string, before: string, words: string) => {
    marked = true;
    return `${before}${done(`<${name}>${words}</${name}>`)}`;
  };
  const same = (html: string) => html;
  const html = escapeHtml(withEmojis(unescaped(source), emojis))
    .replace(/()```\n?([^`]+?)\n?```/g, mark('pre', keep))
    .replace(/(^|[^\w`])`([^`\n]+)`/g, mark('code', keep))
    .replace(/(^|[^\w*])\*([^\s*](?:[^*\n]*[^\s*])?)\*(?!\w)/g, mark('b', same))
    .replace(/(^|[^\w_])_([^\s_](?:[^_\n]*[^\s_])?)_(?!\w)/g, mark('i', same))
    .replace(/(^|[^\w~])~([^\s~](?:[^~\n]*[^\s~])?)~(?!\w)/g, mark('s', same));
  return marked ? restored(`<div>${html.replaceAll('\n', '<br>')}</div>`) : null;
}

/** Slack tells emojis by their names; the blocks of the same message know their characters. */
export function emojisOf(blocks: unknown): Map<string, string> {
  const found = new Map<string, string>();
  const pending = [...listOf(blocks)];
  for (let i = 0; i < pending.length && i < 5000; i++) {
    const element: Fields | null = fieldsOf(pending[i]);
    if (!element) continue;
    const [name, unicode] = [textOf(element.name), textOf(element.unicode)];
    if (element.type === 'emoji' && name && unicode && /^[0-9a-f]{2,6}(?:-[0-9a-f]{2,6}){0,9}$/i.test(unicode)) {
      const codes = unicode.split('-').map((code) => Number.parseInt(code, 16));
      if (codes.every((code) => code <= 0x10ffff)) found.set(name, String.fromCodePoint(...codes).toWellFormed());
    }
    pending.push(...listOf(element.elements));
  }
  return found;
}

function mention(sigil: string, target: string, label: string | undefined): string {
  const [name = ''] = target.split('^');
  if (sigil === '@') return `@${label || target}`;
  if (sigil === '#') return `#${label || target}`;
  return label || `@${name}`;
}

const withEmojis = (text: string, emojis: Map<string, string>): string =>
  emojis.size === 0
    ? text
    : text.replace(/:([\w+'-]+(?:::skin-tone-\d)?):/g, (all, name: string) => emojis.get(name) ?? all);

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const MARKS: Partial<Record<Entity['type'], string>> = {
  bold: '*',
  italic: '_',
  strikethrough: '~',
  code: '`',
  pre: '```',
};

/** Marks and links of a piece as mrkdwn; a mark works within one line and stands close to its words. */
export function mrkdwnOf({ text, entities }: RichText): string {
  const before = new Map<number, string>();
  const after = new Map<number, string>();
  const put = (from: number, to: number, opening: string, closing: string) => {
    before.set(from, (before.get(from) ?? '') + opening);
    after.set(to, closing + (after.get(to) ?? ''));
  };
  for (const { type, offset, length, url } of entities) {
    if (type === 'text_link' && url) put(offset, offset + length, `<${escaped(url).replaceAll('|', '%7C')}|`, '>');
    const mark = MARKS[type];
    if (!mark) continue;
    const spans: [number, number][] = type === 'pre' ? [[offset, offset + length]] : linesWithin(text, offset, length);
    for (const [from, to] of spans) put(from, to, mark, mark);
  }
  const quotes = entities.filter(({ type }) => type === 'blockquote');
  let out = '';
  for (let at = 0; at <= text.length; at++) {
    out += after.get(at) ?? '';
    const begins = at < text.length && (at === 0 || text[at - 1] === '\n');
    if (begins && quotes.some(({ offset, length }) => at >= offset && at < offset + length)) out += '> ';
    out += (before.get(at) ?? '') + escaped(text[at] ?? '');
  }
  return out;
}

/** The words of each line of a span, without the white space around them. */
function linesWithin(text: string, offset: number, length: number): [number, number][] {
  const spans: [number, number][] = [];
  let from = offset;
  for (const line of text.slice(offset, offset + length).split('\n')) {
    const words = line.trim();
    const at = from + line.indexOf(words);
    if (words !== '') spans.push([at, at + words.length]);
    from += line.length + 1;
  }
  return spans;
}
