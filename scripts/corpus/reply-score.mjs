// Part of `npm run corpus`: bare texts become the mails that would have brought them, and replies are compared by our rules.
import { createRequire } from 'node:module';
import { JSDOM } from 'jsdom';

const require = createRequire(import.meta.url);
const CrispParser = require('email-reply-parser');
const planer = require('planer');

/** The mail that brings these words and nothing else. */
export function mailOf(words, { type = 'text/plain', from = 'customer@otklik.example' } = {}) {
  const head = [
    `From: ${from}`,
    'To: desk@otklik.example',
    'Subject: A question',
    'Date: Mon, 16 Nov 2026 09:40:00 +0200',
    'Message-ID: <corpus@otklik.example>',
    'MIME-Version: 1.0',
    `Content-Type: ${type}; charset=utf-8`,
    'Content-Transfer-Encoding: 8bit',
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${words}`, 'utf8');
}

/** NFC, white space collapsed, blank lines dropped. */
export const lines = (words) =>
  (words ?? '')
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.replace(/\s+/gu, ' ').trim())
    .filter((line) => line !== '');

export const sameText = (a, b) => lines(a).join('\n') === lines(b).join('\n');
/** For HTML, where a source says nothing about lines. */
export const sameWords = (a, b) => bare(a) === bare(b);
const bare = (words) =>
  lines(words)
    // How we show a quote and a rule in text is our own.
    .map((line) => line.replace(/^>+|^_+$/g, ''))
    .join('')
    .replace(/\s+/gu, '');

/** The stock libraries on the same words. A library that throws has understood nothing. */
export const stockText = {
  'email-reply-parser': (words) => attempt(() => new CrispParser().parseReply(words)),
  planer: (words) => attempt(() => planer.extractFrom(words, 'text/plain')),
};
export const stockHtml = {
  planer: (html) => attempt(() => planer.extractFrom(html, 'text/html', new JSDOM('').window.document)),
};

function attempt(work) {
  try {
    return work() ?? '';
  } catch {
    return '';
  }
}

const isQuoted = (line) => line.startsWith('>');
/** A line that only a signature has: a delimiter, "-Name", a program's footer, a polite closing. */
const SIGNS =
  /^(?:--\s*$|--\s*\p{L}|-\p{L}[\p{L} .]{0,40}$|—$|__+$|#sig#|sent (?:from|wirelessly)|envoyé|отправлено|(?:best |kind |with |warm )*regards\b|(?:med )?vennlig hilsen)/iu;
const FOOTER = /^(?:sent from my|gesendet von)\s/iu;
const LONGEST_SIGNATURE = 15;

/** Which rule of ours explains that a source expects something else, or null when none does. */
export function ruleFor(expected, ours) {
  const [wanted, got] = [lines(expected), lines(ours)];
  const own = (all) => all.filter((line) => !isQuoted(line)).join('\n');
  const first = got.findIndex(isQuoted);
  const between = first > 0 && !isQuoted(got.at(-1)) && got.slice(0, first).some((line) => !isQuoted(line));
  if (between && own(wanted) === own(got)) return 'quotes that stand between answers are kept';
  const rest = wanted.slice(got.length);
  const startsAlike = got.every((line, i) => line === wanted[i]);
  if (got.length > 0 && startsAlike && rest.length <= LONGEST_SIGNATURE && SIGNS.test(rest[0] ?? ''))
    return 'the signature is removed';
  const [footer, ...below] = got.slice(wanted.length);
  if (wanted.every((line, i) => line === got[i]) && below.length > 0 && FOOTER.test(footer))
    return 'unmarked words below a footer may be the author’s: hiding too little beats hiding them';
  return null;
}

/** Collects cases of one kind into a row of the table. */
export class Row {
  constructor(what, libraries) {
    this.row = {
      what,
      n: 0,
      hits: 0,
      ruled: [],
      misses: [],
      stock: libraries.map((library) => ({ library, hits: 0 })),
    };
  }

  /**
   * @param name of the case
   * @param reply ours
   * @param judge tells what is wrong with a reply, or null when nothing is
   * @param others what the stock libraries made of it, by their names
   * @param rule our rule that wins over the source's expectation, or null
   */
  add(name, reply, judge, others, rule = null) {
    const wrong = judge(reply);
    if (wrong !== null && rule !== null) {
      this.row.ruled.push({ name, why: rule });
      return;
    }
    this.row.n++;
    if (wrong === null) this.row.hits++;
    else this.row.misses.push({ name, why: wrong });
    for (const each of this.row.stock) if (judge(others[each.library] ?? '') === null) each.hits++;
  }
}

/** A judge of texts that must be equal. */
export const equals =
  (expected, same = sameText) =>
  (reply) =>
    same(reply, expected) ? null : differs(expected, reply);

function differs(expected, reply) {
  const [wanted, got] = [lines(expected), lines(reply)];
  const at = wanted.findIndex((line, i) => line !== got[i]);
  if (got.length === 0) return 'nothing was left';
  if (at < 0) return `too much was kept, from line ${wanted.length + 1}: ${short(got[wanted.length])}`;
  if (at >= got.length) return `too little was kept, from line ${at + 1}: ${short(wanted[at])}`;
  return `line ${at + 1}: ${short(got[at])} instead of ${short(wanted[at])}`;
}

const short = (line = '') => JSON.stringify(line.length > 60 ? `${line.slice(0, 60)}…` : line);

export const stockOn = (libraries, words) =>
  Object.fromEntries(Object.entries(libraries).map(([name, run]) => [name, run(words)]));
