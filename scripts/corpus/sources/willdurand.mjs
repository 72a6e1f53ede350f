// The source willdurand-EmailReplyParser: it states no expectations, but many of its texts have a twin in another source that does.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { lines, Row, stockText } from '../reply-score.mjs';
import { addCase } from './crisp-email-reply-parser.mjs';

export const source = 'willdurand-EmailReplyParser';

const TWINS = 'crisp-email-reply-parser';

export async function score(folder, { inspectMail }) {
  const row = new Row('reply', Object.keys(stockText));
  const known = await readFile(path.join(folder, '..', TWINS, 'expected.json'), 'utf8').catch(() => '{"files":{}}');
  const { files } = JSON.parse(known);
  for (const name of (await readdir(folder)).sort()) {
    const facts = files[name];
    if (!facts) continue;
    const words = await readFile(path.join(folder, name), 'utf8');
    // A twin only when it holds the words that are expected of it.
    const whole = lines(words).join('\n');
    if (facts.reply_text && !whole.includes(lines(facts.reply_text).join('\n'))) continue;
    addCase(row, name, words, facts, inspectMail);
  }
  return [row.row];
}
