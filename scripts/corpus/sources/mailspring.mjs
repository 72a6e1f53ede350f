// The source mailspring-html-quotes: pages with a quote, and the same pages with the quote taken out by another program.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { equals, mailOf, Row, ruleFor, sameWords, stockHtml, stockOn } from '../reply-score.mjs';

export const source = 'mailspring-html-quotes';

const STRIPPED = '_stripped.html';

export async function score(folder, { inspectMail }) {
  const row = new Row('reply, HTML', Object.keys(stockHtml));
  const wordsOf = (html) => inspectMail(mailOf(html, { type: 'text/html' }), '').text;
  for (const name of (await readdir(folder)).filter((each) => each.endsWith(STRIPPED)).sort()) {
    const page = name.replace(STRIPPED, '.html');
    const html = await readFile(path.join(folder, page), 'utf8');
    const expected = wordsOf(await readFile(path.join(folder, name), 'utf8'));
    const { reply } = inspectMail(mailOf(html, { type: 'text/html' }), page);
    const others = stockOn(stockHtml, html);
    for (const library of Object.keys(others)) others[library] = wordsOf(others[library]);
    row.add(page, reply, equals(expected, sameWords), others, ruleFor(expected, reply));
  }
  return [row.row];
}
