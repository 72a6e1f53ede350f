// Scores the charset torture: sender, subject and words of mails in every Asian and Cyrillic charset, declared and not.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { comparable, counting, filesIn, readJson, shareOf, wordsOf } from '../expectations.mjs';
import { stockFacts } from '../stock.mjs';

export const source = 'mailcore2';

/** Of the expected words so many must be there: a rendering may differ in links and rules. */
const ENOUGH = 0.95;

export async function score(folder, { inspectMail }) {
  const row = counting('facts');
  for (const [name, facts] of Object.entries(readJson(folder, 'expected.json').files)) {
    const bytes = readFileSync(join(folder, name));
    const seen = inspectMail(bytes, name);
    const stock = await stockFacts(bytes);
    for (const [what, ask, tell] of FACTS) {
      if (!facts[what]) continue;
      const rule = ask(seen, facts[what]) ? null : ruleOf(what, facts[what], seen);
      if (rule) {
        row.rule(`${name}: ${what}`, rule);
        continue;
      }
      row.check(`${name}: ${what}`, ask(seen, facts[what]), tell(seen, facts[what]));
      for (const each of stock) row.beside(each.library, ask(each, facts[what]));
    }
  }
  const raw = counting('facts, text without a label');
  const home = join(folder, 'charset-detection/input');
  for (const name of filesIn(home)) {
    const bytes = readFileSync(join(home, name));
    const charset = name.replace(/\.txt$/, '');
    const mail = Buffer.concat([Buffer.from('From: a@b.example\r\nSubject: x\r\n\r\n'), bytes]);
    const expected = comparable(new TextDecoder(charset).decode(bytes));
    const seen = comparable(inspectMail(mail, name).text);
    raw.check(name, seen === expected, `read as ${seen.slice(0, 40)}`);
    for (const each of await stockFacts(mail)) raw.beside(each.library, comparable(each.text) === expected);
  }
  return [row.row, raw.row];
}

function ruleOf(what, expected, seen) {
  if (what === 'subject' && seen.subject === `Re: ${expected}`) return 'the subject is told as it is, Re: and all';
  if (what === 'body_words' && seen.auto === 'complaint') return 'the mail complained of is kept as a file';
  return null;
}

/** Runs of letters; in scripts without spaces each run of two letters is a word. */
function piecesOf(text) {
  const pieces = new Set();
  for (const word of wordsOf(text, 2)) {
    if (/^[\x20-\x7e]+$/.test(word) || !/[\u0e00-\u0eff\u3040-\u9fff\uac00-\ud7af]/.test(word)) pieces.add(word);
    else for (let i = 0; i + 1 < word.length; i++) pieces.add(word.slice(i, i + 2));
  }
  return pieces;
}
const share = (seen, expected) =>
  shareOf(piecesOf(expected.replace(/\([^()\s]*\)/g, ' ')), piecesOf(`${seen.text} ${seen.html ?? ''}`));
const FACTS = [
  ['subject', (seen, expected) => comparable(seen.subject) === comparable(expected), (seen) => seen.subject],
  ['from_email', (seen, expected) => seen.from?.address === expected, (seen) => `${seen.from?.address}`],
  ['from_name', (seen, expected) => (seen.from?.name ?? '') === expected, (seen) => `${seen.from?.name}`],
  [
    'body_words',
    (seen, expected) => share(seen, expected) >= ENOUGH,
    (seen, expected) =>
      `${(100 * share(seen, expected)).toFixed(0)} % of the words: ${comparable(seen.text).slice(0, 80)}`,
  ],
];
