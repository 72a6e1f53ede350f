// The source talon: whole mails, HTML, bare texts with quotes, and texts with a signature and its sender.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { equals, mailOf, Row, ruleFor, sameText, sameWords, stockHtml, stockOn, stockText } from '../reply-score.mjs';

export const source = 'talon';

export async function score(folder, { inspectMail }) {
  const facts = JSON.parse(await readFile(path.join(folder, 'expected.json'), 'utf8'));
  const rows = {
    mails: new Row('reply', Object.keys(stockText)),
    plain: new Row('reply, inline texts', Object.keys(stockText)),
    html: new Row('reply, HTML', Object.keys(stockHtml)),
    signatures: new Row('reply, signatures', ['email-reply-parser']),
  };
  for (const [name, fact] of Object.entries(facts.files)) await addFile(rows, folder, name, fact, inspectMail);
  for (const { name, input, expected } of facts.plain_cases) addText(rows.plain, name, input, expected, inspectMail);
  for (const { name, input, expected } of facts.html_cases) {
    addHtml(rows.html, name, input, wordsOf(expected, inspectMail), inspectMail);
  }
  for (const { name, input, expected } of facts.signature_cases)
    addText(rows.signatures, name, input, expected[0], inspectMail);
  return Object.values(rows).map(({ row }) => row);
}

const wordsOf = (html, inspectMail) => inspectMail(mailOf(html, { type: 'text/html' }), '').text;

async function addFile(rows, folder, name, fact, inspectMail) {
  const bytes = await readFile(path.join(folder, name));
  const words = bytes.toString('utf8');
  if (name.endsWith('.html')) return addHtml(rows.html, name, words, fact.reply_text, inspectMail);
  if (name.endsWith('.eml')) {
    const { reply, text } = inspectMail(bytes, name);
    return rows.mails.add(
      name,
      reply,
      equals(fact.reply_text),
      stockOn(stockText, text),
      ruleFor(fact.reply_text, reply),
    );
  }
  // That library knows the sender by a file beside; a mail tells it in From.
  const senderFile = path.join(folder, path.dirname(name), fact.sender_file);
  const sender = (await readFile(senderFile, 'utf8').catch(() => '')).trim();
  const from = sender.includes('@') ? sender : sender === '' ? undefined : `${sender} <customer@otklik.example>`;
  return addText(rows.signatures, name, words, fact.reply_text, inspectMail, from);
}

function addText(row, name, words, expected, inspectMail, from) {
  const { reply } = inspectMail(mailOf(words, { from }), name);
  row.add(name, reply, judgeOf(expected, sameText), stockOn(stockText, words), ruleFor(expected, reply));
}

function addHtml(row, name, html, expected, inspectMail) {
  const { reply } = inspectMail(mailOf(html, { type: 'text/html' }), name);
  const others = stockOn(stockHtml, html);
  for (const library of Object.keys(others)) others[library] = wordsOf(others[library], inspectMail);
  row.add(name, reply, judgeOf(expected, sameWords), others, ruleFor(expected, reply));
}

const judgeOf = (expected, same) => (expected === '' ? () => null : equals(expected, same));
