// Scores what a helpdesk's own tests expect of forty mails: subjects, words, attachments, threading, automatic mail.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { comparable, counting, readJson } from '../expectations.mjs';
import { stockFacts } from '../stock.mjs';

export const source = 'chatwoot';

export async function score(folder, { inspectMail }) {
  const row = counting('facts');
  const manners = counting('automatic mail', 1);
  for (const [name, facts] of Object.entries(readJson(folder, 'expected.json').files)) {
    const bytes = readFileSync(join(folder, name));
    const seen = inspectMail(bytes, name);
    const stock = await stockFacts(bytes);
    for (const [what, ask] of Object.entries(FACTS)) {
      if (facts[what] === undefined) continue;
      const rule = ask(asOurs(seen), facts[what]) ? null : ruleOf(what, facts[what], seen);
      if (rule) {
        row.rule(`${name}: ${what}`, rule);
        continue;
      }
      row.check(`${name}: ${what}`, ask(asOurs(seen), facts[what]), JSON.stringify(pick(seen, what)).slice(0, 160));
      for (const each of stock) row.beside(each.library, ask(asStock(each), facts[what]));
    }
    // "X-Original-Sender header", "Reply-To address, not From": where the person stands; answers go there, or it is the author.
    const header = /^([\w-]+) (?:header|address)/.exec(facts.sender ?? '')?.[1];
    if (header) {
      const value = new RegExp(`^${header}:(.*)$`, 'im').exec(bytes.toString('latin1'))?.[1] ?? '';
      const people = [seen.from, ...seen.replyTo].map((each) => each?.address ?? '');
      row.check(
        `${name}: sender`,
        people.some((each) => each !== '' && value.includes(each)),
        people.join(', '),
      );
      for (const each of stock) row.beside(each.library, value.includes(each.from?.address ?? '?'));
    }
    if (facts.is_bounce) manners.check(`${name}: bounce`, seen.auto === 'bounce', `${seen.auto}`);
    else if (facts.is_auto !== undefined)
      manners.check(`${name}: automatic`, (seen.auto === 'auto-reply') === facts.is_auto, `${seen.auto}`);
  }
  return [row.row, manners.row];
}

function ruleOf(what, expected, seen) {
  if (what !== 'attachments') return null;
  if (expected === 15 && seen.attachments.length > 15) return 'every file is kept; their limit is 15';
  if (seen.html === null && seen.attachments.every(({ contentId }) => contentId !== null))
    return 'an inline image that no HTML shows is a file, or nobody would see it';
  return null;
}

const asOurs = (seen) => ({
  subject: seen.subject,
  text: seen.text,
  reply: seen.reply,
  files: seen.attachments.filter((each) => !each.inline).map((each) => each.name),
  date: seen.date,
  inReplyTo: seen.inReplyTo[0] ?? null,
  references: seen.references,
});
/** The libraries do not separate a reply: their whole text stands for it. */
const asStock = (each) => ({
  subject: each.subject,
  text: each.text,
  reply: each.text,
  files: each.attachments.filter((file) => !file.inline).map((file) => file.name),
  date: each.date,
  inReplyTo: each.inReplyTo,
  references: each.references,
});

const within = (whole, part) => comparable(whole).includes(comparable(part));
const FACTS = {
  subject: (seen, expected) => comparable(seen.subject) === comparable(expected),
  text_full: (seen, expected) => within(seen.text, expected),
  content: (seen, expected) => within(seen.reply, expected ?? ''),
  content_contains: (seen, expected) => within(seen.reply, expected),
  reply_starts: (seen, expected) => comparable(seen.reply).replace(/\n/g, ' ').startsWith(comparable(expected)),
  attachments: (seen, expected) => seen.files.length === expected,
  filenames: (seen, expected) =>
    Array.isArray(expected) ? `${seen.files}` === `${expected}` : seen.files.every((name) => name !== ''),
  date: (seen, expected) => Date.parse(seen.date) === Date.parse(expected),
  in_reply_to: (seen, expected) => (seen.inReplyTo ?? null) === expected,
  in_reply_to_first: (seen, expected) => seen.inReplyTo === expected,
  references: (seen, expected) => `${seen.references}` === `${expected}`,
};

function pick(seen, what) {
  const ours = asOurs(seen);
  if (/attach|filenames/.test(what)) return seen.attachments.map(({ name, inline }) => (inline ? `(${name})` : name));
  return (
    ours[
      { in_reply_to: 'inReplyTo', text_full: 'text', references: 'references', date: 'date', subject: 'subject' }[what]
    ] ?? ours.reply
  );
}
