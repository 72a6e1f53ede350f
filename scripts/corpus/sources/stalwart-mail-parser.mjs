// Scores whole part trees, with LF and with CRLF: people, subject, date, words, attachments; and tables of single headers.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { comparable, counting, filesIn, readJson, shareOf, wordsOf } from '../expectations.mjs';
import { stockFacts } from '../stock.mjs';

export const source = 'stalwart-mail-parser';

export async function score(folder, { inspectMail }) {
  const rows = [];
  for (const [ends, suffix] of [
    ['LF', '.json'],
    ['CRLF', '.crlf.json'],
  ]) {
    const row = counting(`facts, ${ends}`);
    for (const name of filesIn(join(folder, 'eml')).filter((each) => each.endsWith('.eml'))) {
      const tree = readJson(folder, 'eml', name.replace(/\.eml$/, suffix));
      const stored = readFileSync(join(folder, 'eml', name));
      const bytes = ends === 'LF' ? stored : withCrLf(stored);
      await scoreTree(row, name, tree, bytes, inspectMail);
    }
    rows.push(row.row);
  }
  return [...rows, headersTable(folder, inspectMail, 'address'), headersTable(folder, inspectMail, 'date')];
}

const withCrLf = (bytes) => Buffer.from(bytes.toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1');

async function scoreTree(row, name, tree, bytes, inspectMail) {
  const seen = inspectMail(bytes, name);
  const stock = await stockFacts(bytes);
  for (const [what, expected, ask, tell] of factsOf(tree)) {
    const told = `${JSON.stringify(tell(seen))?.slice(0, 140)} for ${JSON.stringify(expected)?.slice(0, 140)}`;
    const rule = ask(seen) ? null : ruleOf(what, expected, tell(seen), tree);
    if (rule) row.rule(`${name}: ${what}`, `${rule}: ${told}`);
    else {
      row.check(`${name}: ${what}`, ask(seen), told);
      for (const each of stock) row.beside(each.library, ask(each));
    }
  }
}

function ruleOf(what, expected, seen, tree) {
  if (`${expected}`.includes('\ufffd')) return 'letters without a label are read, not replaced by holes';
  if (what === 'attachment name' && seen.some((name) => /[\\/:]/.test(expected) && expected.endsWith(name)))
    return 'a name is shown without its path';
  const words = bodyWords(tree);
  if (/^(?:words|attachments)$/.test(what) && /^begin [0-7]{3} /m.test(words)) return 'a uuencoded file is a file';
  if (what !== 'words') return null;
  if (words.includes('\ufffd')) return 'letters without a label are read, not replaced by holes';
  if (/^--.*\r?\nContent-Type:/im.test(words)) return 'a part whose first delimiter is lost is still a part';
  return null;
}

function factsOf(tree) {
  const facts = [];
  const header = (name) => tree.parts[0].headers.findLast((each) => each.name === name)?.value;
  const people = (value) =>
    (value?.Address?.List ?? value?.Address?.Group?.flatMap((group) => group.addresses) ?? []).filter((each) =>
      each.address?.includes('@'),
    );
  const [from] = people(header('from'));
  if (from) {
    facts.push(['sender', from.address, (mail) => mail.from?.address === from.address, (mail) => mail.from?.address]);
    if (from.name)
      facts.push(['name', from.name, (mail) => plain(mail.from?.name) === plain(from.name), (mail) => mail.from?.name]);
  }
  const to = people(header('to')).map((each) => each.address);
  if (to.length > 0)
    facts.push([
      'to',
      to,
      (mail) => `${mail.to.map((each) => each.address)}` === `${to}`,
      (mail) => mail.to.map((each) => each.address),
    ]);
  const subject = header('subject')?.Text;
  if (subject)
    facts.push([
      'subject',
      subject,
      (mail) => comparable(mail.subject) === comparable(subject),
      (mail) => mail.subject,
    ]);
  const date = instantOf(header('date')?.DateTime);
  if (date) facts.push(['date', date, (mail) => mail.date === date, (mail) => mail.date]);
  const id = header('message_id')?.Text;
  if (id)
    facts.push([
      'message id',
      id,
      (mail) => (mail.messageId ?? '').replace(/[<>]/g, '') === id,
      (mail) => mail.messageId,
    ]);
  const words = wordsOf(bodyWords(tree), 3);
  const share = (mail) => shareOf(words, wordsOf(`${mail.text}`, 3));
  if (words.size > 0)
    facts.push([
      'words',
      `${words.size} words`,
      (mail) => share(mail) >= 0.95,
      (mail) => `${(100 * share(mail)).toFixed(0)} %: ${mail.text.slice(0, 60)}`,
    ]);
  const files = tree.attachments.map((at) => tree.parts[at]).filter(isFile);
  facts.push([
    'attachments',
    files.length,
    (mail) => mail.attachments.length === files.length,
    (mail) => mail.attachments.map((each) => each.name),
  ]);
  for (const file of files.map(nameOf).filter(Boolean))
    facts.push([
      'attachment name',
      file,
      (mail) => mail.attachments.some((each) => comparable(each.name) === comparable(file)),
      (mail) => mail.attachments.map((each) => each.name),
    ]);
  return facts;
}

/** Words without a name are text to us, wherever they stand; an empty part is nothing. */
const isFile = (part) =>
  nameOf(part) !== null ||
  part.headers.some((each) => each.name === 'content_disposition') ||
  !('Text' in part.body || 'Html' in part.body) ||
  (part.headers.find((each) => each.name === 'content_type')?.value?.ContentType?.c_type ?? 'text').toLowerCase() !==
    'text';

const plain = (name) => comparable(name).replace(/^['"]|['"]$/g, '');

/** A letter's words: text where there is some, else HTML without its tags. */
function bodyWords(tree) {
  return tree.text_body
    .map((at) => tree.parts[at]?.body)
    .map(
      (body) =>
        body?.Text ??
        (body?.Html ?? '')
          .replace(/<(?:style|script|title)[\s\S]*?<\/(?:style|script|title)>|<[^>]*>/gi, ' ')
          .replace(/&([aou])uml;/gi, '$1\u0308')
          .replace(/&szlig;/g, 'ß')
          .replace(/&#?\w+;/g, ' '),
    )
    .join('\n');
}

function nameOf(part) {
  const param = (header, name) =>
    part.headers
      .find((each) => each.name === header)
      ?.value?.ContentType?.attributes?.find((each) => each.name === name)?.value;
  return param('content_disposition', 'filename') ?? param('content_type', 'name') ?? null;
}

function instantOf(date) {
  if (!date || date.month < 1 || date.day < 1) return null;
  const offset = (date.tz_before_gmt ? 1 : -1) * (date.tz_hour * 60 + date.tz_minute);
  const time = new Date(Date.UTC(date.year, date.month - 1, date.day, date.hour, date.minute + offset, date.second));
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

/** A name that only repeats the address is none, and a comment beside a name is no part of it. */
function sameName(expected, seen) {
  const name = plain(expected.name ?? '');
  const wanted = name === expected.address ? '' : name;
  return plain(seen.name ?? '') === wanted || plain(seen.name ?? '') === wanted.replace(/\s*\(.*$/, '').trim();
}

/** A table of header values, each put into a mail of its own. */
function headersTable(folder, inspectMail, kind) {
  const row = counting(`facts, table of ${kind} headers`);
  readJson(folder, `${kind}.json`).forEach(({ header, expected }, at) => {
    const label = `${at} ${JSON.stringify(header.trim())}`;
    if (/<(?:mailto|https?|ftp):/.test(header)) row.rule(label, 'a link is no address of a person');
    else if (/<@|\)\.\s/.test(header))
      row.rule(label, 'an old route or a blank beside a dot is no part of the address (RFC 5322, 4.4)');
    else if (/\bby\b.*with SMTP|^\s*\d+ \d+ \d+ \d+/.test(header)) row.rule(label, 'no date, but numbers');
    else scoreHeader(row, label, kind, header, expected, inspectMail);
  });
  return row.row;
}

function scoreHeader(row, label, kind, header, expected, inspectMail) {
  const field = kind === 'address' ? 'To' : 'Date';
  const bytes = Buffer.from(`From: a@b.example\r\n${field}: ${header.replace(/\r?\n$/, '')}\r\nSubject: x\r\n\r\nx`);
  const seen = inspectMail(bytes, label);
  if (kind === 'date') {
    const instant = instantOf(expected);
    if (instant) row.check(label, seen.date === instant, `${seen.date} for ${instant}`);
    return;
  }
  const list = (expected.List ?? expected.Group?.flatMap((group) => group.addresses) ?? []).filter((each) =>
    /^\S+@\S+$/.test(each.address ?? ''),
  );
  const same =
    list.length === seen.to.length &&
    list.every((each, i) => each.address === seen.to[i].address && sameName(each, seen.to[i]));
  row.check(label, same, `${JSON.stringify(seen.to)} for ${JSON.stringify(list)}`);
}
