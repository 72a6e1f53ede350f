// The page in every language and scale: small, whole, without scripts, and closed against words from outside.
import { expect, test } from '@jest/globals';
import type { SurveyKind } from '@otklik/survey';
import { LOCALES, type Locale } from '../platform/words/words.js';
import { type AskPage, askPage, optOutPage, problemPage } from './survey-page.js';

const page = (given: Partial<AskPage> = {}): AskPage => ({
  locale: 'en',
  path: '/s/abc',
  about: {
    number: 7,
    subject: 'Late parcel',
    solvedAt: new Date('2026-11-20T22:30:00Z'),
    workspace: 'Shop',
    timeZone: 'Europe/Sofia',
  },
  scale: { kind: 'csat', min: 1, max: 5, question: 'How satisfied are you?' },
  chosen: null,
  nothingChosen: false,
  saved: null,
  ...given,
});

test.each(
  LOCALES.flatMap((locale) =>
    (
      [
        ['csat', 5],
        ['csat', 10],
        ['nps', 10],
        ['ces', 7],
        ['csat', 2],
      ] as [SurveyKind, number][]
    ).map((s) => [locale, ...s] as [Locale, SurveyKind, number]),
  ),
)('%s, %s to %i: under 15 KB, no script, one radio a point', (locale, kind, max) => {
  const scale = { kind, min: kind === 'nps' ? 0 : 1, max, question: 'q'.repeat(200) };
  const saved = { score: max, comment: 'я'.repeat(2000), followUp: 'Why?' };
  const html = askPage(page({ locale, scale, saved }));
  expect(Buffer.byteLength(html)).toBeLessThan(15 * 1024);
  expect(html).not.toMatch(/<script|javascript:| on\w+=/);
  expect(html.match(/type="radio"/g)).toHaveLength(max - scale.min + 1);
  expect(html).toContain(`<html lang="${locale}">`);
});

test('it says what it is about: subject and date in the workspace’s own zone', () => {
  expect(askPage(page())).toContain('Late parcel');
  expect(askPage(page())).toContain('November 21, 2026');
  expect(askPage(page({ about: { ...page().about, subject: null } }))).toContain('No. 7');
});

test('a chosen point is checked, and nothing says that it was saved', () => {
  const html = askPage(page({ chosen: 4 }));
  expect(html).toMatch(/value="4" required checked/);
  expect(html.match(/ checked/g)).toHaveLength(1);
  expect(html).not.toContain('Thank you');
  expect(html).toContain('?lang=ru&amp;score=4');
});

test('after saving: thanks, the open question, and the way to change', () => {
  const html = askPage(page({ saved: { score: 2, comment: null, followUp: 'What should we do better?' } }));
  expect(html).toContain('What should we do better?');
  expect(html).toContain('<textarea');
  expect(html).toContain('<details><summary>');
});

test('words from outside are only words', () => {
  const evil = '"><script>alert(1)</script>';
  const about = { ...page().about, subject: evil, workspace: evil };
  const scale = { ...page().scale, question: evil };
  for (const html of [
    askPage(page({ about, scale, saved: { score: 5, comment: `</textarea>${evil}`, followUp: evil } })),
    problemPage('en', '/s/x', evil, evil),
  ]) {
    expect(html).not.toContain('<script');
    expect(html.match(/<\/textarea>/g)?.length ?? 0).toBeLessThanOrEqual(1);
  }
});

test('opting out asks before it does', () => {
  expect(optOutPage({ locale: 'bg', path: '/s/abc', done: false })).toContain(
    '<form method="post" action="/s/abc/opt-out">',
  );
  expect(optOutPage({ locale: 'bg', path: '/s/abc', done: true })).not.toContain('<form');
});
