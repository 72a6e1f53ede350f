// The source email_reply_parser: bare texts, some of them made to hang a parser.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { lines, mailOf, Row, ruleFor, sameText, stockOn, stockText } from '../reply-score.mjs';

export const source = 'email_reply_parser';

export async function score(folder, { inspectMail }) {
  const { files } = JSON.parse(await readFile(path.join(folder, 'expected.json'), 'utf8'));
  const row = new Row('reply', Object.keys(stockText));
  for (const [name, facts] of Object.entries(files)) {
    const words = await readFile(path.join(folder, name), 'utf8');
    const started = performance.now();
    const { reply } = inspectMail(mailOf(words), name);
    const seconds = (performance.now() - started) / 1000;
    const judge = judgeOf(facts, words);
    const timed = facts.must_finish_fast || facts.must_finish_within_s;
    row.add(
      name,
      reply,
      // The stock libraries are asked for their words only.
      (answer) => (answer === reply && timed && seconds > 1 ? `took ${seconds.toFixed(1)} s` : judge(answer)),
      timed ? {} : stockOn(stockText, words),
      facts.reply_text ? ruleFor(facts.reply_text, reply) : null,
    );
  }
  return [row.row];
}

const has = (reply, words) => lines(reply).join('\n').includes(lines(words).join('\n'));
const starts = (reply, words) => lines(reply).join('\n').startsWith(lines(words).join('\n'));

function judgeOf(facts, words) {
  return (reply) => {
    if (lines(reply).length === 0) return 'nothing was left';
    if (facts.reply_text !== undefined && !sameText(reply, facts.reply_text)) return 'not the reply expected';
    if (facts.reply_starts && !starts(reply, facts.reply_starts)) return 'does not begin as expected';
    if (facts.nothing_cut && !sameText(reply, words)) return 'something was cut';
    const held = [facts.reply_must_contain, facts.reply_contains, facts.inline_replies_kept].flat().filter(Boolean);
    const missing = held.find((each) => !has(reply, each));
    if (missing) return `lacks ${missing}`;
    const hidden = [facts.hidden_starts, facts.signature_starts].flat().filter(Boolean);
    const shown = hidden.find((each) => lines(reply).some((line) => line.startsWith(lines(each)[0])));
    return shown ? `still shows ${shown}` : null;
  };
}
