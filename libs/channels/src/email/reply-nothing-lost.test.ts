// Whatever a mail looks like: each of its lines is seen or folded away, none is lost, and the words seen are never nothing.
import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { escapeHtml } from '../escape-html.js';
import { replyOfHtml } from './html-reply.js';
import { replyOfText } from './reply-text.js';

const table: Record<string, Record<string, string>> = JSON.parse(
  readFileSync(new URL('./fixtures/reply-languages.json', import.meta.url), 'utf8'),
);
const rows = Object.values(table);
const field = (name: string) => fc.constantFrom(...rows.map((row) => String(row[name])));
const line = fc.oneof(
  fc.constantFrom(
    ...[
      '',
      '> quoted',
      '>> deeper',
      'Hello.',
      'Anna',
      '-Anna',
      '-- ',
      '--',
      '___',
      'From: a@x.example',
      'Subject: lid',
    ],
    ...[
      'P.S. more',
      '- item',
      'It is this:',
      '<a@x.example',
      '> wrote:',
      '> 5 kg',
      'Best regards,',
      'Sent from my iPhone',
    ],
  ),
  field('gmail'),
  field('apple'),
  field('iphone'),
  field('regards'),
  field('forwarded').map((words) => `---------- ${words} ---------`),
  field('original').map((words) => `-----${words}-----`),
  fc.string({ unit: 'grapheme', maxLength: 30 }).map((words) => words.replace(/[\r\n\u0085\u2028\u2029]/g, ' ')),
);
const mail = fc.array(line, { maxLength: 25 });
const about = fc.record({ forward: fc.boolean(), reply: fc.boolean(), sender: fc.constantFrom(null, 'Anna', '(') });
/** The signs alone: white space is nobody's word. */
const signs = (words: string | null) => [...(words ?? '').replace(/\s/gu, '')].sort().join('');

it('loses no line of a text', () => {
  fc.assert(
    fc.property(mail, about, (lines, told) => {
      const text = lines.join('\n');
      const { reply, quoted } = replyOfText(text, told);
      expect(signs(reply + (quoted ?? ''))).toBe(signs(text));
      expect(reply.trim() === '' && text.trim() !== '').toBe(false);
    }),
    { numRuns: 3000 },
  );
});

it('loses no line of a page', () => {
  const page = fc.array(fc.tuple(line, fc.constantFrom('div', 'p', 'blockquote', 'pre', 'td', 'li')), {
    maxLength: 20,
  });
  fc.assert(
    fc.property(page, about, (parts, told) => {
      const html = parts.map(([words, tag]) => `<${tag}>${escapeHtml(words)}</${tag}>`).join('');
      const { reply, quoted, text } = replyOfHtml(html, told);
      expect(signs(reply + (quoted ?? ''))).toBe(signs(text));
      expect(reply.trim() === '' && text.trim() !== '').toBe(false);
    }),
    { numRuns: 2000 },
  );
});
