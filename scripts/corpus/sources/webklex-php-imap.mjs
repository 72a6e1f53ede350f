// Scores some 300 single facts over forty mails: senders, names, subjects, dates, words, names and contents of attachments.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { comparable, counting, readJson, shareOf, wordsOf } from '../expectations.mjs';
import { stockFacts } from '../stock.mjs';

export const source = 'webklex-php-imap';

export async function score(folder, { inspectMail }) {
  const row = counting('facts');
  for (const [name, facts] of Object.entries(readJson(folder, 'expected.json').files)) {
    const bytes = readFileSync(join(folder, name));
    const seen = inspectMail(bytes, name);
    const stock = await stockFacts(bytes);
    for (const { what, expected } of facts) {
      const [ask, tell] = askOf(what, expected) ?? [];
      if (!ask) continue;
      const label = `${name}: ${what.replace(/^\$/, '')}`;
      const rule = ruleOf(what, expected, seen, facts);
      if (rule && !ask(seen)) row.rule(label, rule);
      else {
        row.check(
          label,
          ask(seen),
          `${JSON.stringify(tell(seen))?.slice(0, 120)} for ${JSON.stringify(expected).slice(0, 120)}`,
        );
        for (const each of stock) row.beside(each.library, ask(each));
      }
    }
  }
  return [row.row];
}

/** How one property of that library is asked of a mail; null where it is its own affair (its numbering, its guesses). */
function askOf(what, expected) {
  if (/attachment->(name|filename)$/.test(what)) {
    // Names that it makes up for parts without one: any name will do.
    const invented = /^[0-9a-f]{8}$/.test(expected);
    const names = (mail) => mail.attachments.map((each) => each.name);
    return [
      (mail) =>
        invented ? names(mail).length > 0 : names(mail).some((each) => comparable(each) === comparable(expected)),
      names,
    ];
  }
  const property = /^\$(?:message|from)->(?:get)?(\w+)/.exec(what)?.[1]?.toLowerCase();
  const detail = /->(personal|mail|full)$/.exec(what)?.[1];
  const person = (read) => [
    (mail) =>
      typeof expected === 'string' && expected.includes('@')
        ? addressOf(expected) === (read(mail)?.address ?? '')
        : true,
    (mail) => read(mail),
  ];
  switch (property) {
    case 'subject':
      return [(mail) => comparable(mail.subject) === comparable(expected), (mail) => mail.subject];
    case 'message_id':
      return [(mail) => (mail.messageId ?? '').replace(/[<>]/g, '') === expected, (mail) => mail.messageId];
    case 'gettextbody':
    case 'textbody':
    case 'htmlbody':
      return [
        (mail) =>
          shareOf(wordsOf(visible(expected), 2), wordsOf(`${mail.text} ${visible(mail.html ?? '')}`, 2)) >= 0.95,
        (mail) => mail.text,
      ];
    case 'date':
      return [(mail) => mail.date?.slice(0, 19).replace('T', ' ') === expected, (mail) => mail.date];
    case 'personal':
      return [(mail) => (mail.from?.name ?? '') === expected, (mail) => mail.from?.name];
    case 'mail':
      return person((mail) => mail.from);
    case 'from':
      if (detail === 'personal') return [(mail) => (mail.from?.name ?? '') === expected, (mail) => mail.from?.name];
      return person((mail) => mail.from);
    case 'to':
      return person((mail) => mail.to[0]);
    default:
      return null;
  }
}

function ruleOf(what, expected, seen, facts) {
  if (/attachment->name$/.test(what)) {
    const files = facts.filter((each) => each.what.endsWith('->filename')).map((each) => comparable(each.expected));
    const shown = seen.attachments.some((each) => files.includes(comparable(each.name)));
    if (shown) return 'the name in Content-Disposition wins over the one in Content-Type';
  }
  if (/->mail$|->full$|->from$/.test(what) && / via /.test(String(expected)))
    return 'the author behind a list or gateway is shown';
  if (
    /^\$message->from|^\$from/.test(what) &&
    seen.from?.address &&
    seen.replyTo.some(({ address }) => address === seen.from.address)
  )
    return 'the author behind a list or gateway is shown';
  return null;
}

const addressOf = (text) => /<([^<>]+)>\s*$/.exec(text)?.[1] ?? text;
const visible = (html) =>
  String(html)
    .replace(/<(?:style|script)[\s\S]*?<\/(?:style|script)>|<[^>]*>/gi, ' ')
    .replace(/&\w+;/g, ' ');
