// The source crisp-email-reply-parser: bare texts, with the reply, or with words that it must hold, or "nothing may be cut".
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { equals, mailOf, Row, ruleFor, sameText, stockOn, stockText } from '../reply-score.mjs';

export const source = 'crisp-email-reply-parser';

export async function score(folder, { inspectMail }) {
  const { files } = JSON.parse(await readFile(path.join(folder, 'expected.json'), 'utf8'));
  const row = new Row('reply', Object.keys(stockText));
  for (const [name, facts] of Object.entries(files)) {
    const words = await readFile(path.join(folder, name), 'utf8');
    addCase(row, name, words, facts, inspectMail);
  }
  return [row.row];
}

/** One text with what is known of its reply; texts of which nothing is known are passed over. */
export function addCase(row, name, words, facts, inspectMail) {
  const judge = judgeOf(facts, words);
  if (!judge) return;
  const { reply } = inspectMail(mailOf(words), name);
  const wanted = facts.reply_text ?? (facts.fragments === 1 ? words : null);
  row.add(name, reply, judge, stockOn(stockText, words), wanted === null ? null : ruleFor(wanted, reply));
}

function judgeOf(facts, words) {
  if (facts.reply_text !== undefined) return equals(facts.reply_text);
  const judges = [];
  if (facts.fragments === 1) judges.push((reply) => (sameText(reply, words) ? null : 'something was cut'));
  for (const pattern of facts.reply_matches ?? [])
    judges.push((reply) => (new RegExp(pattern).test(reply) ? null : `lacks ${pattern}`));
  // What that parser found second stands outside of the reply.
  for (const pattern of facts.second_fragment_matches ?? [])
    if (pattern.startsWith('^--')) judges.push((reply) => (/^--\s*$/m.test(reply) ? 'the signature was kept' : null));
  return judges.length === 0 ? null : (reply) => judges.map((judge) => judge(reply)).find((wrong) => wrong) ?? null;
}
