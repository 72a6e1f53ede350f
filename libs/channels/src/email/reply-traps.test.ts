// The nastiest mails: in each, the lines with "+" must be seen and the lines with "-" hidden. Words that vanish are worse than quotes that stay.
import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { replyOfText } from './reply-text.js';

interface Trap {
  name: string;
  came: string;
  sender: string | null;
  lines: { mark: string; words: string }[];
}

const traps: Trap[] = readFileSync(new URL('./fixtures/reply-traps.txt', import.meta.url), 'utf8')
  .split(/^== /m)
  .slice(1)
  .map((block) => {
    const [title = '', ...lines] = block.trimEnd().split('\n');
    const [name = '', came = '', sender = null] = title.split(' | ');
    return { name, came, sender, lines: lines.map((line) => ({ mark: line[0] ?? '', words: line.slice(2) })) };
  });
const shown = (lines: string[]) => lines.map((line) => line.trim()).filter((line) => line !== '');

it.each(traps.map((trap) => [trap.name, trap] as const))('%s', (_, { came, sender, lines }) => {
  const mail = lines.map(({ words }) => words).join('\n');
  const { reply } = replyOfText(mail, { reply: came === 'answer', forward: came === 'forward', sender });
  const wanted = lines.filter(({ mark }) => mark === '+').map(({ words }) => words);
  expect(shown(reply.split('\n'))).toEqual(shown(wanted));
});

const fixture = (file: string) => readFileSync(new URL(`./fixtures/${file}`, import.meta.url), 'utf8');
const footers = fixture('phone-footers.txt').match(/^[+-] .+$/gm)!;
const closings = fixture('closings.txt')
  .split('\n\n')
  .filter((piece) => /^[+-] /.test(piece));

it.each([...footers, ...closings])('%s', (piece) => {
  const mail = `The lid is lost.\n\n${piece.trim().replace(/^[+-] ?/gm, '')}`;
  expect(replyOfText(mail, { reply: false }).reply).toBe(piece.startsWith('+') ? mail : 'The lid is lost.');
});
