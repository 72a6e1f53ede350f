// Nobody's mail may hold up the desk: megabytes of the worst, read in time that grows with their length and no faster.
import { expect, it } from '@jest/globals';
import { replyOfHtml } from './html-reply.js';
import { languageOf } from './language.js';
import { replyOfText } from './reply-text.js';

const MEGABYTE = 1_000_000;
const filled = (piece: string, size = MEGABYTE) => piece.repeat(Math.ceil(size / piece.length));
/**
 * Of the processor's time, in microseconds: what grows with the square of a megabyte takes hours, so this only tells the one
 * from the other on any machine, however busy.
 */
const LINEAR = 8_000_000;
const busy = (since: NodeJS.CpuUsage) => {
  const { user, system } = process.cpuUsage(since);
  return user + system;
};

it.each<[string, string]>([
  ['5 MB of quotes', filled('> some words of an answer\n', 5 * MEGABYTE)],
  ['5 MB of quotes, announced', `Teal.\n\nOn 16/11/2026 9:40, S wrote:\n${filled('> words\n\n', 5 * MEGABYTE)}`],
  ['one letter', filled('a')],
  ['marks', filled('>')],
  ['blanks', filled(' ')],
  ['blanks that do not break', filled('\u00a0')],
  ['On On On', filled('On ')],
  ['On On On, line by line', filled('On On On\n')],
  ['dates and addresses', filled('On 2026 12:30 a@b.c ')],
  ['announcements', filled('On 16.11.2026 9:40 a wrote:\n')],
  ['half announcements', filled('x wrote:\n')],
  ['torn announcements', filled('<a@b\n> wrote:\n')],
  ['glued announcements', filled(`${filled('. On 1 2:22 ', 480)}:\n`)],
  ['dashes', filled('-')],
  ['signature delimiters', filled('-- \n')],
  ['header lines', filled('From: a@b.c\n')],
  ['closings', filled('Best regards,\n')],
  ['half closings', filled('with kind best many warm \n')],
  ['names', filled('-Anna\n\n')],
  ['addresses without end', filled('a@a.')],
  ['trailing blanks', filled(`a${' '.repeat(400)}\n`)],
  ['quotes and answers by turns', filled('> a\n\nb:\n\n')],
])('text: %s', (_, text) => {
  const started = process.cpuUsage();
  const { reply } = replyOfText(text, { reply: false, sender: 'Anna' });
  languageOf(text);
  expect(busy(started)).toBeLessThan(LINEAR);
  expect(reply === '' && text.trim() !== '').toBe(false);
});

it.each<[string, string]>([
  ['quotes in quotes', filled('<blockquote>a')],
  ['quotes and answers by turns', filled('<blockquote>a</blockquote><p>b:</p>')],
  ['announcements', filled('<p>On 16.11.2026 9:40 a wrote:</p><blockquote>a</blockquote>')],
  ['lines in one element', `<pre>${filled('b:\n')}</pre>`],
  ['brackets', filled('<')],
])('HTML: %s', (_, html) => {
  const started = process.cpuUsage();
  replyOfHtml(html, { reply: false, sender: 'Anna' });
  expect(busy(started)).toBeLessThan(LINEAR);
});
